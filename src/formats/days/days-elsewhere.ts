import { withoutAccents } from '#domain/accents.ts'
import { amountInEnglish, keyOf, unitsElsewhere } from '#domain/days/lengths-elsewhere.ts'
import { once } from '#domain/remembered.ts'

// Words of days in short, and in German, French, Spanish, Italian and Dutch, without accents. `Intl` knows them all, and takes 60 ms to say them.

const aroundToday: Record<string, string> = {
  today: "heute|aujourd'hui|hoy|oggi|vandaag",
  tomorrow: 'tmrw|tmr|tmw|tomoz|2moro|morgen|demain|manana|domani',
  yesterday: 'yest|yday|ystday|ystrday|gestern|hier|ayer|ieri|gisteren',
  'day before yesterday': "vorgestern|avant-hier|avant hier|anteayer|antier|l'altro ieri|altro ieri|eergisteren",
  'day after tomorrow': 'ubermorgen|apres-demain|apres demain|pasado manana|dopodomani|overmorgen',
}
const weekdays: Record<string, string> = {
  monday: 'montag|lundi|lunes|lunedi|maandag',
  tuesday: 'dienstag|mardi|martes|martedi|dinsdag',
  wednesday: 'mittwoch|mercredi|miercoles|mercoledi|woensdag',
  thursday: 'donnerstag|jeudi|jueves|giovedi|donderdag',
  friday: 'freitag|vendredi|viernes|venerdi|vrijdag',
  saturday: 'samstag|sonnabend|samedi|sabado|sabato|zaterdag',
  sunday: 'sonntag|dimanche|domingo|domenica|zondag',
}
const last = 'dernie|letzt|vorig|pasad|passat|scors|afgelopen|ultim|laatst'
const near: [english: string, stem: string][] = [
  ['last', last],
  ['coming', 'prochain|kommend|proxim|prossim|aanstaand'],
  ['next', 'nachst|volgend'],
]
/** Whole words, as `certificat` and `Diesel` begin so, too. */
const thisOne = /^(?:diese[mnrs]?|dies|cet?|cette|est[ea]|quest[oa]|deze|dit)$/

const named = { ...aroundToday, ...weekdays }
const { day: _, ...longer } = unitsElsewhere
const all = { ...named, ...unitsElsewhere }
/** `letzter Tag` is no day. */
const besideLast = { ...weekdays, ...longer }

const article = '(?:(?:le|la|am|den|el|il|op|de|bis(?: zum)?|jusqu.(?:au?|a la)|hasta(?: el)?|tot|fino a) )?'
const ahead = 'in|dans|en|tra|fra|over|dentro de'
const behind = 'vor|il y a|hace'
const forms = once(() => ({
  counted: new RegExp(`^(?:(${ahead}) |(${behind}) )?(\\S+) (\\S+?)( fa| geleden)?$`),
  beside: new RegExp(`^${article}(?:(\\S+) )?(\\S+)$`),
  stretch: new RegExp(
    `^(?:(?:(?:in|en|over) )?(?:den?|die|les?|ces|las|los|gli|i|negli|nelle) )?(\\S+ )?(?:${last})\\S* (\\S+ )?(\\S+)$`,
  ),
}))

const plain = (text: string): string => withoutAccents(text).replace('\u2019', "'").replace(/\s+/g, ' ').trim()

/**
 * The words of a day or a length, in short or in one of five other languages, in whole English: `hier`, `in 3 tagen`, `la semaine prochaine`,
 * `nächsten Freitag`, `2 Wochen`, `die letzten 2 Wochen`; undefined for any others.
 */
export function inEnglish(typed: string): string | undefined {
  const words = plain(typed)
  const day = keyOf(named, words)
  // The patterns take V8 their time, and few texts have one of the words.
  if (day !== undefined || !words.split(' ').some((word) => keyOf(all, word))) return day
  const [, isAhead, isBehind, count = '', unit = '', ago] = forms().counted.exec(words) ?? []
  const said = amountInEnglish(count, unit)
  if (said !== undefined) return isAhead ? `in ${said}` : isBehind || ago ? `${said} ago` : said
  const [, one, other = ''] = forms().beside.exec(words) ?? []
  if (other !== '') return one === undefined ? keyOf(named, other) : besideNear(one, other)
  return stretchInEnglish(words)
}

function stretchInEnglish(words: string): string | undefined {
  const [, before = '', after = '', unit = ''] = forms().stretch.exec(words) ?? []
  const said = amountInEnglish(`${before}${after}`.trim(), unit)
  return said && `last ${said}`
}

/** `nächsten Freitag`, `semaine dernière`; `vendredi prochain` is the first Friday to come, and `semaine prochaine` the next week. */
function besideNear(one: string, other: string): string | undefined {
  if (thisOne.test(one) && keyOf(besideLast, other) !== undefined) return `this ${keyOf(besideLast, other)}`
  for (const [english, stems] of near)
    for (const [stem, name] of [
      [one, other],
      [other, one],
    ] as const) {
      const said = keyOf(besideLast, name)
      if (said === undefined || !stems.split('|').some((each) => stem.startsWith(each))) continue
      return `${english === 'coming' && !Object.hasOwn(weekdays, said) ? 'next' : english} ${said}`
    }
  return undefined
}

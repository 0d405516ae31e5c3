import { withoutAccents } from '../accents.ts'

// Words of lengths in German, French, Spanish, Italian and Dutch, without accents.

export const unitsElsewhere = {
  day: 'tag|tage|tagen|jour|jours|dia|dias|giorno|giorni|dag|dagen',
  week: 'woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|week|weken',
  month: 'monat|monate|monaten|mois|mes|meses|mese|mesi|maand|maanden',
  year: 'jahr|jahre|jahren|an|ans|annee|annees|ano|anos|anno|anni|jaar',
}
const units = { ...unitsElsewhere, quarter: 'quartal|quartale|trimestre|trimestres|trimestri|kwartaal|kwartalen' }
const howOften = {
  daily: 'taglich|quotidien|diario|giornaliero|dagelijks',
  weekly: 'wochentlich|hebdomadaire|semanal|settimanale|wekelijks',
  monthly: 'monatlich|mensuel|mensual|mensile|maandelijks',
  quarterly: 'vierteljahrlich|trimestriel|trimestral|trimestrale',
  yearly: 'jahrlich|annuel|anual|annuale|jaarlijks',
}
const counts = {
  1: 'un|une|una|uno|ein|eine|einer|einem|einen|een',
  2: 'deux|zwei|dos|due|twee',
  3: 'trois|drei|tres|tre|drie',
  4: 'quatre|vier|cuatro|quattro',
}
const every = /^(?:jede[nrs]?|alle|chaque|tous les|toutes les|cada|todos los|todas las|ogni|tutti i|tutte le|elke) /

/** The key has the word among its own. */
export const keyOf = (table: Record<string, string>, word: string): string | undefined =>
  word.includes('|') ? undefined : Object.keys(table).find((key) => `|${table[key]}|`.includes(`|${word}|`))

/** `2 weeks` for `zwei` and `Wochen`, without accents. */
export function amountInEnglish(count: string, unit: string): string | undefined {
  const [number, called] = [/^\d{1,6}$/.test(count) ? count : keyOf(counts, count), keyOf(units, unit)]
  return number && called ? `${number} ${called}${number === '1' ? '' : 's'}` : undefined
}

/** `2 weeks` for `alle 2 wochen`, `monthly` for `mensuel`, `week` for `jede woche`, in lower case; undefined for any others. */
export function lengthInEnglish(text: string): string | undefined {
  const typed = withoutAccents(text)
  const words = typed.replace(every, '')
  const [count = '', unit = '', more] = words.split(' ')
  if (unit === '') return keyOf(words === typed ? howOften : units, words)
  return more === undefined ? amountInEnglish(count, unit) : undefined
}

/** Units of lengths of touches; the texts of patterns. */
export const timesElsewhere = {
  h: 'stunde|stunden|std|heure|heures|hora|horas|ora|ore|uur|uren',
  min: 'minuten|minuto|minutos|minuti|minuut',
}
/** Nobody talks for six hours: `14 heures`, `8 uur`, `14 heures 30`. German has `Uhr` for the time of day. */
const onTheClock = /^(?:[6-9]|\d{2,}) ?(?:heures|horas|ore|uur)(?: (?:(?:et|y|e|en) )?[0-5]?\d)?$/

/** A whole number of hours that, in a note, is rather a time of the day. */
export const isTimeOfDay = (text: string): boolean => onTheClock.test(withoutAccents(text))

const partsOfHour = {
  'half h': "halbe stunde|demi-heure|demi heure|media hora|mezz'ora|mezza ora|half uur|halfuur",
  'quarter h': "viertelstunde|quart d'heure|cuarto de hora|quarto d'ora|kwartier",
  '3/4 h': "dreiviertelstunde|trois quarts d'heure|tres cuartos de hora|tre quarti d'ora|drie kwartier",
  '1.5 h': 'anderthalb stunden|eineinhalb stunden|anderhalf uur',
}

/** `2 h` for `zwei stunden`, `1 h 20` for `1 heure 20`, `half h` for `une demi-heure`; undefined for words without such a unit. */
export function timeInEnglish(text: string): string | undefined {
  const typed = withoutAccents(text).replaceAll('\u2019', "'")
  const part = keyOf(partsOfHour, typed.replace(/^(?:une?|eine|einer|een) /, ''))
  if (part !== undefined) return part
  const words = typed.replace(/(?<=\d)(?=[a-z])|'/g, ' ').split(' ')
  const units = words.map((word) => keyOf(timesElsewhere, word.replace(/\.$/, '')))
  if (units.every((unit) => unit === undefined)) return undefined
  const [count = '', ...others] = words.map((word, at) => units[at] ?? word)
  return [keyOf(counts, count) ?? count, ...others]
    .join(' ')
    .replace(/ (?:et demie?|y media|e mezz[ao])$/, ' and a half')
    .replace(/ (?:und|et|y|e|en) /, ' and ')
}

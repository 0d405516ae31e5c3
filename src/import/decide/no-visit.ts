import { findPurpose, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { isBadNews } from '#formats/touches/bad-news.ts'
import { purposeInNote } from '#formats/touches/named-in-note.ts'
import { isNotReached } from '#formats/touches/not-reached.ts'

/** Somebody is away on such a day; thirteen languages. */
const away =
  /(?<!\p{L})(?:on leave|days? off|holidays?|vacation|away|ill|sick|closed|urlaub|ferien|krank|abwesend|geschlossen|betriebsferien|vacances|congés?|absente?|malade|fermée?|vacaciones|ausente|cerrado|ferie|assente|malat[oa]|chiuso|vakantie|afwezig|ziek|gesloten|férias|doente|fechado|urlop|nieobecn[ay]|semester|ledig|sjuk|sygd?|syk|sairas|loma|lomalla|dovolená|nemoc)(?!\p{L})/iu

/** Something is moved to a day or a time; anything else, such as a new shop, is a place. */
const otherDay =
  '(?:(?:the|a) )?(?:\\d|(?:next|later|another (?:day|date|time|week)|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|' +
  'mon|tues?|wed|thu|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|december)(?!\\p{L}))'

/** The meeting was put off to another day, in thirteen languages: its own day stays in a calendar as it was. */
const putOff = new RegExp(
  `(?<!\\p{L})(?:postponed|rescheduled|moved to ${otherDay}|put off|verschoben|reportée?|repoussée?|décalée?|aplazad[oa]|pospuest[oa]|reprogramad[oa]|rinviat[oa]|posticipat[oa]|spostat[oa]|verzet|uitgesteld|verplaatst|adiad[oa]|remarcad[oa]|przełożon[aey]|przesunięt[aey]|uppskjut(?:en|et)|flytta[dt]|flyttet|udsat|utsatt|siirretty|odložen[oaáýé]|přesunut[oaáýé])(?!\\p{L})|[\\u274c\\u{1f6ab}\\u2716\\u2717]`,
  'iu',
)

/** `purpose` is one of the vocabulary at the beginning of a title; `isDoubtful`: the title may tell of no visit. */
type Said = { purpose: string | null; isDoubtful: boolean }

/** The meeting was not, or not on that day. */
const tellsOfNone = (title: string): boolean =>
  isBadNews(title) || isNotReached(title) || putOff.test(title.normalize())

/**
 * Reads the title of a meeting, as the note of `cl log` is read: `Delivery Acme` is a delivery, while bad news, somebody who was
 * not reached, a meeting that was put off, a bill, or a whole day on which somebody is away may be no visit.
 * @param title the title without the names of the customers in it
 */
export function saidInTitle(title: string, isWholeDay: boolean, vocabulary: Vocabulary): Said {
  const [first = ''] = title.match(/[\p{L}-]+/u) ?? []
  const purpose = findPurpose(vocabulary, first)
  if (purpose && purpose.tone !== '-' && purpose.opens === null && purpose.reached)
    return { purpose: purpose.name, isDoubtful: isBadNews(title) || putOff.test(title.normalize()) }
  const isOther = purpose ?? purposeInNote(title, vocabulary)
  return {
    purpose: null,
    isDoubtful: isOther !== undefined || tellsOfNone(title) || (isWholeDay && away.test(title)),
  }
}

import PostalMime, { type Address, decodeWords } from 'postal-mime'
import { withoutAccents } from '#domain/accents.ts'
import { type Day, isoDayFrom } from '#domain/days/day.ts'
import { englishMonth } from '../days/month-names.ts'
import { utf8OrWestern } from '../encoding/decoded.ts'
import { type Head, headsIn } from './heads.ts'

export type Message = {
  line: number
  /** Its name among all messages of the world; null where it has none. */
  id: string | null
  /** The first message of the conversation comes first. */
  before: string[]
  from: string
  /** Where it is of another domain than the sender, as in mail that a form of a web page sends; else null. */
  replyTo: string | null
  to: string[]
  subject: string
  /** The day of its writer; null where it has none. */
  on: Day | null
  /** UTC, as a number that grows (20261104043000); null where it has none. */
  at: number | null
  /** Null where it is a message of a person to somebody. */
  noTouch: string | null
  /** The message was sent from this mailbox. */
  isSent: boolean
}

/** The headers of the message cannot be read. */
export type BadMessage = { line: number; reason: string; text: string }

/** A mailbox (mbox), or one file (eml). */
export async function* messagesIn(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Message | BadMessage> {
  for await (const head of headsIn(parts)) yield await messageOf(head)
}

async function messageOf({ line, before, bytes, isWhole }: Head): Promise<Message | BadMessage> {
  const text = await utf8OrWestern(bytes)
  const bad = (reason: string): BadMessage => ({ line, reason, text })
  if (!isWhole) return bad('its headers are longer than 256 KB')
  const mail = await PostalMime.parse(`${text}\n`)
  const headers: Headers = new Map(mail.headers.map(({ key, value }) => [key, value]))
  const isGroup = isOwnGroup(headers)
  const [from = ''] = [
    isGroup ? writerToGroup(headers) : '',
    ...addressesIn(mail.from === undefined ? [] : [mail.from]),
  ].filter((address) => address !== '')
  const replyTo = addressesIn(mail.replyTo ?? []).find((address) => domainOf(address) !== domainOf(from))
  if (from === '' && !headers.has('message-id') && !headers.has('date')) return bad('it has no headers of a message')
  return {
    line,
    id: idsIn(mail.messageId)[0] ?? null,
    before: [...idsIn(mail.references), ...idsIn(mail.inReplyTo)],
    from,
    replyTo: replyTo ?? null,
    to: addressesIn([...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])]),
    subject: await subjectOf(mail.subject ?? ''),
    on: firstDayIn([
      headers.get('date'),
      mail.headers
        .find(({ key }) => key === 'received')
        ?.value.split(';')
        .at(-1),
      before,
    ]),
    at: mail.date === undefined ? null : Number(mail.date.replace(/\D/g, '').slice(0, 14)) || null,
    noTouch: noTouchReason(headers, from, replyTo !== undefined),
    isSent: isSent(headers),
  }
}

/**
 * One line. Node's own decoder leaves the letters of windows-1252 that ISO 8859-1 has not, such as its quotes and \u20ac, as control
 * characters.
 */
async function subjectOf(subject: string): Promise<string> {
  const line = subject.replace(/\s+/g, ' ')
  if (!/[\u0080-\u009f]/.test(line)) return line
  const { default: iconv } = await import('iconv-lite')
  return line.replace(/[\u0080-\u009f]/g, (letter) => iconv.decode(Buffer.from(letter, 'latin1'), 'win1252'))
}

const addressesIn = (all: Address[]): string[] =>
  all
    .flatMap(({ address, group }) => [address, ...(group ?? []).map((each) => each.address)])
    .flatMap((address) => (address === undefined || address === '' ? [] : [address.toLowerCase()]))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

const idsIn = (text: string | undefined): string[] => text?.match(/<[^<>\s]+>/g) ?? []

/** The second is that of the line before a message of a mailbox. */
const dayForms = [
  /(?<day>\d{1,2})[ -]+(?<month>[A-Za-z]{3})[A-Za-z]*[ -]+(?<year>\d{4}|\d{2})\b/,
  /(?<month>[A-Za-z]{3}) +(?<day>\d{1,2}) +\d{1,2}:\d{2}(?::\d{2})?(?: +\S+)? +(?<year>\d{4})\b/,
  /\b(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?=$|[T ])/,
]

/** The header's day, else the time at which the message came, else the line before it; null where none says one. */
const firstDayIn = (dates: (string | undefined)[]): Day | null =>
  dates
    .flatMap((date = '') => dayForms.map((form) => dayInHeader(form.exec(date)?.groups)))
    .find((day) => day !== null) ?? null

/** `Tue, 3 Nov 2026 23:30:00 -0500`, in the zone of its writer; null for anything else. */
function dayInHeader({ day = '', month = '', year = '' }: Record<string, string | undefined> = {}): Day | null {
  const number = englishMonth(month) ?? Number(month)
  // Two digits are a year from 1950 to 2049 (RFC 5322, 4.3).
  const full = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year)
  return isoDayFrom(`${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`) ?? null
}

const robots = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@-]|$)/i
/** A label of one's own may have such a word in it. Programs write `[Gmail]/`, `[Imap]/` or `\\` before their own. */
const label = (words: string): RegExp =>
  new RegExp(String.raw`(?:^|,)[\s"\\]*(?:\[(?:gmail|google mail|imap)\]/)?(?:${words})"?\s*(?=,|$)`, 'i')

const spamLabel = label(
  'spam|trash|bin|junk(?: e-?mail)?|deleted (?:items|messages)|papierkorb|corbeille|papelera|cestino|prullenbak|lixo|lixeira|kosz?|papperskorg(?:en)?|papirkurv(?:en)?|roskakori|roskaposti|skrappost|soppelpost',
)
const draftLabel = label(
  'drafts?|entwurfe|brouillons|borradores|bozze|concepten|rascunhos|(?:wersje )?robocze|utkast|kladder|luonnokset|koncepty',
)
const chatLabel = label('chats?')
const sentLabel = label(
  'sent(?: mail| messages| items)?|gesendet|(?:messages )?envoyes?|(?:e-mails )?enviados?|(?:posta )?inviat[aei]|verzonden(?: berichten)?|wyslane|skickat|sendt(?:e mails)?|lahetetyt|odeslan[ae](?: posta)?',
)

/**
 * Mail programs write it, in some twenty languages, before the subject that they answer by themselves. A person answers `Automatic reply: …`
 * with `Re:` before it.
 */
const automatic =
  /^\s*(?:auto(?:matic)?[ -]?(?:reply|response)|re: ?autoreply|out of (?:the )?office(?: re)?|ooo|automatische antwort(?: auf)?|abwesenheits(?:notiz|nachricht)|abwesen(?:heit|d)|nicht im büro|réponse automatique|absen(?:t|ce) du bureau|message d'absence|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig(?:heidsbericht)?|niet aanwezig|resposta automática|fora do escritório|odpowiedź automatyczna|autosvar|automatiskt? svar|frånvaro(?:meddelande)?|frånvarande|ikke til ?stede|ausente|ausência|poza biurem|mimo kancelář|automatikus válasz|răspuns automat|αυτόματη απάντηση|fravær(?:smelding|sbesked)?|automaattinen vastaus|poissaolo(?:viesti|ilmoitus)?|automatická odpověď|vacation reply|автоответ|автоматический ответ|автоматична відповідь|otomatik yanıt|自動応答|自動返信|自动回复|自动答复)[\s ]*[:：]|^\s*(?:\[auto(?:matic)?[ -]?(?:reply|response)\]|auto: .+ is out of the office)/iu

type Headers = Map<string, string>

/** A list's, automatic, come back, a draft, or unwanted; null for a touch. */
function noTouchReason(headers: Headers, from: string, isOfForm: boolean): string | null {
  const says = (key: string, pattern: RegExp) => pattern.test(headers.get(key) ?? '')
  const submitted = headers.get('auto-submitted')
  const filed = filedAs(headers)
  if (filed !== null) return filed
  if (isCalendarAnswer(headers)) return 'answers to invitations'
  const isReport = says('return-path', /^\s*<\s*>/) || says('content-type', /multipart\/report/i)
  if (isReport || headers.has('x-failed-recipients') || /^(mailer-daemon|postmaster)@/i.test(from))
    return 'mail that came back'
  if (isOfList(headers)) return 'of a mailing list'
  if (submitted !== undefined && !/^\s*no\b/i.test(submitted)) return 'automatic answers'
  if ([...headers.keys()].some((key) => /^x-(?:mail-)?auto-?(?:reply|respond)/.test(key))) return 'automatic answers'
  if (says('precedence', /auto_reply/i) || (robots.test(from) && !isOfForm)) return 'automatic answers'
  if (automatic.test(decodeWords(headers.get('subject') ?? ''))) return 'automatic answers'
  return null
}

/** A group of one's own is no list, and no list answers a message. */
const isOfList = (headers: Headers): boolean =>
  !isOwnGroup(headers) &&
  (['list-id', 'list-post'].some((key) => headers.has(key)) ||
    (headers.has('list-unsubscribe') && !headers.has('in-reply-to')) ||
    /\b(bulk|list|junk)\b/i.test(headers.get('precedence') ?? ''))

/** `info@` of one's own domain: Google Groups sends it on as the mail of a list. */
function isOwnGroup(headers: Headers): boolean {
  const [, domain] = /@([\w.-]+)>?\s*$/.exec(headers.get('delivered-to') ?? '') ?? []
  return domain !== undefined && (headers.get('list-id') ?? '').toLowerCase().includes(`.${domain.toLowerCase()}>`)
}

/** A group may write whoever wrote to it in the place of the sender. */
const writerToGroup = (headers: Headers): string =>
  /[^\s<>]+@[^\s<>]+/.exec(headers.get('x-original-sender') ?? '')?.[0].toLowerCase() ?? ''

/** The folder of a message that was never sent or wanted, or that is no mail; null for any other message. */
function filedAs(headers: Headers): string | null {
  const labels = labelsOf(headers)
  const isUnsent = headers.has('x-mozilla-draft-info') || headers.get('x-unsent') === '1'
  if (draftLabel.test(labels) || isUnsent) return 'drafts'
  const isMarked = ['x-spam-flag', 'x-spam-status'].some((key) => /^\s*yes\b/i.test(headers.get(key) ?? ''))
  const isSpam = spamLabel.test(labels) || isMarked
  if (isSpam || isExpunged(headers)) return 'spam, or thrown away'
  return chatLabel.test(labels) ? 'chats' : null
}

/** Thunderbird keeps a deleted message, with this bit in its status, until it compacts the folder. */
const expunged = 0x0008

const isExpunged = (headers: Headers): boolean =>
  (Number.parseInt(headers.get('x-mozilla-status') ?? '0', 16) & expunged) !== 0

/** Calendars begin the title of an answer so, in thirteen languages. */
const answer =
  '(?:accepted|declined|tentative(?:ly accepted)?|maybe|zugesagt|abgelehnt|mit vorbehalt|accept\u00e9e?|refus\u00e9e?|aceptad[oa]|rechazad[oa]|accettat[oa]|rifiutat[oa]|geaccepteerd|afgewezen|geweigerd|aceit[eoa]|recusad[oa]|zaakceptowano|odrzucono|accepterat|avb\u00f6jt|accepteret|afvist|godtatt|akseptert|avsl\u00e5tt|hyv\u00e4ksytty|hyl\u00e4tty|p\u0159ijato|odm\u00edtnuto) ?'
const answered = new RegExp(`^${answer}: `, 'i')
/** Google has the day of the meeting behind `@`. */
const answeredOfGoogle = new RegExp(`^${answer}: .+ @ .*\\d`, 'i')

/** A calendar made the message of a click on yes or no. */
function isCalendarAnswer(headers: Headers): boolean {
  const subject = decodeWords(headers.get('subject') ?? '')
  return (
    /^text\/calendar;.*\bmethod="?(?:reply|counter|refresh)\b/is.test(headers.get('content-type') ?? '') ||
    (/calendarmessage/i.test(headers.get('content-class') ?? '') && answered.test(subject)) ||
    answeredOfGoogle.test(subject)
  )
}

/** A mail program files a sent message the way it wrote it, not received; Gmail labels it. */
const isSent = (headers: Headers): boolean =>
  headers.has('x-gmail-labels') ? sentLabel.test(labelsOf(headers)) : !headers.has('received')

const labelsOf = (headers: Headers): string => withoutAccents(decodeWords(headers.get('x-gmail-labels') ?? ''))

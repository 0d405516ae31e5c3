import { checkEmail, checkLine, checkName, checkNote, checkTag, foldName, wordsIn } from '#domain/customers/name.ts'
import { resultOr, wrongUsage } from '#errors.ts'
import { type DayReading, dayOfYear } from '#formats/days/day-parts.ts'
import { emailsIn } from '#formats/emails.ts'
import { isSameAtHome, looksLikePhone, phonesIn, phoneWithin } from '#formats/phone.ts'
import { type ImportedCustomer, type ImportedDate, namedOnly } from '../records.ts'

/** Details are as they are written in a file. */
export type CustomerParts = {
  line: number
  /** Texts that can serve as a name, the best first. */
  names: string[]
  aliases?: string[]
  /** A person's company, or the customer's own name as a company. */
  company?: string
  /** People to ask for, the first of them first. */
  contacts?: string[]
  emails?: string[]
  phones?: string[]
  /** The file's label of an e-mail address or a number. */
  labelOf?: (text: string) => string | undefined
  /** One line. */
  address?: string
  country?: string | null
  note?: string
  tags?: string[]
  /** The reading is that of this file, where a text alone leaves the order open. */
  dates?: { label: string; text: string; reading?: DayReading }[]
}

const openReading: DayReading = { order: null, thisYear: null }

/** A program puts spaces around a name. */
const onOneLine = (text: string): string => (isOnOneLine.test(text) ? text : text.replace(/[\s\u00a0]+/g, ' ').trim())
const isOnOneLine = /^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/

/** Empty texts are left out, and each comes once. */
function filled(texts: readonly string[] = []): string[] {
  if (texts.length > 1) return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]
  const text = texts[0]?.trim() ?? ''
  return text === '' ? [] : [text]
}

/** Null where the check refuses the text. */
const checked = (check: (text: string) => string, text: string): string | null => resultOr(null, () => check(text))

const isEmail = (text: string): boolean => checked(checkEmail, text) !== null
const isPhone = (text: string): boolean => looksLikePhone(text) && checked(phoneIn, text) !== null

/** A comma or a semicolon divides tags, and quotes stand round them. */
const tagsIn = (texts: readonly string[] = []): string[] =>
  [
    ...new Set(
      filled(texts.flatMap((text) => text.split(/[,;]/).map((tag) => tag.replace(/^[\s"']+|[\s"']+$/g, '')))).map(
        (tag) => checkTag(onOneLine(tag)),
      ),
    ),
  ].sort()

/** A spreadsheet program makes 2028 of 28: the birthday has a year to come. */
const isUnborn = (label: string, year: number | null, { thisYear }: DayReading): boolean =>
  label === 'birthday' && year !== null && thisYear !== null && year > thisYear

function datesIn(dates: NonNullable<CustomerParts['dates']>): { dates: ImportedDate[]; unread: string[] } {
  const found: ImportedDate[] = []
  const unread: string[] = []
  for (const { label, text, reading = openReading } of dates) {
    const date = dayOfYear(text, reading)
    const other = found.find((each) => each.label === label)
    if (date === null) continue
    const isToCome = isUnborn(label, date?.year ?? null, reading)
    if (!date || isToCome || (other && other.monthDay !== date.monthDay)) unread.push(`${label}: ${text.trim()}`)
    if (date && !other) found.push({ label, monthDay: date.monthDay, year: isToCome ? null : date.year })
  }
  // A list that has grown keeps room for more.
  return { dates: [...found], unread: filled(unread) }
}

const isSame = (one: string, other: string): boolean => foldName(one) === foldName(other)

/** The words of the shorter name are all in the other, as in `Lopez, Ana Maria`. */
export function isSamePerson(one: string, other: string): boolean {
  const [short = [], long = []] = [wordsIn(one), wordsIn(other)].sort((a, b) => a.length - b.length)
  return short.length > 0 ? short.every((word) => long.includes(word)) : isSame(one, other)
}

/** The search for one name finds the other: their words are equal, in whatever order. */
const isSameInWords = (one: string, other: string): boolean =>
  isSamePerson(one, other) && wordsIn(one).length === wordsIn(other).length

/** The customer’s own name is left out, and so is a person who comes again. */
const peopleOf = ({ contacts = [] }: CustomerParts, name: string): string[] =>
  filled(contacts.map(onOneLine)).filter(
    (each, i, all) => !isSameInWords(each, name) && !all.slice(0, i).some((earlier) => isSameInWords(each, earlier)),
  )

/** The note has the rest: extensions, other numbers, and texts that are none. */
function phonesOf({ phones = [], labelOf }: CustomerParts): { phone: string | null; lines: string[] } {
  const found = filled(phones).flatMap((text) => phonesIn(text).map((each) => ({ text, ...each })))
  const plain = found.find(({ number }) => isPhone(number))?.number ?? null
  const phone = plain ?? found.map(({ number }) => phoneWithin(number)).find((number) => number !== null) ?? null
  const lines = found.flatMap(({ number, extension, text }) => {
    if (extension !== null) return [labelled('Phone', `${number} ext. ${extension}`, labelOf?.(text))]
    return isSameNumber(number, phone ?? '') ? [] : [labelled('Phone', number, labelOf?.(text))]
  })
  return { phone, lines: filled(lines) }
}

/** A telephone may have one number twice, with spaces and without, or with the code of its country and without; a remark is kept. */
function isSameNumber(one: string, other: string): boolean {
  const [first = '', second = ''] = [one, other].map((each) => each.replace(/[^\p{L}\d+]/gu, ''))
  return one === other || (first !== '' && (first === second || isSameAtHome(first, second)))
}

/** The note has the rest: other addresses, and texts that are none. */
function emailsOf({ emails = [], labelOf }: CustomerParts): {
  email: string | null
  others: string[]
  lines: string[]
} {
  const found = filled(emails).flatMap((written) => emailsIn(written).map((text) => ({ text, written })))
  const email = found.find(({ text }) => isEmail(text))?.text ?? null
  const others = found.filter(({ text }) => text !== email)
  return {
    email,
    others: filled(others.map(({ text }) => text)),
    lines: filled(others.map(({ text, written }) => labelled('E-mail', text, labelOf?.(written)))),
  }
}

/** Null for a text that fits no field, and goes into the note. */
const fitting = (text: string | undefined, check: (text: string) => string): string | null => {
  const line = onOneLine(text ?? '')
  return line === '' ? null : checked(check, line)
}

const unfitting = (title: string, text: string | undefined, fits: string | null): string[] =>
  fits === null ? filled([text ?? '']).map((each) => `${title}: ${each}`) : []

/** `label` is the file's. */
const labelled = (title: string, text: string, label = ''): string =>
  `${title}${label === '' ? '' : ` (${label})`}: ${text}`

/** The text says no more than that something is written elsewhere. */
const isElsewhere =
  /^(?:see (?:above|below)|(?:the )?same(?: as above)?|as above|siehe (?:oben|unten)|s\. ?o\.|wie oben|dito|ditto|idem|voir (?:ci-dessus|plus haut)|ver arriba|vedi sopra|zie boven|["\u2033\u3003]|'')\.?$/i

/** @throws wrong usage, for a text that says no more than where it is written */
function saidHere(text: string): string {
  if (isElsewhere.test(text)) throw wrongUsage(`"${text}" is written elsewhere.`)
  return text
}

const phoneIn = (text: string): string => checkLine('phone number', text)
const companyIn = (text: string): string => checkName('company', saidHere(text))
const contactIn = (text: string): string => checkName('contact', text)
const addressIn = (text: string): string => checkLine('address', saidHere(text))

/**
 * The first of the names, else the e-mail address or phone number, is the name. A detail without a field, such as a second number or an
 * e-mail address that is none, goes into the note: nothing is dropped.
 * @throws wrong usage, for values that no customer can have
 */
export function customerFromParts(parts: CustomerParts): ImportedCustomer {
  const { email, others, lines: emailLines } = emailsOf(parts)
  const { phone, lines: phoneLines } = phonesOf(parts)
  const called = [...parts.names.map(onOneLine), email ?? '', phone ?? '', ...others]
  const typed = called.find((text) => text.trim() !== '')?.trim() ?? ''
  const name = checkName('name', typed)
  const { dates, unread } = datesIn(parts.dates ?? [])
  const [person, ...more] = peopleOf(parts, name)
  const company = fitting(parts.company, companyIn)
  const contact = fitting(person, contactIn)
  const address = fitting(parts.address, addressIn)
  const lines = [
    ...filled(parts.note === undefined ? [] : [parts.note]),
    ...unfitting('Organisation', parts.company, company),
    ...unfitting('Contact', person, contact),
    ...unfitting('Address', parts.address, address),
    ...emailLines.filter((line) => line !== labelled('E-mail', typed)),
    ...phoneLines,
    ...unread,
    ...more.map((each) => `Contact: ${each}`),
  ]
  const aliases = filled(parts.aliases?.map(onOneLine)).filter((alias) => foldName(alias) !== foldName(name))
  return Object.assign(namedOnly(parts.line, name), {
    aliases: aliases.map((alias) => checkName('alias', alias)),
    contact,
    company,
    address,
    email: email === null ? null : checkEmail(email),
    phone: phone === null ? null : phoneIn(onOneLine(phone)),
    country: parts.country ?? null,
    note: lines.length === 0 ? null : checkNote('note', lines.join('\n')),
    tags: tagsIn(parts.tags),
    dates,
  })
}

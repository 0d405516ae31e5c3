import { checkEmail, checkLine, checkName, checkNote, checkTag, foldName, wordsIn } from '#domain/name.ts'
import { reasonFor } from '#errors.ts'
import { emailsIn } from '#formats/emails.ts'
import { looksLikePhone, phonesIn } from '#formats/phone.ts'
import { type ImportedCustomer, type ImportedDate, namedOnly } from '../records.ts'
import { type DayReading, dayOfYear } from './written-days.ts'

/** What a file says of a customer, as it is written there. */
export type CustomerParts = {
  line: number
  /** The name, or what can serve as one, the best first. */
  names: string[]
  aliases?: string[]
  /** Where a person works, or what the customer is called as a company. */
  company?: string
  /** People to ask for, the first of them first. */
  contacts?: string[]
  emails?: string[]
  phones?: string[]
  country?: string | null
  note?: string
  tags?: string[]
  /** The days of the year, and how days are written in this file where a text alone does not say it. */
  dates?: { label: string; text: string; reading?: DayReading }[]
}

const openReading: DayReading = { order: null, thisYear: null }

/** On one line, without what a program puts around a name. */
const onOneLine = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

const filled = (texts: string[] | undefined): string[] => [
  ...new Set((texts ?? []).map((text) => text.trim()).filter((text) => text !== '')),
]

/** Whether a check takes a text. */
const passes = (check: (text: string) => unknown, text: string): boolean => reasonFor(() => check(text)) === undefined

const isEmail = (text: string): boolean => passes(checkEmail, text)
const isPhone = (text: string): boolean =>
  looksLikePhone(text) && passes((each) => checkLine('phone number', each), text)

/** Tags of a text; a comma or a semicolon divides them, and quotes stand round them. */
const tagsIn = (texts: string[]): string[] =>
  [
    ...new Set(
      filled(texts.flatMap((text) => text.split(/[,;]/).map((tag) => tag.replace(/^[\s"']+|[\s"']+$/g, '')))).map(
        (tag) => checkTag(onOneLine(tag)),
      ),
    ),
  ].sort()

function datesIn(dates: NonNullable<CustomerParts['dates']>): { dates: ImportedDate[]; unread: string[] } {
  const found: ImportedDate[] = []
  const unread: string[] = []
  for (const { label, text, reading = openReading } of dates) {
    const date = dayOfYear(text, reading)
    const other = found.find((each) => each.label === label)
    if (date === null) continue
    if (!date || (other && other.monthDay !== date.monthDay)) unread.push(`${label}: ${text.trim()}`)
    else if (!other) found.push({ label, ...date })
  }
  return { dates: found, unread: filled(unread) }
}

const isSame = (one: string, other: string): boolean => foldName(one) === foldName(other)

/** Whether two names are of one person: the words of the shorter one are all in the other, as in `Lopez, Ana Maria`. */
export function isSamePerson(one: string, other: string): boolean {
  const [short = [], long = []] = [wordsIn(one), wordsIn(other)].sort((a, b) => a.length - b.length)
  return short.length > 0 ? short.every((word) => long.includes(word)) : isSame(one, other)
}

/** Whether two names are of the same words, in whatever order: no other is to be found by. */
const isSameInWords = (one: string, other: string): boolean =>
  isSamePerson(one, other) && wordsIn(one).length === wordsIn(other).length

/** The other names of somebody: a company's contacts, or a person's company. */
function otherNames(
  { company = '', contacts = [] }: CustomerParts,
  name: string,
): NonNullable<ImportedCustomer['also']>[] {
  const people = contacts.map((text) => ({ label: 'Contact', name: onOneLine(text), isOne: isSameInWords }))
  const all = [...people, { label: 'Organisation', name: onOneLine(company), isOne: isSame }].filter(
    // An error takes its time, and most rows have no other name.
    (each) => each.name !== '',
  )
  const others = all.filter(
    (each, i) =>
      passes((text) => checkName(each.label, text), each.name) &&
      !each.isOne(each.name, name) &&
      !all.slice(0, i).some((earlier) => each.isOne(each.name, earlier.name)),
  )
  return others.map((other) => ({ label: other.label, name: checkName(other.label, other.name) }))
}

/** The phone numbers of texts, and what goes into the note besides: extensions, and what is no number. */
function phonesOf(texts: string[]): { phone: string | null; lines: string[] } {
  const found = filled(texts).flatMap(phonesIn)
  const phone = found.find(({ number }) => isPhone(number))?.number ?? null
  const lines = found.flatMap(({ number, extension }) => {
    if (extension !== null) return [`Phone: ${number} ext. ${extension}`]
    return number === phone ? [] : [`Phone: ${number}`]
  })
  return { phone, lines: filled(lines) }
}

/** The e-mail addresses of texts, and what goes into the note besides: other addresses, and what is none. */
function emailsOf(texts: string[]): { email: string | null; others: string[] } {
  const found = filled(filled(texts).flatMap(emailsIn))
  const email = found.find(isEmail) ?? null
  return { email, others: found.filter((each) => each !== email) }
}

/**
 * A customer of what a file says: named by the first of its names, else by its e-mail address or phone number. What has no
 * place of its own, such as a second number or an e-mail address that is none, goes into the note: nothing is dropped.
 * @throws wrong usage for what no customer can have
 */
export function customerFromParts(parts: CustomerParts): ImportedCustomer {
  const { email, others } = emailsOf(parts.emails ?? [])
  const { phone, lines: phoneLines } = phonesOf(parts.phones ?? [])
  const [typed = ''] = filled([...parts.names.map(onOneLine), email ?? '', phone ?? '', ...others])
  const name = checkName('name', typed)
  const { dates, unread } = datesIn(parts.dates ?? [])
  const [also = null, ...more] = otherNames(parts, name)
  const lines = [
    ...filled([parts.note ?? '']),
    ...others.filter((each) => each !== typed).map((each) => `E-mail: ${each}`),
    ...phoneLines,
    ...unread,
    ...more.map((other) => `${other.label}: ${other.name}`),
  ]
  const aliases = filled(parts.aliases?.map(onOneLine)).filter((alias) => foldName(alias) !== foldName(name))
  const company = onOneLine(parts.company ?? '')
  return {
    ...namedOnly(parts.line, name),
    aliases: aliases.map((alias) => checkName('alias', alias)),
    also,
    company: company === '' || !passes((each) => checkLine('company', each), company) ? null : company,
    email: email === null ? null : checkEmail(email),
    phone: phone === null ? null : checkLine('phone number', onOneLine(phone)),
    country: parts.country ?? null,
    note: lines.length === 0 ? null : checkNote('note', lines.join('\n')),
    tags: tagsIn(parts.tags ?? []),
    dates,
  }
}

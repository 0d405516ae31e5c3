import { checkEmail, checkLine, checkName, checkNote, checkTag, foldName } from '#domain/name.ts'
import { reasonFor } from '#errors.ts'
import { looksLikePhone } from '#formats/phone.ts'
import { type ImportedCustomer, type ImportedDate, namedOnly } from '../records.ts'
import { dayOfYear } from './written-days.ts'

/** What a file says of a customer, as it is written there. */
type CustomerParts = {
  line: number
  /** The name, or what can serve as one, the best first. */
  names: string[]
  aliases?: string[]
  company?: string
  contact?: string
  emails?: string[]
  phones?: string[]
  /** How an e-mail address or a number is called in the file, by its text. */
  labels?: ReadonlyMap<string, string>
  /** The postal address, in one line. */
  address?: string
  country?: string | null
  note?: string
  tags?: string[]
  dates?: { label: string; text: string }[]
}

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

/** Tags of a text; a comma or a semicolon divides them. */
const tagsIn = (texts: string[]): string[] =>
  [...new Set(filled(texts.flatMap((text) => text.split(/[,;]/))).map((tag) => checkTag(onOneLine(tag))))].sort()

function datesIn(dates: { label: string; text: string }[]): { dates: ImportedDate[]; unread: string[] } {
  const found: ImportedDate[] = []
  const unread: string[] = []
  for (const { label, text } of dates) {
    const date = dayOfYear(text)
    if (!date) unread.push(`${label}: ${text.trim()}`)
    else if (!found.some((each) => each.label === label)) found.push({ label, ...date })
  }
  return { dates: found, unread }
}

/** A text that fits a field; null for another, which then goes into the note. */
const fitting = (text: string | undefined, check: (text: string) => string): string | null => {
  const line = onOneLine(text ?? '')
  return line !== '' && passes(check, line) ? check(line) : null
}

/** The line of a note for a text that fits no field. */
const unfitting = (title: string, text: string | undefined, fits: string | null): string[] =>
  fits === null ? filled([text ?? '']).map((each) => `${title}: ${each}`) : []

/** The line of a note for a second number or address, with what the file calls it. */
function labelled(title: string, text: string, { labels }: CustomerParts): string {
  const label = labels?.get(text) ?? ''
  return `${title}${label === '' ? '' : ` (${label})`}: ${text}`
}

const companyIn = (text: string): string => checkName('company', text)
const contactIn = (text: string): string => checkName('contact', text)
const addressIn = (text: string): string => checkLine('address', text)

/**
 * A customer of what a file says. What has no place of its own, such as a second number or an e-mail address that is
 * none, goes into the note: nothing is dropped.
 * @throws wrong usage for what no customer can have
 */
export function customerFromParts(parts: CustomerParts): ImportedCustomer {
  const [typed = ''] = filled(parts.names.map(onOneLine))
  const name = checkName('name', typed)
  const emails = filled(parts.emails)
  const phones = filled(parts.phones)
  const email = emails.find(isEmail) ?? null
  const phone = phones.find(isPhone) ?? null
  const { dates, unread } = datesIn(parts.dates ?? [])
  const company = fitting(parts.company, companyIn)
  const contact = fitting(parts.contact, contactIn)
  const address = fitting(parts.address, addressIn)
  const lines = [
    ...filled([parts.note ?? '']),
    ...unfitting('Organisation', parts.company, company),
    ...unfitting('Contact', parts.contact, contact),
    ...unfitting('Address', parts.address, address),
    ...emails.filter((each) => each !== email && each !== typed).map((each) => labelled('E-mail', each, parts)),
    ...phones.filter((each) => each !== phone).map((each) => labelled('Phone', each, parts)),
    ...unread,
  ]
  const aliases = filled(parts.aliases?.map(onOneLine)).filter((alias) => foldName(alias) !== foldName(name))
  return {
    ...namedOnly(parts.line, name),
    aliases: aliases.map((alias) => checkName('alias', alias)),
    contact: foldName(contact ?? '') === foldName(name) ? null : contact,
    company,
    address,
    email: email === null ? null : checkEmail(email),
    phone: phone === null ? null : checkLine('phone number', onOneLine(phone)),
    country: parts.country ?? null,
    note: lines.length === 0 ? null : checkNote('note', lines.join('\n')),
    tags: tagsIn(parts.tags ?? []),
    dates,
  }
}

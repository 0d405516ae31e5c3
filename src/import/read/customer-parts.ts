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

/** The other name of somebody: a company's contact, or a person's company. */
function otherName({ company, contact }: CustomerParts, name: string): ImportedCustomer['also'] {
  for (const [label, text] of [
    ['Contact', contact],
    ['Organisation', company],
  ] as const) {
    const other = onOneLine(text ?? '')
    if (other !== '' && foldName(other) !== foldName(name) && passes((each) => checkName(label, each), other)) {
      return { label, name: checkName(label, other) }
    }
  }
  return null
}

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
  const lines = [
    ...filled([parts.note ?? '']),
    ...emails.filter((each) => each !== email && each !== typed).map((each) => `E-mail: ${each}`),
    ...phones.filter((each) => each !== phone).map((each) => `Phone: ${each}`),
    ...unread,
  ]
  const aliases = filled(parts.aliases?.map(onOneLine)).filter((alias) => foldName(alias) !== foldName(name))
  return {
    ...namedOnly(parts.line, name),
    aliases: aliases.map((alias) => checkName('alias', alias)),
    also: otherName(parts, name),
    email: email === null ? null : checkEmail(email),
    phone: phone === null ? null : checkLine('phone number', onOneLine(phone)),
    country: parts.country ?? null,
    note: lines.length === 0 ? null : checkNote('note', lines.join('\n')),
    tags: tagsIn(parts.tags ?? []),
    dates,
  }
}

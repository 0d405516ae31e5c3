import { type Customer, companyApart } from '#domain/customers/customer.ts'
import { monthDayOf, type YearlyDay } from '#domain/practices/dates.ts'
import { contentLines, escaped, ownUid, productId } from '../content-lines.ts'

export type AddressCard = {
  customer: Customer
  aliases: string[]
  tags: string[]
  dates: (YearlyDay & { label: string })[]
}

/** Version 3.0 knows no day without a year; address books take the one that phones write for it. */
const yearless = '1604'

const isYearless = ({ year }: YearlyDay): boolean => year === null
const dayText = (day: YearlyDay): string => `${day.year ?? yearless}-${monthDayOf(day)}`
const omitted = (day: YearlyDay): string => (isYearless(day) ? `;X-APPLE-OMIT-YEAR=${yearless}` : '')

/** The label of an anniversary as phones write it; version 3.0 has no line of its own for one. */
const anniversary = '_$!<Anniversary>!$_'

/** A birthday has a line of its own; any other day is a pair of lines with its label, as phones write it. */
function dateLines(dates: AddressCard['dates']): string[] {
  const seen = new Set<string>()
  return dates.flatMap((day, i) => {
    const label = day.label.toLowerCase()
    const isFirst = !seen.has(label)
    seen.add(label)
    if (label === 'birthday' && isFirst) return [`BDAY;VALUE=date${omitted(day)}:${dayText(day)}`]
    const group = `item${i + 1}`
    const shown = label === 'anniversary' && isFirst ? anniversary : escaped(day.label)
    return [`${group}.X-ABDATE;VALUE=date${omitted(day)}:${dayText(day)}`, `${group}.X-ABLabel:${shown}`]
  })
}

/** The last word, with the small words before it as in Ludwig van Beethoven, is the family's: the name is written as it is spoken. */
function nameParts(name: string): { family: string; given: string } {
  const [, given, family] = /^(.*?) ((?:\p{Ll}[\p{L}\p{M}'\u2019]* )*\S+)$/u.exec(name) ?? []
  return given === undefined || family === undefined ? { family: '', given: name } : { family, given }
}

/** Version 3.0 (docs/decisions.md), with the customer's number in the UID. */
export function vcardText({ customer, aliases, tags, dates }: AddressCard): string {
  const { id, name, company, email, phone, address, note } = customer
  const isCompany = company !== null && companyApart(customer) === null
  const { family, given } = isCompany ? { family: '', given: '' } : nameParts(name)
  const optional = (property: string, text: string | null) => (text === null ? [] : [`${property}:${escaped(text)}`])
  const listed = (property: string, texts: string[]) =>
    texts.length === 0 ? [] : [`${property}:${texts.map(escaped).join(',')}`]
  return contentLines([
    'BEGIN:VCARD',
    'VERSION:3.0',
    productId,
    `UID:customer-${id}${ownUid}`,
    `FN:${escaped(name)}`,
    `N:${escaped(family)};${escaped(given)};;;`,
    ...optional('ORG', company),
    ...(isCompany ? ['X-ABShowAs:COMPANY'] : []),
    ...listed('NICKNAME', aliases),
    ...optional('EMAIL;TYPE=INTERNET', email),
    ...optional('TEL;TYPE=VOICE', phone),
    ...(address === null ? [] : [`ADR;TYPE=WORK:;;${escaped(address)};;;;`]),
    ...listed('CATEGORIES', tags),
    ...dateLines(dates),
    ...optional('NOTE', note),
    'END:VCARD',
  ])
}

import type { Customer } from '#domain/customer.ts'
import { monthDayOf, type YearlyDay } from '#domain/dates.ts'
import { contentLines, escaped, ownUid, productId } from '../content-lines.ts'

/** A customer as an address book keeps one. */
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

/** A birthday and an anniversary have lines of their own; any other day is a pair of lines with its label. */
function dateLines(dates: AddressCard['dates']): string[] {
  const seen = new Set<string>()
  return dates.flatMap((day, i) => {
    const property = { birthday: 'BDAY', anniversary: 'ANNIVERSARY' }[day.label.toLowerCase()]
    if (property !== undefined && !seen.has(property)) {
      seen.add(property)
      return [`${property};VALUE=date${omitted(day)}:${dayText(day)}`]
    }
    const group = `item${i + 1}`
    return [`${group}.X-ABDATE;VALUE=date${omitted(day)}:${dayText(day)}`, `${group}.X-ABLabel:${escaped(day.label)}`]
  })
}

/** A vCard of version 3.0 (docs/decisions.md), with the customer's number in its UID. */
export function vcardText({ customer, aliases, tags, dates }: AddressCard): string {
  const { id, name, email, phone, note } = customer
  const optional = (property: string, text: string | null) => (text === null ? [] : [`${property}:${escaped(text)}`])
  const listed = (property: string, texts: string[]) =>
    texts.length === 0 ? [] : [`${property}:${texts.map(escaped).join(',')}`]
  return contentLines([
    'BEGIN:VCARD',
    'VERSION:3.0',
    productId,
    `UID:customer-${id}${ownUid}`,
    `FN:${escaped(name)}`,
    `N:${escaped(name)};;;;`,
    ...listed('NICKNAME', aliases),
    ...optional('EMAIL;TYPE=INTERNET', email),
    ...optional('TEL;TYPE=VOICE', phone),
    ...listed('CATEGORIES', tags),
    ...dateLines(dates),
    ...optional('NOTE', note),
    'END:VCARD',
  ])
}

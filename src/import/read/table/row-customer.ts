import { goalFrom } from '#cli/numbers.ts'
import { checkNote, foldEmail, wordsIn } from '#domain/customers/name.ts'
import { cadenceFrom } from '#domain/days/cadence.ts'
import { wrongUsage } from '#errors.ts'
import { beginningIn } from '#formats/days/beginnings.ts'
import { looksLikeDay, writtenDay } from '#formats/days/day-parts.ts'
import { monthNamed } from '#formats/days/month-names.ts'
import { nameBeside } from '#formats/emails.ts'
import { namedPhone } from '#formats/phone.ts'
import { type ImportedCustomer, withoutName } from '../../records.ts'
import { turned } from '../../turned-name.ts'
import { countryCode } from '../countries.ts'
import { type CustomerParts, customerFromParts, isSamePerson } from '../customer-parts.ts'
import { unreadVisits } from './appointments.ts'
import type { CsvRow } from './csv.ts'
import { isInactive, saysNo } from './no-value.ts'
import { addressesOf } from './row-address.ts'
import { type Cell, RowFields, type Table } from './row-fields.ts'

/** A spreadsheet program or Google Contacts puts it between several values in one cell. */
const between = ' ::: '
/** The mark stands before the groups that Google makes itself. */
const googleGroup = /^\* /

const divided = (values: string[]): string[] => values.flatMap((value) => value.split(between))

/** Programs write tags as `["vip","late"]` or `vip|late`, people as `#vip #late`. */
const tagsWithin = (cell: string): string[] =>
  /^\[[^[\]]*\]$/.test(cell)
    ? [cell.slice(1, -1)]
    : cell.split(/\||\s+(?=#\p{L})/u).map((tag) => tag.replace(/^#(?=\p{L})/u, ''))

/** The groups in which Google puts everybody are none. */
const tagsOf = (values: string[], isOurs: boolean): string[] =>
  divided(isOurs ? values : values.flatMap(tagsWithin))
    .filter((tag) => !/^\* ?(my ?contacts|starred)$/i.test(tag.trim()))
    .map((tag) => tag.trim().replace(googleGroup, ''))

/** `Ana Lopez (ana@x.example)`: a mail program puts the address behind the name. */
const withoutEmail = (text: string): string => text.replace(/\s*[(<]?[^\s()<>]+@[^\s()<>]+[)>]?\s*$/, '')

/** Notion puts the link behind the name of another page. */
const withoutLink = (text: string): string =>
  text.replace(/ \((?:https:\/\/(?:www\.)?notion\.so\/[^()]*|[^()]*\.md)\)$/, '')

/** Tables have such a word in the place of a customer without a name. */
const anybody = /^(?:walk[- ]?ins?(?: (?:client|customer))?|laufkund(?:e|in|schaft)|clients? de passage|passant)$/i

/** Every word of the name is in the other. */
const isWithin = (name: string, other: string): boolean =>
  isSamePerson(name, other) && wordsIn(name).length <= wordsIn(other).length

/** The name of a row, by its given and family name where they say the same: `Lopez, Ana`, and QuickBooks' `Lopez, Ana:Kitchen` for her job. */
function ownName(written: string, person: string): { name: string; job: string } {
  const [called = '', job = ''] = written.split(':', 2)
  const isTurned = person !== '' && turned(called) !== called && isSamePerson(turned(called), person)
  return isTurned ? { name: person, job } : { name: written, job: '' }
}

/** The best name comes first; the other people are those to ask for. */
function namesOf(
  fields: RowFields,
): Pick<CustomerParts, 'names' | 'aliases' | 'company' | 'contacts'> & { job: string } {
  const [given = '', middle = '', family = ''] = ['given', 'middle', 'family'].map((field) => fields.one(field))
  // Somebody may have written the whole name into the column of the first one.
  const parts = [given, middle, isWithin(family, given) && !isWithin(given, family) ? '' : family].filter(
    (part) => part !== '',
  )
  const person = [...parts, parts.length > 0 ? fields.one('suffix') : ''].join(' ').trim()
  const [written = '', ...others] = fields.calledNames().map(withoutLink)
  const { name, job } = ownName(written, person)
  const company = withoutLink(fields.one('company'))
  const [givens, families] = ['contact_given', 'contact_family'].map((field) => fields.columns(field)) as [
    Cell[],
    Cell[],
  ]
  const inParts = Array.from({ length: Math.max(givens.length, families.length) }, (_, i) =>
    `${givens[i]?.text ?? ''} ${families[i]?.text ?? ''}`.trim(),
  )
  // Zoho writes a name in parts, and as a whole: nobody else to ask for.
  const whole = fields.all('contact')
  const [contact = '', ...moreContacts] = [...whole, ...inParts].filter(
    (each) => each !== '' && (person === '' || !isSamePerson(each, person)),
  )
  const isWithPerson = name !== '' && person !== '' && !isSamePerson(name, person)
  const shown = [...others, ...fields.names('shown').map(withoutEmail)].filter((each) => each !== '')
  const known = [name, person, contact, company].filter((each) => each !== '')
  return {
    // A list of companies names somebody to ask for in each; a list of people names the company of each, or the parents.
    names:
      contact === ''
        ? [name, person, ...shown, company]
        : [name, company, ...(whole.length > 0 ? [contact, person] : [person, contact]), ...shown],
    aliases: known.length === 0 ? [] : shown.filter((each) => !known.some((other) => isWithin(each, other))),
    company: company === '' && isWithPerson ? name : company,
    contacts: [contact, isWithPerson || contact !== '' ? person : '', ...moreContacts],
    job: job === '' ? '' : `Job: ${job.trim()}`,
  }
}

/** The title says of a number only that it is one. */
const plainTitles = /^(phone|telephone|telefon|t[e\u00e9]l[e\u00e9]?(fono|phone)?|number)?s?$/i

/**
 * The label of a second phone number or e-mail address: from the cell beside it, as in `Phone 1 - Type`; of a number, else the
 * title of its column.
 */
function labelIn(fields: RowFields, text: string): string {
  for (const field of ['phone', 'email']) {
    const isOf = (each: string) => divided([each]).some((part) => part.trim() === text)
    const cell = fields.cells(field).find((each) => isOf(each.text))
    if (!cell) continue
    const label = fields.googleLabel(cell.column) ?? (field === 'phone' ? fields.title(cell.column) : '')
    return plainTitles.test(label.replace(/[\s\d:.]+$/, '')) ? '' : label.slice(0, 40)
  }
  return ''
}

/** A customer has one alone: the text of a second column goes into the note. */
const ofOne = ['given', 'middle', 'family', 'company', 'since', 'every']

/** A semicolon stands between aliases; one that holds a semicolon is in quotes, as in our own export. */
const aliasesIn = (text: string): string[] =>
  (text.match(/\s*"(?:[^"]|"")*"\s*(?=;|$)|[^;]+/g) ?? []).map((each) =>
    /^".*;.*"$/s.test(each.trim()) ? each.trim().slice(1, -1).replaceAll('""', '"') : each,
  )

/** Google calls the day an event; at most 40 characters. */
const eventIn = (label = ''): string =>
  label === '' ? 'date' : /^anniversary$/i.test(label) ? 'anniversary' : label.slice(0, 40)

/** A birthday may stand in three columns. */
function datesOf(fields: RowFields): NonNullable<CustomerParts['dates']> {
  const labelled = ['birthday', 'anniversary'].flatMap((label) => fields.cells(label).map((cell) => ({ label, cell })))
  const events = fields.cells('event').map((cell) => ({ label: eventIn(fields.googleLabel(cell.column)), cell }))
  const written = [...labelled, ...events].map(({ label, cell }) => ({
    label,
    text: cell.text,
    reading: fields.readingOf(cell),
  }))
  const [year, month] = [fields.one('birth_year'), fields.one('birth_month')]
  const inParts = written.find(({ label, text }) => label === 'birthday' && /^\d{1,2}$/.test(text))
  const date = fields.one('birth_day') || inParts?.text
  const number = /^\d+$/.test(month) ? Number(month) : monthNamed(month)
  if (!date || !number) return written
  const two = (text: string) => text.padStart(2, '0')
  const text = `${/^\d{4}$/.test(year) ? `${year}-` : '--'}${two(String(number))}-${two(date)}`
  return [...written.filter((each) => each !== inParts), { label: 'birthday', text }]
}

/** Another program may say that somebody is archived, and no day: `Archiviert: ja`, `Active: no`. */
function archivedIn(fields: RowFields, isOurs: boolean): Pick<ImportedCustomer, 'archivedOn' | 'archivedWhy'> {
  const archived = fields.cells('archived').filter(({ text }) => isOurs || !saysNo(text))
  const [cell] = [...archived, ...fields.cells('active').filter(({ text }) => isInactive(text))]
  const archivedWhy = fields.optional('why', (text) => checkNote('reason', text))
  if (cell === undefined || isOurs || looksLikeDay(cell.text)) {
    const archivedOn = cell ? writtenDay('day of archiving', cell.text, fields.readingOf(cell)) : null
    return { archivedOn, archivedWhy }
  }
  const reason = checkNote('reason', `${fields.title(cell.column)}: ${cell.text}`)
  return { archivedOn: null, archivedWhy: archivedWhy ?? reason }
}

/** A text is the reason why the row is no customer. @throws wrong usage, for values that no customer can have */
export function customerFromRow(row: CsvRow, table: Table): ImportedCustomer | string {
  const fields = new RowFields(row, table)
  const { names: written, aliases = [], company = '', contacts = [], job } = namesOf(fields)
  const emails = divided(fields.all('email'))
  const inCells = divided(fields.all('phone'))
  const inName = inCells.length > 0 ? null : namedPhone(written[0] ?? '')
  const names = inName ? [inName.name] : [...written, ...emails.map((email) => turned(nameBeside(email)))]
  const phones = inName ? [inName.phone] : inCells
  const { address, lines } = addressesOf(fields)
  const nameless = [...names, ...emails, ...phones].every((text) => text.trim() === '' || anybody.test(text.trim()))
  if (nameless) return withoutName
  if (emails.some((email) => table.ours.has(foldEmail(email)))) return 'from your own address'
  const customer = customerFromParts({
    line: row.line,
    names,
    aliases: [...divided(fields.all('alias').flatMap(aliasesIn)), ...aliases],
    company,
    contacts,
    emails,
    phones,
    labelOf: (text) => labelIn(fields, text),
    address,
    country: countryCode(fields.one('country')),
    note: [...fields.all('note'), job, ...fields.noted(), ...fields.others(ofOne), ...unreadVisits(fields), ...lines]
      .filter((line) => line !== '')
      .join('\n'),
    tags: tagsOf(fields.all('tags'), table.mapping.own),
    dates: datesOf(fields),
  })
  return Object.assign(customer, {
    key: fields.key(),
    id: table.mapping.own ? fields.optional('id', idFrom) : null,
    since: fields.day('since', (text, reading) => beginningIn(text) ?? writtenDay('day since', text, reading)),
    visitEvery: fields.optional('every', cadenceFrom),
    goal: fields.optional('goal', goalFrom),
    snoozedUntil: fields.day('snoozed', (text, reading) => writtenDay('day of the snooze', text, reading)),
    ...archivedIn(fields, table.mapping.own),
    kind: fields.one('kind') === 'teammate' ? ('teammate' as const) : ('customer' as const),
  })
}

/** @throws wrong usage, for a text that is no number of a row */
export function idFrom(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw wrongUsage(`The id "${text}" is not a number.`)
  return Number(text)
}

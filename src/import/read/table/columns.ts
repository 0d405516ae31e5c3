import { wrongUsage } from '#errors.ts'
import type { What } from '../../records.ts'
import { addAppointments, appointmentFields, leaveOtherVisits, ofAppointments } from './appointments.ts'
import { addCalls, callFields } from './calls.ts'
import { areNamesWithPhones, areNumbers, arePartsOfNames, isFilled, looksLike, mostly, surelyHolds } from './cells.ts'
import { columnsOf, type FieldSource, type Mapping, nameFields, type SaidMapping, takesSeveral } from './mapping.ts'
import { saysWhetherActive, saysYesOrNo } from './no-value.ts'
import { notedIn, noteUntitled, unreadColumns } from './noted-columns.ts'
import { hasOrders, orderFields, purposeBy } from './orders.ts'
import { ownMapping, refuseOtherExports } from './own-columns.ts'
import { placeFields } from './row-address.ts'
import { stateColumns } from './row-state.ts'
import { bare, fieldsIn, fieldTitled, isOfNumbers, isOurs } from './titles.ts'

/** `--map` knows these fields for one kind of rows. */
const fieldsOf = (what: What): string[] =>
  what === 'touches'
    ? fieldsIn('touches').filter((field) => !/^(cancelled|no_show|taken|state)$/.test(field))
    : [
        ...fieldsIn('customers').filter(
          (field) => !/^(\w+_or_\w+|contact_.*|noted|consent|title|event|active)$/.test(field),
        ),
        'kind',
      ]

/**
 * Other titles decide what a title means: beside a given name, `Name` is the family name; beside a family name, it is the
 * given one, as `Nome` is; beside either, `Account Name` is where somebody works. Initials are a given name where there is no other. In
 * Brazil, an `Apelido` beside the whole name is what somebody is called. A student is the customer where nobody else is named.
 */
function rolesBeside(titled: (string | undefined)[]): Record<string, string | undefined> {
  const has = (field: string) => titled.includes(field)
  const called = has('name') ? 'alias' : 'family'
  const isNamed = ['name', 'name_or_family', 'name_or_given', 'given', 'family'].some(has)
  const hasGiven = has('given') || (!isNamed && has('given_or_noted'))
  const hasFamily = has('family') || (has('family_or_alias') && called === 'family')
  const givenOrName = hasFamily && !hasGiven ? 'given' : 'name'
  return {
    name_or_family: hasGiven && !hasFamily ? 'family' : givenOrName,
    name_or_given: givenOrName,
    name_or_initials: hasGiven || !hasFamily ? undefined : 'given',
    family_or_alias: called,
    name_or_noted: notedUnless(!isNamed && !has('given_or_noted'), 'name'),
    given_or_noted: notedUnless(!isNamed, 'given'),
    family_or_noted: notedUnless(!isNamed, 'family'),
    name_or_company: hasFamily || hasGiven ? 'company' : 'name',
  }
}

const notedUnless = (isTheirs: boolean, field: string): string => (isTheirs ? field : 'noted')

function recognisedFields(header: string[], what: What): Map<string, FieldSource> {
  const titled = header.map((title) => (isOurs(title, header) ? undefined : fieldTitled(title, what)))
  const roles = rolesBeside(titled)
  const fields = new Map<string, FieldSource>()
  for (const [column, title] of titled.entries()) {
    const field = title !== undefined && title in roles ? roles[title] : title
    if (field !== undefined) addColumn(fields, field, column)
  }
  // Somebody to ask for is reached elsewhere than the customer, whose own numbers come first.
  for (const [field, source] of [...fields]) {
    const [, reach] = /^contact_(?!given$|family$)(.+)$/.exec(field) ?? []
    if (reach === undefined || 'value' in source) continue
    fields.delete(field)
    for (const column of source.columns) addColumn(fields, reach, column)
  }
  return fields
}

function addColumn(fields: Map<string, FieldSource>, field: string, column: number): void {
  fields.set(field, { columns: [...columnsOf(fields, field), column] })
}

/** @throws wrong usage, for a column that the file does not have */
function columnsNamed(header: string[], name: string): number[] {
  const exact = header.flatMap((title, i) => (title === name ? [i] : []))
  const columns = exact.length > 0 ? exact : header.flatMap((title, i) => (bare(title) === bare(name) ? [i] : []))
  if (columns.length === 0) {
    throw wrongUsage(`It has no column "${name}".`, `Its columns are: ${header.slice(0, 30).join(', ')}`)
  }
  return columns
}

const sourcesOf = (source: string | string[]): string[] => [source].flat()

/**
 * A map is written `name=Firma` or `purpose==sale`.
 * @throws wrong usage for anything else, and for a field that nothing has
 */
export function readMaps(maps: string[]): SaidMapping['fields'] {
  const said: SaidMapping['fields'] = {}
  for (const map of maps) {
    const [, field = '', source = ''] = /^([a-z_]+)=(=?.+)$/is.exec(map) ?? []
    const known = [...new Set([...fieldsOf('customers'), ...fieldsOf('touches')])]
    if (!known.includes(field.toLowerCase())) {
      throw wrongUsage(
        `--map ${map} does not say which column is which field.`,
        `Write --map FIELD=COLUMN, or FIELD==TEXT. The fields are: ${known.join(', ')}`,
      )
    }
    const name = field.toLowerCase()
    const before = said[name]
    if (before === undefined) said[name] = source
    else if (!takesSeveral.includes(name) || [...sourcesOf(before), source].some((each) => each.startsWith('=')))
      throw wrongUsage(
        `--map ${name} is said twice.`,
        `Only these can have several columns: ${takesSeveral.join(', ')}`,
      )
    else said[name] = [...sourcesOf(before), source]
  }
  return said
}

const whatFieldsMean = (names: string[]): What | null => {
  if (names.some((field) => !fieldsOf('customers').includes(field))) return 'touches'
  return names.some((field) => !fieldsOf('touches').includes(field)) ? 'customers' : null
}

const hasName = (fields: Map<string, FieldSource>): boolean =>
  [...nameFields, 'email', 'phone'].some((field) => fields.has(field))

/** The kind of the rows is the one that was said, else it follows from fields that were said, from the titles, or from the cells. */
function whatOf(header: string[], said: SaidMapping, cells: string[][], isOfAppointments: boolean): What | null {
  const names = Object.keys(said.fields).filter((field) => !(isOfAppointments && ofAppointments.includes(field)))
  const isOfCalls = callFields(header, cells) !== undefined
  return (
    said.what ??
    whatFieldsMean(names) ??
    (isOfCalls ? 'touches' : recognisedWhat(header, isOfAppointments)) ??
    whatCellsMean(cells)
  )
}

function recognisedWhat(header: string[], isOfAppointments: boolean): What | null {
  const touches = recognisedFields(header, 'touches')
  const customers = recognisedFields(header, 'customers')
  const canBeTouches = touches.has('on') && touches.has('customer')
  if (canBeTouches && !isOfAppointments && !customers.has('phone') && !customers.has('email')) return 'touches'
  return hasName(customers) ? 'customers' : null
}

/** A table of customers holds orders where an option says their day, and else appointments, if any. */
const touchFields = (header: string[], cells: string[][], said: SaidMapping): Map<string, FieldSource> | undefined =>
  said.what === null
    ? (orderFields(header, cells, said, recognisedFields(header, 'customers')) ?? appointmentFields(header, cells))
    : undefined

/**
 * Options and answers come first, then known titles, then the likely contents of the cells.
 * @param cells the first cells of each column
 * @returns null, when header and cells say too little
 * @throws wrong usage, for a column that the file does not have, and a field that such rows do not have
 */
export function mappingOf(header: string[], said: SaidMapping, cells: string[][]): Mapping | null {
  const own = ownMapping(header)
  const isSaid = Object.keys(said.fields).length > 0
  const key = said.key === null ? null : columnsNamed(header, said.key)
  if (own && !isSaid) return { ...own, key }
  if (!isSaid) refuseOtherExports(header)
  const appointments = touchFields(header, cells, said)
  const what = whatOf(header, said, cells, appointments !== undefined)
  if (what === null) return null
  const fields = recognisedFields(header, what)
  if (what === 'customers') addAppointments(fields, appointments)
  else addCalls(fields, header, cells)
  leaveOthers(fields, cells)
  namePeople(fields, cells)
  addSaid(fields, header, what, said.fields)
  leaveOtherVisits(fields, header, cells, said)
  const states = stateColumns(fields, what, cells)
  const mapping: Mapping = { what, fields, noted: notedIn(fields, cells), own: own !== undefined, key, states }
  assumePurpose(mapping, header, cells)
  if (what === 'customers' && !own) leaveLonePlaces(fields, said)
  const asked = addAnswers(mapping, header, said.columns ?? {})
  if (what === 'customers') addByCells(mapping, header, cells, asked)
  noteUntitled(mapping, header, cells)
  const isEnough = what === 'customers' ? hasName(fields) : fields.has('customer') && fields.has('on')
  return isEnough ? mapping : null
}

/**
 * Columns are left out that are not what their titles say. One of numbers such as `#1001` names orders, as Shopify's `Name` does, and
 * nobody; nor does one of yes and no, as Squarespace's `Customer`; a `Status` may say anything else than whether somebody is still a
 * customer.
 */
function leaveOthers(fields: Map<string, FieldSource>, cells: string[][]): void {
  const leave = (field: string, isOther: (cells: string[]) => boolean) => {
    const titled = columnsOf(fields, field)
    const columns = titled.filter((column) => !isOther(cells[column] ?? []))
    if (columns.length > 0) fields.set(field, { columns })
    else if (titled.length > 0) fields.delete(field)
  }
  leave('name', (column) => areNumbers(column) || mostly(column, saysYesOrNo))
  leave('active', (column) => column.some((cell) => isFilled(cell) && !saysWhetherActive(cell.trim())))
}

/** A list is one of people, and none of companies, where at least this share of them are further ones of a company. */
const leastFurther = 1 / 3

/** The people to ask for are the customers where a company comes again with each of its people. */
function namePeople(fields: Map<string, FieldSource>, cells: string[][]): void {
  const [company, contact] = [fields.get('company'), fields.get('contact')]
  if (['name', 'given', 'family'].some((field) => fields.has(field))) return
  if (!company || !contact || 'value' in company || 'value' in contact) return
  const [companies = [], contacts = []] = [company, contact].map(({ columns: [column = 0] }) => cells[column])
  const people = new Set(companies.flatMap((each, row) => (each === '' ? [] : [`${each}\t${contacts[row]}`])))
  const further = people.size - new Set(companies.filter((each) => each !== '')).size
  if (further === 0 || further < people.size * leastFurther) return
  fields.set('name', contact)
  fields.delete('contact')
}

function addSaid(fields: Map<string, FieldSource>, header: string[], what: What, said: SaidMapping['fields']): void {
  for (const [field, source] of Object.entries(said)) {
    if (!fieldsOf(what).includes(field) && !(fields.has('on') && ofAppointments.includes(field))) {
      throw wrongUsage(`A field "${field}" is not one of ${what}.`, `They have: ${fieldsOf(what).join(', ')}`)
    }
    const sources = sourcesOf(source)
    const [first = ''] = sources
    const isFixed = first.startsWith('=')
    fields.set(
      field,
      isFixed ? { value: first.slice(1) } : { columns: sources.flatMap((each) => columnsNamed(header, each)) },
    )
  }
}

/**
 * The purpose of touches may stand in no column and no option: bills and orders are no care visits, while an appointment is one,
 * also where it was paid with a number.
 */
function assumePurpose(mapping: Mapping, header: string[], cells: string[][]): void {
  const { what, fields, own } = mapping
  if (own || !fields.has('on') || fields.has('purpose')) return
  const isOfOrders = hasOrders(mapping)
  const purpose = (what === 'touches' || isOfOrders ? purposeBy(header, cells) : null) ?? (isOfOrders ? 'sale' : null)
  if (purpose !== null) fields.set('purpose', { value: purpose })
  mapping.assumed = purpose ?? 'care'
}

/** A house number or a region without a street and a town is no address: it is left out, and named as not read. */
function leaveLonePlaces(fields: Map<string, FieldSource>, said: SaidMapping): void {
  if (placeFields.some((field) => fields.has(field))) return
  for (const field of ['house_number', 'region']) if (!Object.hasOwn(said.fields, field)) fields.delete(field)
}

/** Answers are by title. @returns the columns that were asked about */
function addAnswers({ fields, noted }: Mapping, header: string[], answers: Record<string, string>): number[] {
  return header.flatMap((title, i) => {
    const field = Object.hasOwn(answers, title) ? answers[title] : undefined
    if (field === undefined) return []
    if (field === 'noted') noted.push(i)
    else if (field !== 'none') addColumn(fields, field, i)
    return [i]
  })
}

/** Rows with phone numbers or e-mail addresses are customers. */
const whatCellsMean = (cells: string[][]): What | null =>
  cells.some((each) => ['phone', 'email'].includes(surelyHolds(each) ?? '') || areNamesWithPhones(each))
    ? 'customers'
    : null

/** Cells below a title such as `Type` or `Status` are single words with a capital, too, but no names. */
const isOfTouches = (title: string): boolean =>
  (['touches', 'appointments'] as const).some((what) => fieldTitled(title, what) !== undefined)

/**
 * Columns without an option or an answer may hold phone numbers, e-mail addresses or countries; where nothing is a name, the first
 * column of names is one, or two beside each other with the parts of names.
 */
function addByCells(mapping: Mapping, header: string[], cells: string[][], asked: number[]): void {
  const { fields } = mapping
  const unread = () =>
    unreadColumns(header, mapping).filter(
      (column) =>
        !asked.includes(column) && !isOurs(header[column] ?? '', header) && !isOfNumbers(header[column] ?? ''),
    )
  for (const column of unread()) {
    const field = surelyHolds(cells[column] ?? [])
    if (field !== null && !(field === 'country' && fields.has('country'))) addColumn(fields, field, column)
  }
  if (nameFields.some((field) => fields.has(field))) return
  const areNames = (each: string[]) => looksLike(each) === 'names' || areNamesWithPhones(each)
  const names = unread().find((column) => areNames(cells[column] ?? []))
  const parts = unread().filter((column) => arePartsOfNames(cells[column] ?? []) && !isOfTouches(header[column] ?? ''))
  const given = parts.find((column) => parts.includes(column + 1))
  if (names !== undefined) addColumn(fields, 'name', names)
  else if (given !== undefined) {
    addColumn(fields, 'given', given)
    addColumn(fields, 'family', given + 1)
  }
}

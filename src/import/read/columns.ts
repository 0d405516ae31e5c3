import { withoutAccents } from '#domain/name.ts'
import { wrongUsage } from '#errors.ts'

/** What the rows of a file are. */
export type What = 'customers' | 'touches'

/** Where a field comes from: columns, the first one that holds something, or a value that is the same in every row. */
export type FieldSource = { columns: number[] } | { value: string }

/** How the columns of a file are read. */
export type Mapping = {
  what: What
  fields: Map<string, FieldSource>
  /** Whether it is our own export, in which a `'` stands before what looks like a formula. */
  own: boolean
  /** The columns that identify a record. */
  key: number[] | null
}

/** What was said of the columns: by field, the name of a column, or a fixed value after `==`. */
export type SaidMapping = { what: What | null; fields: Record<string, string>; key: string | null }

// A header is compared without case, accents and signs.
const customerColumns: Record<string, RegExp> = {
  name: /^(name|fullname|displayname|fileas|customer|customername|client|clientname|kunde|kundenname|nom|nombre)$/,
  given: /^(givenname|firstname|vorname|prenom)$/,
  middle: /^(middlename|additionalname)$/,
  family: /^(familyname|lastname|surname|nachname|nomdefamille)$/,
  company: /^(company|companyname|organi[sz]ation|organi[sz]ation(1)?name|firma|business|businessname|entreprise)$/,
  contact: /^(contact|contactname|contactperson|ansprechpartner)$/,
  alias: /^(alias|aliases|nickname|nick)$/,
  email: /^(primary)?e?mail\d*(address|value|adresse)?$|^emailaddress\d*$/,
  phone:
    /^(tel|telephone|telefon|handy|(primary|mobile|cell|business|home|work|companymain|other)?(phone|tel|telephone)\d*(number|value)?|mobile|cell|mobilenumber)$/,
  country: /^((home|business|address1)?country(region)?|land|pays)$/,
  note: /^(notes?|comments?|remarks?|notiz(en)?|bemerkung(en)?)$/,
  tags: /^(tags?|labels?|groups?|groupmembership|categor(y|ies))$/,
  since: /^(since|customersince|clientsince|kundeseit)$/,
  every: /^(every|visitevery|cadence)$/,
  birthday: /^(birthday|birthdate|dateofbirth|geburtstag)$/,
  anniversary: /^anniversary$/,
}

const touchColumns: Record<string, RegExp> = {
  customer: /^(customer|customername|client|clientname|name|company|companyname|with|kunde|firma)$/,
  on: /^(on|date|day|datum|when)$/,
  channel: /^(channel|how)$/,
  purpose: /^(purpose|why)$/,
  tone: /^tone$/,
  begun_by: /^begunby$/,
  minutes: /^(minutes|duration)$/,
  note: /^(notes?|comments?|remarks?|text|notiz(en)?|bemerkung(en)?)$/,
  by: /^by$/,
}

const ownTouchColumns = ['id', 'customer', 'on', 'channel', 'purpose', 'tone', 'begun_by', 'minutes', 'note']

/** Our own exports: columns are only ever added at the end. */
const ownHeaders: { what: What; header: string[]; fields: Record<string, string> }[] = [
  {
    what: 'customers',
    header: ['id', 'customer', 'phone', 'email', 'tags', 'since', 'visit_every', 'archived_on'],
    fields: {
      id: 'id',
      name: 'customer',
      phone: 'phone',
      email: 'email',
      tags: 'tags',
      since: 'since',
      every: 'visit_every',
      snoozed: 'snoozed_until',
      archived: 'archived_on',
      why: 'archived_why',
      note: 'note',
      alias: 'aliases',
      kind: 'kind',
      company: 'company',
      address: 'address',
      birthday: 'birthday',
      anniversary: 'anniversary',
    },
  },
  {
    what: 'touches',
    header: ownTouchColumns,
    fields: Object.fromEntries([...ownTouchColumns, 'by'].map((title) => [title, title])),
  },
]

/** The fields that `--map` knows, by what the rows are. */
const fieldsOf: Record<What, string[]> = {
  customers: [...Object.keys(customerColumns), 'address', 'archived', 'kind'],
  touches: Object.keys(touchColumns),
}

const bare = (title: string): string => withoutAccents(title).replace(/[^\p{L}\p{N}]/gu, '')

const matching = (header: string[], pattern: RegExp): number[] =>
  header.flatMap((title, i) => (pattern.test(bare(title)) ? [i] : []))

function recognisedFields(header: string[], what: What): Map<string, FieldSource> {
  const patterns = what === 'customers' ? customerColumns : touchColumns
  const fields = new Map<string, FieldSource>()
  for (const [field, pattern] of Object.entries(patterns)) {
    const columns = matching(header, pattern)
    if (columns.length > 0) fields.set(field, { columns })
  }
  return fields
}

function ownMapping(header: string[]): Mapping | undefined {
  const own = ownHeaders.find((each) => each.header.every((title, i) => header[i] === title))
  if (!own) return undefined
  const fields = new Map<string, FieldSource>()
  for (const [field, title] of Object.entries(own.fields)) {
    const columns = header.flatMap((each, i) => (each === title ? [i] : []))
    if (columns.length > 0) fields.set(field, { columns })
  }
  return { what: own.what, fields, own: true, key: null }
}

/** @throws wrong usage, for our own export of what CSV does not bring back, such as facts */
function refuseOtherExports(header: string[]): void {
  if (header[0] !== 'id' || header[1] !== 'customer') return
  throw wrongUsage(
    `It is an export of cl, but neither of customers nor of touches: ${header.slice(0, 6).join(', ')} …`,
    'A whole book goes out and in as JSON.',
  )
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

/** The columns that are not read. */
export function unusedColumns(header: string[], { fields, key }: Mapping): string[] {
  const used = [...fields.values()].flatMap((source) => ('columns' in source ? source.columns : []))
  return header.filter((title, i) => title !== '' && !used.includes(i) && !key?.includes(i))
}

/**
 * Reads `name=Firma` or `purpose==sale`.
 * @throws wrong usage for anything else, and for a field that nothing has
 */
export function readMaps(maps: string[]): Record<string, string> {
  const said: Record<string, string> = {}
  for (const map of maps) {
    const [, field = '', source = ''] = /^([a-z_]+)=(=?.+)$/is.exec(map) ?? []
    const known = [...new Set([...fieldsOf.customers, ...fieldsOf.touches])]
    if (!known.includes(field.toLowerCase())) {
      throw wrongUsage(
        `--map ${map} does not say which column is which field.`,
        `Write --map FIELD=COLUMN, or FIELD==TEXT. The fields are: ${known.join(', ')}`,
      )
    }
    said[field.toLowerCase()] = source
  }
  return said
}

const whatFieldsMean = (fields: Record<string, string>): What | null => {
  const names = Object.keys(fields)
  if (names.some((field) => !fieldsOf.customers.includes(field))) return 'touches'
  return names.some((field) => !fieldsOf.touches.includes(field)) ? 'customers' : null
}

const hasName = (fields: Map<string, FieldSource>): boolean =>
  ['name', 'given', 'family', 'company', 'email'].some((field) => fields.has(field))

function recognisedWhat(header: string[]): What | null {
  const touches = recognisedFields(header, 'touches')
  const customers = recognisedFields(header, 'customers')
  const canBeTouches = touches.has('on') && touches.has('customer')
  if (canBeTouches && !customers.has('phone') && !customers.has('email')) return 'touches'
  return hasName(customers) ? 'customers' : null
}

/**
 * How the columns of a file are read, by what was said and what is recognised.
 * @returns null, when the header says too little
 * @throws wrong usage, for a column that the file does not have, and a field that such rows do not
 */
export function mappingOf(header: string[], said: SaidMapping): Mapping | null {
  const own = ownMapping(header)
  const isSaid = Object.keys(said.fields).length > 0
  const key = said.key === null ? null : columnsNamed(header, said.key)
  if (own && !isSaid) return { ...own, key }
  if (!isSaid) refuseOtherExports(header)
  const what = said.what ?? whatFieldsMean(said.fields) ?? recognisedWhat(header)
  if (what === null) return null
  const fields = recognisedFields(header, what)
  for (const [field, source] of Object.entries(said.fields)) {
    if (!fieldsOf[what].includes(field)) {
      throw wrongUsage(`A field "${field}" is not one of ${what}.`, `They have: ${fieldsOf[what].join(', ')}`)
    }
    fields.set(field, source.startsWith('=') ? { value: source.slice(1) } : { columns: columnsNamed(header, source) })
  }
  const isEnough = what === 'customers' ? hasName(fields) : fields.has('customer') && fields.has('on')
  return isEnough ? { what, fields, own: own !== undefined, key } : null
}

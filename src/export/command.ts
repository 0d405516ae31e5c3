import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { command, type OptionsOf, waysToName } from '#cli/command.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { wrongUsage } from '#errors.ts'
import { collect } from './collect.ts'
import { type Kind, kinds, parts, type Wanted, type What } from './parts.ts'
import { isOfCustomers, sheetNames } from './sheets.ts'

const whats: What[] = ['customers', ...sheetNames]

const define = (blank: Commander) =>
  blank
    .argument('[file]', 'where to; its ending says the kind. - or, in a pipe, none: the standard output')
    .addOption(new Option('--as <kind>', 'the kind, where no ending says it (json)').choices(kinds))
    .addOption(
      new Option('--what <rows>', 'csv, xlsx, json: what to export (csv, xlsx: customers; json: all)').choices(whats),
    )
    .option('--customer <customer>', `only this one: ${waysToName}`)
    .option('--force', 'replace the file if it is there')
    .option('--raw', "csv: no ' before text that a spreadsheet would take for a formula")

type Options = OptionsOf<typeof define>

export const exportCommand = command({
  name: 'export',
  summary: 'The book for other programs',
  examples: [
    ['cl export book.json', 'everything, without loss: cl import reads it again'],
    ['cl export customers.xlsx', 'the customers, for a spreadsheet; also customers.csv'],
    ['cl export touches.csv --what touches', 'every touch'],
    ['cl export phone.vcf', 'an address book'],
    ['cl export acme.json --customer acme', 'all that is kept about one customer'],
  ],
  define,
  async run(context, options, [path]) {
    const { book, out, today } = context
    if (path === undefined && out.rows !== null && isUnsaid(options) && out.format !== 'json') throw wholeBookHere()
    const file = path === '-' ? undefined : path
    const kind = kindOf(options.as, file, out.format === 'json')
    refuseWhatDoesNotFit(options, kind)
    if (kind === 'xlsx' && file === undefined)
      throw wrongUsage('A workbook goes into a file.', 'Name it: cl export customers.xlsx')
    const { customer, what } = options
    const customerId = await customerIdIfNamed(context, customer)
    const wanted: Wanted = { what, customerId, raw: options.raw === true, today, isFile: file !== undefined }
    const publish = await book.read((db) => collect(out, parts[kind](db, wanted), file, options.force === true))
    publish()
    if (file !== undefined) out.say(`${subject(kind, wanted)} written to ${file}.`)
    const missing = customerId === undefined ? notInIt(kind, wanted) : null
    if (file !== undefined && missing !== null) out.say(`${missing}: cl export book.json holds all of it.`)
    if (kind === 'json' && customerId !== undefined)
      out.say('The undo log and the snapshots hold older versions of these rows. cl forget erases all of them.')
  },
})

/** Only the name of the command says what is wanted. */
const isUnsaid = ({ as, what, customer }: Options): boolean => [as, what, customer].every((each) => each === undefined)

const wholeBookHere = () =>
  wrongUsage(
    'Where to? The whole book would run through this terminal.',
    'Name a file: cl export customers.xlsx, or book.json for all of it. To see it here: cl export -',
  )

function kindOf(said: Kind | undefined, file: string | undefined, json: boolean): Kind {
  if (json && said !== undefined && said !== 'json')
    throw wrongUsage(`--json and --as ${said} cannot go together.`, 'Leave one of them out.')
  if (said !== undefined || json) return said ?? 'json'
  if (file === undefined) return 'json'
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const kind = ending === 'vcf' ? 'vcard' : kinds.find((each) => each === ending)
  if (!kind) {
    throw wrongUsage(
      `The ending of "${file}" does not say what to write.`,
      'Let it end in .csv, .xlsx, .json, .vcf, .ics or .md, or say --as.',
    )
  }
  return kind
}

function refuseWhatDoesNotFit({ what, customer, raw }: Options, kind: Kind): void {
  if (what !== undefined && kind !== 'csv' && kind !== 'xlsx' && kind !== 'json')
    throw wrongUsage(`--what is for csv, xlsx and json: ${kind} has customers alone.`, 'Leave it out.')
  if (raw && kind !== 'csv') throw wrongUsage('--raw is for csv: only there text is changed.', 'Leave it out.')
  if (customer !== undefined && what !== undefined && what !== 'customers' && !isOfCustomers(what))
    throw wrongUsage(`The ${what} belong to no customer.`, 'Leave out --customer, or choose other rows.')
}

function subject(kind: Kind, { what, customerId }: Wanted): string {
  if (kind === 'ics') return 'The calendar was'
  if (kind === 'csv' || kind === 'xlsx') return `The ${what ?? 'customers'} were`
  if (kind === 'json' && what !== undefined) return `The ${what} were`
  if (customerId !== undefined) return `Customer #${customerId} was`
  return kind === 'json' ? 'The book was' : 'The customers were'
}

/** The rows that a file with all customers lacks; null for a file in which nobody would expect them. */
function notInIt(kind: Kind, { what }: Wanted): string | null {
  if (kind === 'vcard')
    return 'An address book says neither since when they are customers, how often you call or visit, who is archived, nor what you logged'
  return (kind === 'csv' || kind === 'xlsx') && (what ?? 'customers') === 'customers'
    ? `It has no touches (cl export touches.${kind} --what touches), loops, facts and other dates than birthday and anniversary`
    : null
}

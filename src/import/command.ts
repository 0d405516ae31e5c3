import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { collect, command, DayOption, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { type Day, daysBetween, notAfterToday } from '#domain/day.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { shortDay } from '#formats/day-words.ts'
import { applyImport, type Known, knownToday, rememberMapping, stateOfBook } from './apply.ts'
import type { Answer, Planned } from './decide/customers.ts'
import { firstVisits, sinceFirstTouch } from './decide/first-visits.ts'
import { type ImportFile, naming, openImport } from './open.ts'
import { type ImportPlan, ImportReading } from './plan.ts'
import { askWhoTheyAre } from './questions.ts'
import { readMaps, type SaidMapping } from './read/columns.ts'
import { kinds } from './read/kinds.ts'
import type { Arrival } from './records.ts'
import { countWords, type Imported, importedView, noPiles, nothingImported } from './view.ts'
import { hasNobody, restoreRows } from './whole.ts'

const define = (blank: Commander) =>
  blank
    .argument('<files...>', 'CSV, vCard, calendar (ICS), export of cl, or file of friends; - for the standard input')
    .addOption(new Option('--as <kind>', 'what they are, or else refuse').choices([...kinds]))
    .option('--dry-run', 'show what it would do, and write nothing')
    .option('--map <field=column>', 'which column is which field; == for a fixed text (repeatable)', collect)
    .option('--key <column>', 'the column that identifies a row, in this and in later files')
    .option('--skip-bad <file>', 'leave bad records out, and write them to this file')
    .addOption(
      new DayOption('--since <day>', 'past', 'customers since when, where it does not say; no touches before it'),
    )
    .addOption(
      new Option('--doubtful <what>', 'what those are who look like somebody in the book').choices(['new', 'same']),
    )
    .option('--no-spread', 'do not spread the first visits over the cadence')

type Options = OptionsOf<typeof define>

export const importFiles = command({
  name: 'import',
  summary: 'Bring what you have',
  examples: [
    ['cl import contacts.vcf', 'an address book: what is new, and what you have already'],
    ['cl import customers.csv --since 2024-01-01', 'a spreadsheet; all of them customers since then'],
    ['cl import calendar.ics --since 2026-01-01 --dry-run', 'what a calendar would bring; nothing is written'],
    ['cl import orders.csv --map customer=Client --map purpose==sale --key Order', 'each order once'],
    ['cl import touches.csv --skip-bad bad.csv', 'all but the bad rows, which go to a file'],
  ],
  define,
  async run(context, options, [paths]) {
    const said: SaidMapping = { what: null, fields: readMaps(options.map ?? []), key: options.key ?? null }
    if (options.since !== undefined) notAfterToday(options.since, context.today, 'The day they came')
    if (new Set(paths).size < paths.length) throw wrongUsage('A file is named twice.', 'Name each once.')
    if (paths.length > 1 && (options.map || options.key !== undefined)) {
      throw wrongUsage('--map and --key are about the columns of one file.', 'Import it by itself; cl remembers them.')
    }
    // A book that cannot be used is found before long files are read.
    await context.book.readOrNew(hasNobody)
    const files: ImportFile[] = []
    for (const path of paths) {
      files.push(
        await openImport(context, path, {
          said,
          today: context.today,
          since: options.since ?? null,
          ...(options.as && { as: options.as }),
        }),
      )
    }
    const [first] = files
    if (first?.kind === 'json' && files.length === 1) return importExport(context, first, options)
    await importRecords(context, files, options)
  },
})

/** Makes an empty book what a whole export was made of. */
async function importExport({ book, out }: Context, file: ImportFile, { dryRun }: Options): Promise<void> {
  const { readExport } = await import('./read/whole.ts')
  const tables = await naming(file.name, async () => readExport(await file.text()))
  const count = (table: string) => tables.get(table)?.length ?? 0
  if (!(await book.readOrNew(hasNobody))) {
    throw cannot(
      'The book has customers already; a whole export goes into an empty one.',
      'Name a new book: cl import FILE --book new.db',
    )
  }
  const shown: Imported = {
    ...nothingImported,
    files: [{ name: file.name, words: file.words, unused: [] }],
    customers: { ...noPiles(), new: count('customers') },
    touches: { ...noPiles(), new: count('touches') },
  }
  if (out.format !== 'json' || dryRun) await out.show(shown, importedView)
  if (dryRun) return out.say(nothingWritten)
  const words = countWords(count('customers'), count('touches'))
  await book.snapshot('import')
  await naming(file.name, () =>
    book.write(async (db) => {
      await restoreRows(db, tables)
      return { summary: `imported a whole export: ${words}`, result: undefined }
    }),
  )
  if (out.format === 'json') await out.show({ ...shown, written: true }, importedView)
  out.say(`The book is what the export was made of: ${words}.`)
}

const nothingWritten = 'Nothing was written: leave --dry-run out to import it.'

async function importRecords(context: Context, files: ImportFile[], options: Options): Promise<void> {
  const { book, today, out } = context
  const reading = new ImportReading(context, files)
  await reading.read()
  const known = await book.readOrNew((db) => knownToday(db, { today, since: options.since ?? today }))
  const answers = await answersFor(context, reading, known, options)
  const plan = await reading.planAll(reading.planCustomers(known, answers), known, options.since ?? null)
  try {
    const shown = imported(files, reading, plan)
    const isJson = out.format === 'json'
    if (!isJson || options.dryRun) await out.show(shown, importedView)
    if (options.dryRun) return out.say(nothingWritten)
    refuseBad(context, files, plan, options)
    const isWritten = await write(context, files, plan, options)
    if (isJson) await out.show({ ...shown, written: isWritten }, importedView)
  } finally {
    plan.staging.close()
  }
}

/**
 * What the doubtful records are: asked in a terminal, else as the option says; without either, they are left out. An
 * answer can make another record doubtful, and so there is a next round.
 */
async function answersFor(
  context: Context,
  reading: ImportReading,
  known: Known,
  { doubtful, dryRun }: Options,
): Promise<Map<Arrival, Answer>> {
  const { prompts, out } = context
  const answers = new Map<Arrival, Answer>()
  const isAsked = !dryRun && out.format !== 'json' && prompts.available
  if (doubtful === undefined && !isAsked) return answers
  for (;;) {
    const found = reading.planCustomers(known, answers).records.filter(isIn('doubtful'))
    if (found.length === 0) return answers
    const given = doubtful === undefined ? await askWhoTheyAre(context, found) : allAre(doubtful, found)
    for (const [arrival, answer] of given) answers.set(arrival, answer)
  }
}

/** The answer that an option gives to each. */
const allAre = (doubtful: 'new' | 'same', found: Extract<Planned, { pile: 'doubtful' }>[]): Map<Arrival, Answer> =>
  new Map(
    found.map(({ arrival, candidates: [first] }) => [
      arrival,
      doubtful === 'same' && first ? { same: first.id } : 'new',
    ]),
  )

const isIn =
  <P extends Planned['pile']>(pile: P) =>
  (record: Planned): record is Extract<Planned, { pile: P }> =>
    record.pile === pile

function imported(files: ImportFile[], reading: ImportReading, plan: ImportPlan): Imported {
  const { records, everybody } = plan.customers
  const count = (pile: Planned['pile']) => records.filter((record) => record.pile === pile).length
  const changed = records.filter(isIn('changed'))
  return {
    files: files.map(({ name, words, unused }) => ({ name, words, unused })),
    customers: {
      new: count('new'),
      changed: changed.length,
      same: count('same'),
      doubtful: count('doubtful'),
      leftOut: count('leftOut'),
      bad: plan.bad.length - plan.touches.bad,
    },
    touches: plan.touches,
    changed: changed.map(({ person, what }) => ({ name: everybody.get(person)?.name ?? '', what })),
    doubtful: records.filter(isIn('doubtful')).map(({ arrival, candidates }) => ({
      file: reading.fileOf(arrival),
      line: arrival.line,
      name: arrival.name,
      candidates,
    })),
    leftOut: [...plan.leftOut].map(([reason, count]) => ({ reason, count })),
    bad: plan.bad.map(({ file, line, reason }) => ({ file: file.name, line, reason })),
    written: false,
  }
}

/** @throws cannot, when there are bad records, and nowhere to write them to */
function refuseBad({ out }: Context, files: ImportFile[], { bad }: ImportPlan, { skipBad }: Options): void {
  if (bad.length === 0) return
  if (skipBad === undefined) {
    throw cannot(
      `${bad.length === 1 ? '1 record is' : `${bad.length} records are`} bad, so nothing was imported.`,
      'Put them right; or leave them out, into a file: --skip-bad bad.csv',
    )
  }
  const parts = files.map((file) => {
    const texts = bad.filter((each) => each.file === file).map(({ text }) => text)
    return texts.length === 0 ? [] : [...(file.header === null ? [] : [file.header]), ...texts]
  })
  out.save(skipBad, `${parts.flat().join('\n')}\n`, false)
  out.say(`The bad ones are in ${skipBad}.`)
}

/** @returns whether there was anything to write */
async function write(context: Context, files: ImportFile[], plan: ImportPlan, options: Options): Promise<boolean> {
  const { book, today, out } = context
  const { customers, staging, changedTouches } = plan
  const written = customers.people.length + customers.keys.length + staging.count + changedTouches.length
  if (written === 0) {
    out.say('There is nothing new in it: nothing was written.')
    sayOfDoubtful(context, plan)
    return false
  }
  const firstTouches = await staging.firstDays()
  const comers = options.since === undefined ? sinceFirstTouch(customers, firstTouches) : customers.people
  const { visitEvery } = plan.rules.settings
  const firstDays = options.spread
    ? firstVisits(comers, customers, firstTouches, visitEvery, today)
    : new Map<number, Day>()
  const people = comers.map((person) => ({ ...person, firstDay: firstDays.get(person.id) ?? person.firstDay }))
  await book.snapshot('import')
  await book.write(async (db) => {
    if ((await stateOfBook(db)) !== plan.state) {
      throw cannot('The book was changed meanwhile, so nothing was imported.', 'Import again.')
    }
    await applyImport(db, { people, keys: customers.keys }, { staging, changed: changedTouches }, today, (done) =>
      out.progress('Writing', done, staging.count),
    )
    for (const { remember } of files) if (remember) await rememberMapping(db, remember.header, remember.mapping)
    return { summary: summaryOf(files, plan), result: undefined }
  })
  out.say(`Imported ${wordsOf(plan)}. cl undo takes it all back.`)
  sayOfDoubtful(context, plan)
  const days = [...firstDays].flatMap(([id, day]) => (firstTouches.has(id) ? [] : [day])).sort()
  if (days.length > 1) {
    const [first = today, last = today] = [days[0], days.at(-1)]
    const soon = daysBetween(today, first) + 6
    out.say(
      `Their first visits are spread from ${shortDay(first, today)} to ${shortDay(last, today)}. The first of them: cl due --soon ${soon}`,
    )
  }
  return true
}

function sayOfDoubtful({ out }: Context, { customers }: ImportPlan): void {
  const doubtful = customers.records.filter(isIn('doubtful')).length
  if (doubtful === 0) return
  const are = doubtful === 1 ? '1 doubtful customer was' : `${doubtful} doubtful customers were`
  out.say(`${are} left out. Import again in a terminal to be asked, or with --doubtful same, or new.`)
}

function summaryOf(files: ImportFile[], plan: ImportPlan): string {
  const names = files.map(({ name }) => name.replace(/^.*[\\/]/, '')).join(', ')
  return `imported ${names}: ${wordsOf(plan)}`
}

/** `91 new customers and 830 new touches; 2 customers changed`. */
function wordsOf({ customers, touches, changedTouches }: ImportPlan): string {
  const fresh = customers.people.filter(({ id }) => id < 0).length
  const changed = customers.people.length - fresh
  return [
    ...(fresh + touches.new > 0 ? [countWords(fresh, touches.new, 'new ')] : []),
    ...(changed + changedTouches.length > 0 ? [`${countWords(changed, changedTouches.length)} changed`] : []),
    ...(fresh + touches.new + changed + changedTouches.length === 0 ? ['what identifies its records'] : []),
  ].join('; ')
}

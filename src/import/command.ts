import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { collect, command, DayOption, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import type { Draft } from '#cli/files.ts'
import { spareMemory } from '#cli/memory.ts'
import { type Day, daysBetween, notAfterToday } from '#domain/day.ts'
import { cannot, UserError, wrongUsage } from '#errors.ts'
import { shortDay } from '#formats/day-words.ts'
import { settingsOf } from '#tables/rules.ts'
import { applyImport } from './apply.ts'
import { type Answer, type CustomerPlan, type Planned, planningCustomers } from './decide/customers.ts'
import { firstVisits, sinceFirstTouch } from './decide/first-days.ts'
import { addedPurposes, withMail } from './decide/mail.ts'
import { type Known, knownToday } from './known.ts'
import { askOfMeetings, settleMeetings } from './meetings.ts'
import { type ImportFile, openImport } from './open.ts'
import { type ImportPlan, planImport, type ReadFiles, readFiles } from './plan.ts'
import { askWhoTheyAre } from './questions.ts'
import { readMaps, type SaidMapping } from './read/columns.ts'
import { kinds } from './read/kinds.ts'
import type { Arrival } from './records.ts'
import { countWords, type Imported, importedView, nothingWritten } from './view.ts'

const define = (blank: Commander) =>
  blank
    .argument(
      '<files...>',
      'CSV, vCard, calendar (ICS), mail (mbox, eml), export of cl, or file of friends; - for standard input',
    )
    .addOption(new Option('--as <kind>', 'what they are, or else refuse').choices([...kinds]))
    .option('--dry-run', 'show what it would do, and write nothing')
    .option('--map <field=column>', 'which column is which field; == for a fixed text (repeatable)', collect)
    .option('--key <column>', 'the column that identifies a row, in this and in later files')
    .option('--skip-bad <file>', 'leave bad records out, and write them to this file')
    .option('--force', 'replace the file of --skip-bad if it is there')
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
    ['cl import sent.mbox inbox.mbox --since 2026-01-01', 'what you wrote to customers, and they to you'],
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
    spareMemory()
    // A book that cannot be used is found before long files are read.
    const { phoneCountry } = await context.book.readOrNew(settingsOf)
    const { ownEmails: me } = (await context.laptop()).settings()
    const files: ImportFile[] = []
    for (const path of paths) {
      files.push(
        await openImport(context, path, {
          said,
          today: context.today,
          since: options.since ?? null,
          me,
          ...(options.as && { as: options.as }),
        }),
      )
    }
    const [first] = files
    if (first?.kind === 'json' && files.length === 1)
      return (await import('./whole.ts')).importWholeBook(context, first, options.dryRun === true)
    await importRecords(context, files, { home: phoneCountry, me }, options)
  },
})

/**
 * Reads, decides, shows what was decided, and applies it.
 * @param home the country of the shop
 * @param me one's own e-mail addresses
 */
async function importRecords(
  context: Context,
  files: ImportFile[],
  { home, me }: { home: string | null; me: string[] },
  options: Options,
): Promise<void> {
  const { book, today, out } = context
  const read = await readFiles(files, home, me)
  const booked = await book.readOrNew((db) => knownToday(db, { today, since: options.since ?? today }))
  const known = files.some(({ kind }) => kind === 'mail') ? knownWithMail(booked) : booked
  const customers = await customersAnswered(context, read, known, options)
  const plan = await planImport(context, files, read, known, customers, {
    today,
    since: options.since ?? null,
    me,
  })
  try {
    await settleDoubtfulTouches(context, plan, options)
    const shown = imported(files, read, plan)
    const isJson = out.format === 'json'
    if (!isJson || options.dryRun) await out.show(shown, importedView)
    if (options.dryRun) return out.say(nothingWritten)
    const draft = draftOfBad(context, files, plan, options)
    try {
      const isWritten = await write(context, files, known, plan, options)
      if (draft) publishBad(context, draft, isWritten, options)
      if (isJson) await out.show({ ...shown, written: isWritten }, importedView)
    } finally {
      draft?.discard()
    }
  } finally {
    plan.staging.close()
  }
}

const knownWithMail = (known: Known): Known => ({
  ...known,
  rules: { ...known.rules, vocabulary: withMail(known.rules.vocabulary) },
})

/**
 * What becomes of the customers. Who the doubtful ones are is asked in a terminal, else as the option says; without either,
 * they are left out. An answer can make another record doubtful, and so there is a next round.
 */
async function customersAnswered(
  context: Context,
  { arrivals }: ReadFiles,
  known: Known,
  { doubtful, dryRun }: Options,
): Promise<CustomerPlan> {
  const { prompts, out } = context
  const answers = new Map<Arrival, Answer>()
  const isAsked = !dryRun && out.format !== 'json' && prompts.available
  for (;;) {
    const planning = planningCustomers(arrivals, known, answers)
    let step = planning.next()
    for (; !step.done; step = planning.next()) await out.progress('Comparing', step.value, arrivals.length)
    out.endProgress()
    const plan = step.value
    const found = plan.records.filter(isIn('doubtful'))
    if (found.length === 0 || (doubtful === undefined && !isAsked)) return plan
    const given = doubtful === undefined ? await askWhoTheyAre(context, found) : allAre(doubtful, found)
    for (const [arrival, answer] of given) answers.set(arrival, answer)
  }
}

/** Settles meetings that may be no touch, or one of the book: as is answered in a terminal, else as the option says. */
async function settleDoubtfulTouches(context: Context, plan: ImportPlan, options: Options): Promise<void> {
  const { doubtful, dryRun } = options
  const isAsked = !dryRun && context.out.format !== 'json' && context.prompts.available
  if (plan.doubtfulTouches.length === 0 || (doubtful === undefined && !isAsked)) return
  const answers = doubtful === undefined ? await askOfMeetings(context, plan) : plan.doubtfulTouches.map(() => doubtful)
  await settleMeetings(plan, answers)
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

const countIn = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

function imported(files: ImportFile[], { fileOf }: ReadFiles, plan: ImportPlan): Imported {
  const { records, byId } = plan.customers
  const count = (pile: Planned['pile']) => records.filter((record) => record.pile === pile).length
  const changed = records.filter(isIn('changed'))
  return {
    files: files.map(({ name, words, unused }) => ({ name, words, unused })),
    customers: {
      new: count('new'),
      changed: changed.length,
      same: count('same'),
      doubtful: count('doubtful'),
      leftOut: count('leftOut') + countIn(plan.leftOut.customers),
      bad: plan.bad.length - plan.touches.bad,
    },
    touches: {
      ...plan.touches,
      doubtful: plan.doubtfulTouches.length,
      leftOut: countIn(plan.leftOut.touches),
    },
    changed: changed.map(({ customerId, what }) => ({ name: byId.get(customerId)?.name ?? '', what })),
    doubtful: records.filter(isIn('doubtful')).map(({ arrival, candidates }) => ({
      file: fileOf.get(arrival)?.name ?? '',
      line: arrival.line,
      name: arrival.name,
      candidates,
    })),
    doubtfulTouches: plan.doubtfulTouches.map((each) => ({
      file: each.file.name,
      line: each.touch.line,
      on: each.touch.on,
      title: each.touch.note ?? '',
      customer: { id: each.touch.customerId, name: byId.get(each.touch.customerId)?.name ?? '' },
      booked: each.booked,
    })),
    leftOut: (['customers', 'touches'] as const).flatMap((kind) =>
      [...plan.leftOut[kind]].map(([reason, count]) => ({ kind, reason, count })),
    ),
    bad: plan.bad.map(({ file, line, reason }) => ({ file: file.name, line, reason })),
    written: false,
  }
}

/**
 * The bad records as a file that is whole, and has its name only once the others are in the book; undefined without any.
 * @throws cannot, when there is nowhere to write them to
 */
function draftOfBad(
  { out }: Context,
  files: ImportFile[],
  { bad }: ImportPlan,
  { skipBad, force }: Options,
): Draft | undefined {
  if (bad.length === 0) return undefined
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
  return out.draft(skipBad, `${parts.flat().join('\n')}\n`, force === true)
}

/** @throws cannot, when the file cannot be written; it says that the others are in the book by then */
function publishBad({ out }: Context, draft: Draft, isWritten: boolean, { skipBad }: Options): void {
  try {
    draft.publish()
  } catch (error) {
    if (!isWritten || !(error instanceof UserError)) throw error
    throw cannot(
      `The others are in the book, but ${error.message}`,
      'To have the bad ones in a file: cl undo, and import again with --skip-bad.',
    )
  }
  out.say(`The bad ones are in ${skipBad}.`)
}

/** @returns whether there was anything to write */
async function write(
  context: Context,
  files: ImportFile[],
  { rules, state }: Known,
  plan: ImportPlan,
  options: Options,
): Promise<boolean> {
  const { book, today, out } = context
  const { customers, staging, changedTouches, touchKeys } = plan
  const written =
    customers.changed.length +
    customers.keys.length +
    customers.retoldKeys.length +
    staging.count +
    changedTouches.size +
    touchKeys.length
  if (written === 0) {
    out.say('There is nothing new in it: nothing was written.')
    sayOfDoubtful(context, plan)
    return false
  }
  const firstTouches = await staging.firstDays()
  const comers = options.since === undefined ? sinceFirstTouch(customers, firstTouches) : customers.changed
  const firstDays = options.spread
    ? firstVisits(comers, customers, firstTouches, rules.settings.visitEvery, today)
    : new Map<number, Day>()
  const changes = {
    purposes: staging.count > 0 ? addedPurposes(rules.vocabulary) : [],
    customers: comers.map((each) => ({ ...each, firstDay: firstDays.get(each.id) ?? each.firstDay })),
    keys: customers.keys,
    retoldKeys: customers.retoldKeys,
    changedTouches,
    touchKeys,
    staging,
    mappings: files.flatMap(({ remember }) => remember ?? []),
  }
  await book.afterSnapshot('import', () =>
    book.write(async (db) => {
      const all = changes.customers.length + staging.count
      await applyImport(db, changes, { state, today }, (done) => out.progress('Writing', done, all))
      return { summary: summaryOf(files, plan), result: undefined }
    }),
  )
  out.say(`Imported ${wordsOf(plan)}. cl undo takes it all back.`)
  sayOfDoubtful(context, plan)
  const withoutTouches = [...firstDays].flatMap(([id, day]) => (firstTouches.has(id) ? [] : [day]))
  sayOfFirstVisits(context, withoutTouches.sort())
  return true
}

/** @param days the days of the first visits, the first one first */
function sayOfFirstVisits({ out, today }: Context, days: Day[]): void {
  const [first, last] = [days[0], days.at(-1)]
  if (days.length < 2 || !first || !last) return
  const soon = daysBetween(today, first) + 6
  out.say(
    `Their first visits are spread from ${shortDay(first, today)} to ${shortDay(last, today)}. The first of them: cl due --soon ${soon}`,
  )
}

function sayOfDoubtful({ out }: Context, { customers, doubtfulTouches }: ImportPlan): void {
  const doubtful = customers.records.filter(isIn('doubtful')).length
  const all = doubtful + doubtfulTouches.length
  if (all === 0) return
  const are = `${countWords(doubtful, doubtfulTouches.length, 'doubtful ')} ${all === 1 ? 'was' : 'were'}`
  out.say(`${are} left out. Import again in a terminal to be asked, or with --doubtful same, or new.`)
}

function summaryOf(files: ImportFile[], plan: ImportPlan): string {
  const names = files.map(({ name }) => name.replace(/^.*[\\/]/, '')).join(', ')
  return `imported ${names}: ${wordsOf(plan)}`
}

/** `91 new customers and 830 new touches; 2 customers changed`. */
function wordsOf({ customers, touches, changedTouches }: ImportPlan): string {
  const fresh = customers.changed.filter(({ id }) => id < 0).length
  const changed = customers.changed.length - fresh
  return [
    ...(fresh + touches.new > 0 ? [countWords(fresh, touches.new, 'new ')] : []),
    ...(changed + changedTouches.size > 0 ? [`${countWords(changed, changedTouches.size)} changed`] : []),
    ...(fresh + touches.new + changed + changedTouches.size === 0 ? ['what identifies its records'] : []),
  ].join('; ')
}

import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { collect, command, DayOption, type OptionsOf } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import { optimizeLater, spareMemory } from '#cli/v8-flags.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { wrongUsage } from '#errors.ts'
import { checkEncoding } from '#formats/encoding/encoding.ts'
import { settingsOf } from '#tables/rules.ts'
import { customersAnswered } from './answers.ts'
import { applyImport, BookChanged } from './apply.ts'
import { draftOfBad, publishBad } from './bad-file.ts'
import { firstVisits, sinceFirstTouch } from './decide/first-days.ts'
import { addedPurposes, withMail } from './decide/mail.ts'
import { cardReading } from './decide/settled-cards.ts'
import type { ImportFile } from './import-file.ts'
import { imported } from './imported.ts'
import { type Known, knownToday, noneSettled, settledCards } from './known.ts'
import { askOfMeetings, settleMeetings } from './meetings.ts'
import { addNewcomers } from './newcomers.ts'
import { openImport } from './open.ts'
import { type ImportPlan, planImport, readFiles } from './plan.ts'
import { kinds } from './read/kinds.ts'
import { readMaps } from './read/table/columns.ts'
import type { SaidMapping } from './read/table/mapping.ts'
import { importedView, nothingWritten, notWritten } from './view.ts'
import { questionOf, sayOfDoubtful, sayOfFirstVisits, summaryOf, wordsOf } from './words.ts'

const define = (blank: Commander) =>
  blank
    .argument(
      '<files...>',
      'xlsx, CSV, vCard, calendar (ICS), mail (mbox, eml), export of cl, or file of friends; - for standard input',
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
    .addOption(
      new Option(
        '--dates <order>',
        'what 1/5/2026 is where a column leaves it open: 1 May (dmy) or 5 Jan (mdy)',
      ).choices(['dmy', 'mdy']),
    )
    .option('--encoding <name>', 'how the text is encoded, such as windows-1252, macroman or cp850')
    .option('--yes', 'do not ask whether to import what is shown')
    .option('--new', 'add customers whom the book does not know yet')
    .option('--no-spread', 'do not spread the first care visits over the cadence')

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
    ['cl import bills.csv --map purpose==invoice --map channel==email --new', 'bills; whoever is not there is added'],
    ['cl import touches.csv --skip-bad bad.csv', 'all but the bad rows, which go to a file'],
    ['cl import old.csv --dates dmy --encoding macroman', 'where 1/5/2026 or letters were read wrongly'],
    ['cl import contacts.vcf --doubtful new --yes', 'in a script: without a question'],
  ],
  define,
  async run(context, options, [paths]) {
    const said = saidOf(options, paths)
    if (options.since !== undefined) notAfterToday(options.since, context.today, 'The day they came')
    if (options.encoding !== undefined) await checkEncoding(options.encoding)
    const asks = asksOf(context, options)
    spareMemory()
    optimizeLater()
    // A book that cannot be used is found before long files are read.
    const { phoneCountry, dateOrder } = await context.book.readOrNew(settingsOf)
    const { ownEmails: me } = (await context.laptop()).settings()
    const { as, dates, encoding, since = null } = options
    const given = { ...(as && { as }), ...(dates && { dates }), ...(encoding !== undefined && { encoding }) }
    const files: ImportFile[] = []
    for (const path of paths)
      files.push(await openImport(context, path, { said, today: context.today, since, asks, dateOrder, me, ...given }))
    const [first] = files
    if (first?.exported && files.length === 1) {
      const { importWholeBook } = await import('./whole.ts')
      return importWholeBook(context, first, first.exported, options.dryRun === true, asks && options.yes !== true)
    }
    await importRecords(context, files, { home: phoneCountry, me }, options)
  },
})

/** @throws wrong usage, for options on columns that these files cannot have */
function saidOf({ map, key }: Options, paths: string[]): SaidMapping {
  const said: SaidMapping = { what: null, fields: readMaps(map ?? []), key: key ?? null }
  if (new Set(paths).size < paths.length) throw wrongUsage('A file is named twice.', 'Name each once.')
  if (paths.length > 1 && (map || key !== undefined)) {
    throw wrongUsage('--map and --key are about the columns of one file.', 'Import it by itself; cl remembers them.')
  }
  return said
}

/** True when somebody can be asked, and wants more than a plan. */
const asksOf = ({ out, prompts }: Context, { dryRun }: Options): boolean =>
  dryRun !== true && out.format !== 'json' && prompts.available

/**
 * Where another terminal or laptop changes the book meanwhile, the files are imported once more.
 * @throws BookChanged, where that never ends
 */
async function importRecords(...all: Parameters<typeof importOnce>): Promise<void> {
  for (let left = 3; ; left -= 1) {
    try {
      return await importOnce(...all)
    } catch (error) {
      if (!(error instanceof BookChanged) || left === 1) throw error
      all[0].out.say('The book was changed meanwhile: the import is compared with it anew.')
    }
  }
}

const isAddressBook = ({ kind }: ImportFile): boolean => kind === 'vcard'

/** @param home the country of the shop @param me one's own e-mail addresses */
async function importOnce(
  context: Context,
  files: ImportFile[],
  { home, me }: { home: string | null; me: string[] },
  options: Options,
): Promise<void> {
  const { book, today, out } = context
  const reader = JSON.stringify([cardReading, home, me])
  const cards = files.some(isAddressBook) ? await book.readOrNew((db) => settledCards(db, reader)) : noneSettled()
  const read = await readFiles(files, home, me, cards.settled)
  const isSettled = read.arrivals.length === 0 && files.every(isAddressBook)
  const given = { isSettled, today, since: options.since ?? today }
  const booked = await book.readOrNew((db) => knownToday(db, read.arrivals, cards, given))
  const known = files.some(({ kind }) => kind === 'mail') ? knownWithMail(booked) : booked
  if (options.new === true) await addNewcomers(files, read, known, options.since ?? null)
  const customers = await customersAnswered(context, read, known, {
    doubtful: options.doubtful,
    asks: asksOf(context, options),
  })
  const plan = await planImport(context, files, read, known, customers, {
    today,
    since: options.since ?? null,
    me,
  })
  try {
    await settleDoubtfulTouches(context, plan, options)
    const shown = imported(files, read, plan, known)
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

/** Meetings that may be no touch, or one of the book, are settled by the answers in a terminal, else as the option says. */
async function settleDoubtfulTouches(context: Context, plan: ImportPlan, options: Options): Promise<void> {
  const { doubtful } = options
  if (plan.doubtfulTouches.length === 0 || (doubtful === undefined && !asksOf(context, options))) return
  const answers = doubtful === undefined ? await askOfMeetings(context, plan) : plan.doubtfulTouches.map(() => doubtful)
  await settleMeetings(plan, answers)
}

/** @returns true when the import was written */
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
  if (options.yes !== true && asksOf(context, options) && !(await askYesOrNo(context, questionOf(plan)))) {
    out.say(notWritten)
    return false
  }
  const firstTouches = await staging.firstDays()
  const comers = options.since === undefined ? sinceFirstTouch(customers, firstTouches) : customers.changed
  const firstDays = options.spread
    ? firstVisits(comers, customers, firstTouches, rules.settings.visitEvery, today)
    : new Map<number, Day>()
  for (const each of comers) each.firstDay = firstDays.get(each.id) ?? each.firstDay
  const changes = {
    purposes: staging.count > 0 ? addedPurposes(rules.vocabulary) : [],
    customers: comers,
    keys: customers.keys,
    retoldKeys: [...customers.retoldKeys, ...plan.retoldTouches],
    changedTouches,
    touchKeys,
    staging,
    mappings: files.flatMap(({ remember }) => remember ?? []),
  }
  await book.afterSnapshot('import', () =>
    book.write(async (db) => {
      const all = changes.customers.length + staging.count
      await applyImport(db, changes, { state, today }, (done) => out.progress.tell('Writing', done, all))
      return { summary: summaryOf(files, plan), result: undefined }
    }),
  )
  out.say(`Imported ${wordsOf(plan)}. cl undo takes it all back.`)
  sayOfDoubtful(context, plan)
  const withoutTouches = [...firstDays].flatMap(([id, day]) => (firstTouches.has(id) ? [] : [day]))
  sayOfFirstVisits(context, withoutTouches.sort())
  return true
}

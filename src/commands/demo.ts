import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { addDays, type Day } from '../domain/day.ts'
import { whoIsDue } from '../domain/due.ts'
import { onlySaid } from '../domain/only-said.ts'
import { weeklyReport } from '../domain/report.ts'
import { type SampleCustomer, sampleCustomers, sampleDay } from '../domain/sample.ts'
import { draftTouch } from '../domain/touch.ts'
import { readWords } from '../domain/vocabulary.ts'
import { weekBefore, weekOf } from '../domain/week.ts'
import { cannot } from '../errors.ts'
import { phoneKey } from '../formats/phone.ts'
import type { Book } from '../store/book.ts'
import { addCustomer, allCustomers, bareCustomer, type CustomerDetails } from '../store/customers.ts'
import { openPromise } from '../store/loops.ts'
import { type Rules, rulesOf } from '../store/rules.ts'
import { standingsThatMayBeDue } from '../store/standings.ts'
import { addTouch, listTouches } from '../store/touches.ts'
import { practicesOfWeek, weekRecords } from '../store/week-records.ts'
import { standingChanges, type Writer } from '../store/writer.ts'
import { dueView } from '../views/due.ts'
import { historyView } from '../views/history.ts'
import { messageView } from '../views/message.ts'
import { reportView } from '../views/report.ts'

const filled = 'filled the sample book'

export const demo = command<object, []>({
  name: 'demo',
  summary: 'Fill a sample book',
  examples: [
    ['cl demo', 'a sample book of its own, beside yours, to look around in'],
    ['cl demo --book sample.db', 'in this file; then: cl due --book sample.db'],
  ],
  define: (cmd) => cmd,
  async run(context) {
    const { path, named } = context.sampleBookPath()
    const book = context.openBook(path)
    try {
      if (book.exists()) await makeWay(book, named, context)
      if (!book.exists() || !(await hasCustomers(book))) await fill(book, context.today)
      await lookAround(book, context)
    } finally {
      book.close()
    }
  },
})

const hasCustomers = async (book: Book): Promise<boolean> => (await book.read(allCustomers)).length > 0

/** An untouched sample is made anew, so that its days are near today; any other book is left as it is. */
async function makeWay(book: Book, named: boolean, { out }: Context): Promise<void> {
  if (!(await hasCustomers(book))) return
  const changes = await book.read((db) => standingChanges(db, 2))
  if (changes.length === 1 && changes[0]?.summary === filled) book.discard()
  else if (named)
    throw cannot(
      `${book.path} has customers in it, and was left as it is.`,
      'Name a new file for the sample: cl demo --book sample.db',
    )
  else out.say('You have changed the sample book, so it is shown as it is.')
}

const fill = (book: Book, today: Day): Promise<void> =>
  book.write(async (db) => {
    const rules = await rulesOf(db)
    for (const sample of sampleCustomers) await fillIn(db, rules, sample, today)
    return { summary: filled, result: undefined }
  })

async function detailsOf(sample: SampleCustomer, today: Day): Promise<CustomerDetails> {
  return {
    ...bareCustomer(sample.name, addDays(today, -sample.sinceDaysAgo)),
    phone: sample.phone ?? null,
    phoneKey: sample.phone === undefined ? null : await phoneKey(sample.phone, null),
    email: sample.email ?? null,
    visitEvery: sample.every ?? null,
    aliases: sample.alias === undefined ? [] : [sample.alias],
    tags: sample.tags ?? [],
  }
}

async function fillIn(db: Writer, { vocabulary }: Rules, sample: SampleCustomer, today: Day): Promise<void> {
  const { id } = await addCustomer(db, await detailsOf(sample, today))
  for (const { daysAgo, words, ends, note, minutes } of sample.touches) {
    const said = { ...readWords(vocabulary, words), ...onlySaid({ note, minutes }) }
    const { loopId } = await addTouch(db, id, draftTouch(vocabulary, { ...said, on: sampleDay(today, daysAgo) }))
    if (loopId !== null && ends)
      await db.update('loops', loopId, { closed_on: sampleDay(today, ends.daysAgo), outcome: ends.outcome })
  }
  for (const { text, daysAgo, dueIn, closed } of sample.promises ?? []) {
    const loop = await openPromise(db, {
      customerId: id,
      text,
      openedOn: sampleDay(today, daysAgo),
      dueOn: addDays(today, dueIn),
      byId: null,
    })
    if (closed)
      await db.update('loops', loop.id, { closed_on: sampleDay(today, closed.daysAgo), outcome: closed.outcome })
  }
}

/** The main job: what was logged, who is due, and the weekly CSV. */
async function lookAround(book: Book, { out, today }: Context): Promise<void> {
  const { touches, due, report } = await book.read(async (db) => {
    const rules = await rulesOf(db)
    const week = weekOf(today, rules.settings.weekStart)
    const before = weekBefore(week, rules.settings.weekStart)
    const rows = whoIsDue(await standingsThatMayBeDue(db, rules, today, 0), today)
    const records = await weekRecords(db, rules, week, today)
    return {
      touches: await listTouches(db, { until: today, limit: 8 }),
      due: { rows: rows.map((row) => ({ ...row, tags: [], lastTouch: null })), settings: rules.settings },
      report: weeklyReport(
        records,
        await weekRecords(db, rules, before, before.to),
        await practicesOfWeek(db, rules, records),
        rules,
      ),
    }
  })
  const option = /^[\w./-]+$/.test(book.path) ? book.path : `"${book.path}"`
  if (out.format === 'json') return out.show({ text: '', json: { book: book.path } }, messageView)
  out.say('A bakery’s sample book. What was logged lately:   cl history --limit 8\n')
  await out.show(touches, historyView)
  out.say('\nWho needs you today, worst first:   cl due\n')
  await out.show(due, dueView)
  out.say('\nThe weekly report for a spreadsheet:   cl report --csv\n')
  out.print(await out.render(report, reportView, 'csv'))
  out.say(
    `\nLook around in it with --book, as in:   cl due --book ${option}\nYour own book begins with:   cl add "Acme Bakery"`,
  )
}

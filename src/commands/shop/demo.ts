import type { Book } from '#book/book.ts'
import { standingChanges } from '#book/changes/changes.ts'
import type { Writer } from '#book/changes/writer.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import type { CustomerDetails } from '#domain/customers/customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { weekOf } from '#domain/days/week.ts'
import { onlySaid } from '#domain/only-said.ts'
import { findTopic, type Topic } from '#domain/practices/knowing.ts'
import { answersInOrder } from '#domain/practices/letters.ts'
import { draftTouch } from '#domain/touches/touch.ts'
import { cannot } from '#errors.ts'
import { reportOfWeek } from '#figures/report.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { phoneKey } from '#formats/phone.ts'
import { readTouchWords } from '#formats/touches/touch-words.ts'
import { bookOption } from '#hints.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { hasCustomers } from '#tables/customers/kinds.ts'
import { noteDate } from '#tables/dates.ts'
import { addFact, topicsOf } from '#tables/facts.ts'
import { addLetter, addReview } from '#tables/letters.ts'
import { closeLoop, openPromise } from '#tables/loops.ts'
import { addPulse } from '#tables/pulses.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { addSaving } from '#tables/savings.ts'
import { addTouch, listTouches } from '#tables/touches.ts'
import { dueView } from '#views/due/due.ts'
import { forToday } from '#views/due/due-page.ts'
import { messageView } from '#views/message.ts'
import { reportView } from '#views/reports/report.ts'
import { historyView } from '#views/touches/history.ts'
import { morningList } from '../due/due.ts'
import { linesBelow } from '../due/due-foot.ts'
import { type SampleCustomer, sampleCustomers, sampleDay, sampleLetters, sampleYearlyDay } from './sample.ts'

const filled = 'filled the sample book'

export const demo = command({
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
      if (!book.exists() || !(await book.read(hasCustomers))) await fill(book, context.today)
      await lookAround(book, context)
    } finally {
      book.close()
    }
  },
})

/** An untouched sample goes, so that a new one has days near today; any other book stays. @throws cannot, for a named one */
async function makeWay(book: Book, named: boolean, { out }: Context): Promise<void> {
  if (!(await book.read(hasCustomers))) return
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
    const topics = await topicsOf(db)
    const ids = new Map<string, number>()
    for (const sample of sampleCustomers) {
      ids.set(sample.name, (await addCustomer(db, await sampleDetails(sample, today))).id)
    }
    for (const sample of sampleCustomers) {
      const filling = { db, today, sample, idOf: (name = '') => ids.get(name) ?? null }
      await fillInWhatIsKnown(filling, topics)
      await fillInTouches(filling, rules)
      await fillInPromises(filling)
    }
    for (const { title, every, addedDaysAgo, reviewed } of sampleLetters) {
      const { id } = await addLetter(db, { title, reviewEvery: every, addedOn: addDays(today, -addedDaysAgo) })
      if (reviewed) {
        const on = sampleDay(today, reviewed.daysAgo)
        await addReview(db, id, { on, answers: answersInOrder(reviewed.yeses), note: null })
      }
    }
    return { summary: filled, result: undefined }
  })

async function sampleDetails({ name, sinceDaysAgo, details }: SampleCustomer, today: Day): Promise<CustomerDetails> {
  const { phone = null } = details
  const ownKey = phone === null ? null : await phoneKey(phone, null)
  return { ...bareCustomer(name, addDays(today, -sinceDaysAgo)), ...details, phoneKey: ownKey }
}

/** `idOf` knows everybody in the sample by name. */
type Filling = { db: Writer; today: Day; sample: SampleCustomer; idOf: (name?: string) => number | null }

/** Savings come before the touch that tells of them. */
async function fillInWhatIsKnown({ db, today, sample, idOf }: Filling, topics: Topic[]): Promise<void> {
  const customerId = idOf(sample.name) as number
  for (const { daysAgo, topic = '', text, by } of sample.facts ?? []) {
    const topicId = findTopic(topics, topic)?.id ?? null
    await addFact(db, { customerId, topicId, on: sampleDay(today, daysAgo), text, byId: idOf(by) })
  }
  for (const { label, dueIn } of sample.dates ?? []) {
    await noteDate(db, customerId, label, sampleYearlyDay(today, dueIn), today)
  }
  for (const { daysAgo, minutes, text } of sample.savings ?? []) {
    await addSaving(db, { customerId, on: sampleDay(today, daysAgo), money: null, minutes, text })
  }
  for (const { daysAgo, ...said } of sample.pulses ?? []) {
    await addPulse(db, { customerId, on: sampleDay(today, daysAgo), ...said })
  }
}

async function fillInTouches({ db, today, sample, idOf }: Filling, { vocabulary }: Rules): Promise<void> {
  const customerId = idOf(sample.name) as number
  for (const { daysAgo, words, ends, note, minutes, begunBy, by } of sample.touches) {
    const rules = async () => ({ order: null, weekStart: 1 as const })
    const read = await readTouchWords(words, { vocabulary, today, rules, noteOnly: 0 })
    const said = { ...read, ...onlySaid({ note, minutes, begunBy }) }
    const draft = draftTouch(vocabulary, { ...said, on: sampleDay(today, daysAgo) })
    const { loopId } = await addTouch(db, { customerId, draft, byId: idOf(by) })
    if (loopId !== null && ends)
      await closeLoop(db, loopId, { on: sampleDay(today, ends.daysAgo), outcome: ends.outcome, note: null })
  }
}

async function fillInPromises({ db, today, sample, idOf }: Filling): Promise<void> {
  for (const { text, daysAgo, dueIn, by, closed } of sample.promises ?? []) {
    const loop = await openPromise(db, {
      customerId: idOf(sample.name) as number,
      text,
      openedOn: sampleDay(today, daysAgo),
      dueOn: addDays(today, dueIn),
      byId: idOf(by),
    })
    if (closed)
      await closeLoop(db, loop.id, { on: sampleDay(today, closed.daysAgo), outcome: closed.outcome, note: null })
  }
}

async function lookAround(book: Book, { out, quote, today }: Context): Promise<void> {
  const { touches, due, report } = await book.read(async (db) => {
    const seen = await seenFrom(db, today)
    const week = weekOf(today, seen.rules.settings.weekStart)
    return {
      touches: await listTouches(db, { until: today, limit: 8 }),
      due: await morningList(db, today, {}, { isForPage: true, count: false }),
      report: await reportOfWeek(seen, { week, isWanted: () => true }, today),
    }
  })
  if (out.format === 'json') return out.show({ text: '', json: { book: book.path } }, messageView)
  const option = bookOption(book.path, quote)
  // The three pages are shown without a pager, which would stand between them.
  out.say('A bakery’s sample book. The latest touches (cl history):\n')
  await out.show({ touches }, historyView, { paged: false })
  out.say('\nWho needs you today, worst first (cl due):\n')
  await out.show({ ...due, shown: forToday, limit: null, screen: null }, dueView, { paged: false })
  // Each line ends with a command.
  for (const line of linesBelow(due.foot, forToday, quote)) out.say(`${line}${option}`)
  out.say('\nWhat the week was like (cl report):\n')
  await out.show({ report, table: null }, reportView, { paged: false })
  out.say(
    [
      '\nLook around in it with --book, as in:',
      `  cl due${option}`,
      `  cl show zoe${option}`,
      `  cl stats${option}`,
      '\nYour own book begins with one customer, or with the contacts of your phone:',
      '  cl add "Acme Bakery"',
      '  cl import contacts.vcf',
    ].join('\n'),
  )
}

import type { Reader } from '#book/engine.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askForNote, askYesOrNo } from '#cli/terminal/questions.ts'
import { checkName, checkNote, foldName, wordKeys } from '#domain/customers/name.ts'
import { durationInDays } from '#domain/days/lengths.ts'
import { onlySaid } from '#domain/only-said.ts'
import {
  answersFrom,
  answersInOrder,
  byReviewDue,
  checklist,
  type Letter,
  type Review,
  reviewDue,
} from '#domain/practices/letters.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { lastWords, type Quote } from '#hints.ts'
import { addLetter, addReview, changeLetter, lettersOn, type ReviewedLetter, removeLetter } from '#tables/letters.ts'
import { type LetterLine, lettersView, letterView, reviewedView } from '#views/practices/letters.ts'
import { removedView } from '#views/removed.ts'
import { firstOf } from '#views/text.ts'

const byDefault = 180

const lineOf = (letter: Letter, lastReview: Review | null, { today }: Pick<Context, 'today'>): LetterLine => ({
  ...letter,
  lastReview,
  ...reviewDue(letter, lastReview, today),
})

const named = ['<title...>', 'the title, or how it begins'] as const

const add = command({
  name: 'add',
  summary: 'Add to the register',
  examples: [
    ['cl letters add Order form', 'looked at every 180 days'],
    ['cl letters add Answering machine --every 1y', 'once a year is enough'],
  ],
  define: (cmd) =>
    cmd
      .argument('<title...>', 'its title')
      .option('--every <duration>', `how often to look at it (${byDefault}d)`, durationInDays),
  async run(context, { every = byDefault }, [words]) {
    const { today } = context
    const title = checkName('title', words.join(' '))
    await changeAndShow(context, letterView, async (db) => {
      const letter = await addLetter(db, { title, reviewEvery: every, addedOn: today })
      return { summary: `added the letter "${title}"`, result: { did: 'Added', ...lineOf(letter, null, context) } }
    })
  },
})

const set = command({
  name: 'set',
  summary: 'Another title, or looked at more or less often',
  examples: [
    ['cl letters set invoice --name "Invoice and reminder" --every 90d', 'another title, and looked at more often'],
  ],
  define: (cmd) =>
    cmd
      .argument(...named)
      .option('--every <duration>', 'how often to look at it', durationInDays)
      .option('--name <title>', 'a new title', (text) => checkName('title', text)),
  async run(context, { every, name }, [words]) {
    if (every === undefined && name === undefined)
      throw wrongUsage(
        'Nothing to change was named.',
        'Give --every or --name, as in: cl letters set invoice --every 90d',
      )
    const { id, title } = await chooseLetter(context, words.join(' '))
    await changeAndShow(context, letterView, async (db) => {
      const { lastReview } = await stillThere(db, id, title, context)
      const letter = await changeLetter(db, id, onlySaid({ title: name, reviewEvery: every }))
      return {
        summary: `changed the letter "${title}"`,
        result: { did: 'Changed', ...lineOf(letter, lastReview, context) },
      }
    })
  },
})

const remove = command({
  name: 'remove',
  summary: 'Remove from the register',
  examples: [['cl letters remove invoice', 'with its reviews']],
  define: (cmd) => cmd.argument(...named),
  async run(context, _options, [words]) {
    const { id, title } = await chooseLetter(context, words.join(' '))
    await changeAndShow(context, removedView, async (db) => {
      await stillThere(db, id, title, context)
      const reviews = await removeLetter(db, id)
      const what = `"${title}"${reviews === 0 ? '' : ` and its ${reviews === 1 ? 'review' : `${reviews} reviews`}`}`
      return { summary: `removed the letter ${what}`, result: { id, what, details: { title, reviews } } }
    })
  },
})

const review = command({
  name: 'review',
  summary: 'Look at one with fresh eyes',
  examples: [
    ['cl letters review invoice', 'asks five questions about it'],
    ['cl letters review invoice --answers yynyn --note "too many numbers"', 'the same without being asked'],
  ],
  define: (cmd) =>
    cmd
      .argument(...named)
      .option('--answers <answers>', 'y or n for each of the five questions, such as yynyn', answersFrom)
      .option('--note <text>', 'what you saw', (text) => checkNote('note', text)),
  async run(context, { answers, note }, [words]) {
    const { prompts, today, quote } = context
    const chosen = await chooseLetter(context, words.join(' '))
    if (answers === undefined)
      prompts.need(
        'y or n for each question',
        `As in: cl letters review ${lastWords(words.join(' '), quote)} --answers yynyn`,
      )
    const now: Review =
      answers === undefined
        ? { on: today, ...(await askAbout(context, chosen, note)) }
        : { on: today, answers, note: note ?? null }
    await changeAndShow(context, reviewedView, async (db) => {
      const letter = await stillThere(db, chosen.id, chosen.title, context)
      await addReview(db, letter.id, now)
      return {
        summary: `reviewed the letter "${letter.title}"`,
        result: { letter: lineOf(letter, now, context), now, before: letter.lastReview },
      }
    })
  },
})

export const letters = command({
  name: 'letters',
  summary: 'What customers see or hear',
  examples: [['cl letters', 'bills, letters, pages and recordings, those due for review first']],
  define: (cmd) => cmd.option('--csv', 'the register as CSV'),
  async run({ book, today, out }) {
    const register = await book.read((db) => lettersOn(db, today))
    await out.show(byReviewDue(register.map((letter) => lineOf(letter, letter.lastReview, { today }))), lettersView)
    if (register.length === 0) out.say('Nothing is in the register yet. Begin with: cl letters add Invoice')
  },
  actions: [add, set, remove, review],
})

/** Each question shows its last answer. */
async function askAbout(
  context: Context,
  { title, lastReview }: ReviewedLetter,
  note: string | undefined,
): Promise<Omit<Review, 'on'>> {
  context.out.say(`Look at "${title}" with fresh eyes, as a customer does.`)
  const yes: boolean[] = []
  for (const { key, question } of checklist) {
    const before = lastReview === null ? '' : ` (last time ${lastReview.answers[key] ? 'yes' : 'no'})`
    yes.push(await askYesOrNo(context, `${question}${before}`))
  }
  return { answers: answersInOrder(yes), note: note ?? (await askForNote(context)) }
}

const titles = (list: Letter[]): string =>
  firstOf(
    list.map(({ title }) => `"${title}"`),
    5,
  )

/**
 * The letter of that title, else the only one with a word that begins so.
 * @throws cannot, for several and for none, with the near ones
 */
async function chooseLetter({ book, quote, today }: Context, typed: string): Promise<ReviewedLetter> {
  const all = await book.read((db) => lettersOn(db, today))
  const start = foldName(typed)
  if (start === '') throw wrongUsage('The title is empty.', 'cl letters shows them all.')
  const exact = all.filter(({ title }) => foldName(title) === start)
  const beginning = all.filter(({ title }) => wordKeys(title).some((key) => key.startsWith(start)))
  const [first, ...others] = exact.length > 0 ? exact : beginning
  if (!first) throw await unknownLetter(all, typed, quote)
  if (others.length > 0) {
    throw cannot(`"${typed}" fits several: ${titles([first, ...others])}.`, 'Type more of the title.')
  }
  return first
}

async function unknownLetter(all: Letter[], typed: string, quote: Quote): Promise<UserError> {
  const { nearNames } = await import('#formats/near-names.ts')
  const near = nearNames(all, ({ title }) => title, typed)
  return cannot(
    `"${typed}" is not in the register.${near.length > 0 ? ` Near: ${titles(near)}.` : ''}`,
    `To add it: cl letters add ${quote(typed)}   All of them: cl letters`,
  )
}

/** @throws cannot, when another terminal has removed the letter meanwhile */
async function stillThere(db: Reader, id: number, title: string, { today }: Context): Promise<ReviewedLetter> {
  const letter = (await lettersOn(db, today)).find((each) => each.id === id)
  if (!letter) throw cannot(`"${title}" is not in the register any more.`, 'cl letters shows them all.')
  return letter
}

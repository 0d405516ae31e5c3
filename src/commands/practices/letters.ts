import type { Reader } from '#book/engine.ts'
import { askForNote } from '#cli/ask-or-nothing.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askYesOrNo } from '#cli/yes-or-no.ts'
import { durationInDays } from '#domain/lengths.ts'
import {
  type Answers,
  answersFrom,
  answersInOrder,
  byReviewDue,
  checklist,
  type Letter,
  type Review,
  reviewDue,
} from '#domain/letters.ts'
import { checkName, checkNote, foldName, wordKeys } from '#domain/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { addLetter, addReview, changeLetter, lettersOn, type ReviewedLetter, removeLetter } from '#tables/letters.ts'
import { type LetterLine, lettersView, letterView, reviewedView } from '#views/letters.ts'
import { messageView } from '#views/message.ts'

type Options = { every?: number; name?: string; answers?: Answers; note?: string }
type Action = 'add' | 'set' | 'remove' | 'review'

/** Half a year. */
const byDefault = 180

export const letters = command<Options, [action: string | undefined, title: string[]]>({
  name: 'letters',
  summary: 'What customers see or hear',
  examples: [
    ['cl letters', 'bills, letters, pages and recordings, those due for review first'],
    ['cl letters add Order form', 'looked at every 180 days'],
    ['cl letters add Answering machine --every 1y', 'once a year is enough'],
    ['cl letters review invoice', 'asks five questions about it, with fresh eyes'],
    ['cl letters review invoice --answers yynyn --note "too many numbers"', 'the same without being asked'],
    ['cl letters set invoice --name "Invoice and reminder" --every 90d', 'another title, and looked at more often'],
    ['cl letters remove invoice', 'with its reviews'],
  ],
  define: (cmd) =>
    cmd
      .argument('[action]', 'add, set, remove or review; with nothing, the register')
      .argument('[title...]', 'the title, or how it begins')
      .option('--every <duration>', 'add, set: how often to look at it (180d)', durationInDays)
      .option('--name <title>', 'set: a new title', (text) => checkName('title', text))
      .option('--answers <answers>', 'review: y or n for each of the five questions, such as yynyn', answersFrom)
      .option('--note <text>', 'review: what you saw', (text) => checkNote('note', text))
      .option('--csv', 'the register as CSV'),
  async run(context, options, [action, words]) {
    if (action === undefined) {
      refuseStrayOptions('list', options)
      return showRegister(context)
    }
    if (!isAction(action))
      throw wrongUsage(`"${action}" is not one of add, set, remove, review.`, 'Type: cl letters --help')
    if (words.length === 0) throw wrongUsage(`cl letters ${action} needs a title.`, 'cl letters shows them all.')
    refuseStrayOptions(action, options)
    await actions[action](context, words.join(' '), options)
  },
})

const actions: Record<Action, (context: Context, typed: string, options: Options) => Promise<void>> = {
  add,
  set,
  remove,
  review,
}

const isAction = (word: string): word is Action => Object.hasOwn(actions, word)

const optionsOf: Record<Action | 'list', (keyof Options)[]> = {
  list: [],
  add: ['every'],
  set: ['every', 'name'],
  remove: [],
  review: ['answers', 'note'],
}

/** @throws wrong usage, for an option that this action does not take */
function refuseStrayOptions(action: Action | 'list', options: Options): void {
  const all: (keyof Options)[] = ['every', 'name', 'answers', 'note']
  const stray = all.find((option) => options[option] !== undefined && !optionsOf[action].includes(option))
  if (stray === undefined) return
  const takers = Object.entries(optionsOf).filter(([, taken]) => taken.includes(stray))
  throw wrongUsage(`--${stray} is for ${takers.map(([each]) => each).join(' and ')}.`, 'Type: cl letters --help')
}

async function showRegister({ book, today, out }: Context): Promise<void> {
  const register = await book.read((db) => lettersOn(db, today))
  await out.show(byReviewDue(register.map((letter) => lineOf(letter, letter.lastReview, { today }))), lettersView)
  if (register.length === 0) out.say('Nothing is in the register yet. Begin with: cl letters add Invoice')
}

const lineOf = (letter: Letter, lastReview: Review | null, { today }: Pick<Context, 'today'>): LetterLine => ({
  ...letter,
  lastReview,
  ...reviewDue(letter, lastReview, today),
})

async function add(context: Context, typed: string, { every = byDefault }: Options): Promise<void> {
  const { book, today, out } = context
  const title = checkName('title', typed)
  const added = await book.write(async (db) => {
    const letter = await addLetter(db, { title, reviewEvery: every, addedOn: today })
    return { summary: `added the letter "${title}"`, result: { did: 'Added', ...lineOf(letter, null, context) } }
  })
  await out.show(added, letterView)
}

async function set(context: Context, typed: string, { every, name }: Options): Promise<void> {
  const { book, out } = context
  if (every === undefined && name === undefined)
    throw wrongUsage(
      'Nothing to change was named.',
      'Give --every or --name, as in: cl letters set invoice --every 90d',
    )
  const { id, title } = await chooseLetter(context, typed)
  const changed = await book.write(async (db) => {
    const { lastReview } = await stillThere(db, id, title, context)
    const letter = await changeLetter(db, id, onlySaid({ title: name, reviewEvery: every }))
    return {
      summary: `changed the letter "${title}"`,
      result: { did: 'Changed', ...lineOf(letter, lastReview, context) },
    }
  })
  await out.show(changed, letterView)
}

async function remove(context: Context, typed: string): Promise<void> {
  const { id, title } = await chooseLetter(context, typed)
  const message = await context.book.write(async (db) => {
    await stillThere(db, id, title, context)
    const reviews = await removeLetter(db, id)
    const and = reviews === 0 ? '' : ` and its ${reviews === 1 ? 'review' : `${reviews} reviews`}`
    return {
      summary: `removed the letter "${title}"${and}`,
      result: { text: `Removed "${title}"${and}. cl undo brings it back.`, json: { title, reviews } },
    }
  })
  await context.out.show(message, messageView)
}

async function review(context: Context, typed: string, { answers, note }: Options): Promise<void> {
  const { book, prompts, today, out } = context
  const chosen = await chooseLetter(context, typed)
  if (answers === undefined) prompts.need('--answers, y or n for each question, such as --answers yynyn')
  const now: Review =
    answers === undefined
      ? { on: today, ...(await askAbout(context, chosen, note)) }
      : { on: today, answers, note: note ?? null }
  const reviewed = await book.write(async (db) => {
    const letter = await stillThere(db, chosen.id, chosen.title, context)
    await addReview(db, letter.id, now)
    return {
      summary: `reviewed the letter "${letter.title}"`,
      result: { letter: lineOf(letter, now, context), now, before: letter.lastReview },
    }
  })
  await out.show(reviewed, reviewedView)
}

/** Asks the five questions, each with its last answer, and for a note where none was given. */
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
  list
    .slice(0, 5)
    .map(({ title }) => `"${title}"`)
    .join(', ') + (list.length > 5 ? ', …' : '')

/**
 * The letter of that title, else the only one of which a word begins like this.
 * @throws cannot, for several and for none, with the near ones
 */
async function chooseLetter({ book, today }: Context, typed: string): Promise<ReviewedLetter> {
  const all = await book.read((db) => lettersOn(db, today))
  const start = foldName(typed)
  if (start === '') throw wrongUsage('The title is empty.', 'cl letters shows them all.')
  const exact = all.filter(({ title }) => foldName(title) === start)
  const beginning = all.filter(({ title }) => wordKeys(title).some((key) => key.startsWith(start)))
  const [first, ...others] = exact.length > 0 ? exact : beginning
  if (!first) throw await unknownLetter(all, typed)
  if (others.length > 0) {
    throw cannot(`"${typed}" fits several: ${titles([first, ...others])}.`, 'Type more of the title.')
  }
  return first
}

async function unknownLetter(all: Letter[], typed: string): Promise<UserError> {
  const { nearNames } = await import('#formats/near-names.ts')
  const near = nearNames(all, ({ title }) => title, typed)
  return cannot(
    `"${typed}" is not in the register.${near.length > 0 ? ` Near: ${titles(near)}.` : ''}`,
    `To add it: cl letters add "${typed}"   All of them: cl letters`,
  )
}

/** The letter as it is now. @throws cannot, when another terminal has removed it meanwhile */
async function stillThere(db: Reader, id: number, title: string, { today }: Context): Promise<ReviewedLetter> {
  const letter = (await lettersOn(db, today)).find((each) => each.id === id)
  if (!letter) throw cannot(`"${title}" is not in the register any more.`, 'cl letters shows them all.')
  return letter
}

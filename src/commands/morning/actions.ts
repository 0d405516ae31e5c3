import type { Command } from '#cli/command.ts'
import { optionsOf, runLine } from '#cli/command-line.ts'
import type { Context } from '#cli/context.ts'
import { askForNote, saysNo } from '#cli/terminal/questions.ts'
import type { Named } from '#domain/customers/name-order.ts'
import type { Loop } from '#domain/loops/loop.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { byWhatIsRead, cannot, isInterrupted, UserError } from '#errors.ts'
import { rulesOf } from '#tables/rules.ts'
import { summaryOf } from '../loops/choose-loop.ts'
import type { Seen } from './look.ts'
import { typedWords } from './typed-words.ts'

const whom = ({ id }: Named): string => `#${id}`

/** @returns true when the work was done; a refusal is said */
export async function attempt({ book, out }: Context, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof UserError) || isInterrupted(error)) throw error
    const { message, hint } = byWhatIsRead(book, error)
    out.say([message, hint].filter((line) => line !== undefined).join('\n'))
    return false
  }
}

/** Asks for a line until the command made of it is taken; the typed line stays. An empty line does nothing, nor does a no. */
async function askAndRun(
  context: Context,
  question: string,
  found: Command,
  words: (typed: string) => string[],
  isNothing = saysNo,
): Promise<void> {
  let typed = ''
  do {
    typed = await context.prompts.note(question, String, typed)
  } while (!isNothing(typed) && !(await attempt(context, () => runLine(context, found, words(typed)))))
}

/** @throws cannot, when the book has other words */
export async function logWords(context: Context, customer: Named, words: string[]): Promise<void> {
  const { vocabulary } = await context.book.read(rulesOf)
  const strange = words.find((word) => !findChannel(vocabulary, word) && !findPurpose(vocabulary, word))
  if (strange !== undefined) throw cannot(`"${strange}" is not a word of your book.`, 'The words: cl vocabulary')
  const { log } = await import('../touches/log.ts')
  await runLine(context, log, [whom(customer), ...words])
}

/** Options of `cl log` that make no sense where the customer is known and the note is typed: they are letters of the note. */
const withoutSense = ['--tag', '--note']

/** Asks for the words behind `cl log NAME`. */
export async function logTyped(context: Context, customer: Named): Promise<void> {
  const { log } = await import('../touches/log.ts')
  const options = optionsOf(log).filter(({ long }) => !withoutSense.includes(long ?? ''))
  const words = (typed: string) => [whom(customer), ...typedWords(typed, options, withoutSense)]
  // A lone - is a tone here.
  const isNothing = (typed: string) => typed.trim() !== '-' && saysNo(typed)
  await askAndRun(context, `Log with ${customer.name} (Enter for nothing):`, log, words, isNothing)
}

export async function promiseTyped(context: Context, customer: Named): Promise<void> {
  const { promise } = await import('../loops/promise.ts')
  await askAndRun(context, 'What did you promise, by when? (Enter for nothing)', promise, (typed) => [
    whom(customer),
    '--',
    typed,
  ])
}

/** Asks for the day until which no care visit is due. */
export async function snoozeTyped(context: Context, customer: Named): Promise<void> {
  const { snooze } = await import('../customers/snooze.ts')
  await askAndRun(context, 'No care visit until when? (2w, friday, 20 Jan; Enter for nothing)', snooze, (typed) => [
    whom(customer),
    '--',
    typed.trim(),
  ])
}

/** Closes an open loop with a note, or a question that was answered; where there are several, asks which. */
export async function closeOne(context: Context, { name }: Named, { open, row }: Seen): Promise<void> {
  const { out, prompts } = context
  const asked = row?.reasons.filter((reason) => reason.kind === 'reply') ?? []
  const choices = [
    ...open.map((loop) => ({ name: summaryOf(loop), value: () => closeWithNote(context, loop) })),
    ...asked.map(({ touch, text }) => ({
      name: `an answer to #${touch}: ${text}`,
      value: () => settle(context, touch),
    })),
  ]
  const [only] = choices
  if (!only) return out.say(`Nothing is open with ${name}.`)
  const none = { name: 'none of them', value: async () => {} }
  await (choices.length > 1 ? await prompts.select('Which one?', [...choices, none]) : only.value)()
}

async function closeWithNote(context: Context, { kind, id }: Loop): Promise<void> {
  const note = await askForNote(context, `How did ${kind} #${id} end? (Enter for no note)`)
  const { done } = await import('../loops/done.ts')
  await attempt(context, () => runLine(context, done, [String(id), ...(note === null ? [] : ['--', note])]))
}

async function settle(context: Context, id: number): Promise<void> {
  const { touch } = await import('../touches/touch.ts')
  await attempt(context, () => runLine(context, touch, [String(id), '--answered']))
}

export async function showPage(context: Context, customer: Named): Promise<void> {
  const { show } = await import('../customers/show.ts')
  await attempt(context, () => runLine(context, show, [whom(customer)]))
}

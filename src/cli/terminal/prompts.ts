import { sumOf } from '#domain/sums.ts'
import { reasonAgainst, wrongUsage } from '#errors.ts'
import { cut, visible, wrapped } from '#views/text.ts'
import type { World } from '../world.ts'
import type { Choice, Question } from './ask-at-terminal.ts'
import type { KeyPages } from './key-pages.ts'

/** @throws UserError, for an answer that will not do */
type Read<T> = (text: string) => T | Promise<T>

/** True, or the reason why the answer will not do. */
const verdictBy =
  (read: Read<unknown>) =>
  async (text: string): Promise<string | true> =>
    (await reasonAgainst(() => read(text))) ?? true

/** A sign stands in front of a question, and of a choice. */
const besideSign = (): number => (process.stderr.columns || 80) - 2

/** Lines end between two words; the library would break within a word. */
const inLines = (text: string): string => wrapped(visible(text), besideSign()).join('\n  ')

/** The answer that stands behind its question. */
const answerTo = (message: string, name: string): string =>
  inLines(`${message} ${name}`).slice(inLines(message).length).replace(/^ /, '')

const heightOf = (text: string): number => text.split('\n').length

/** Without a terminal, each question fails and says which option was needed. Nothing has been written when one is broken off. */
export class Prompts {
  readonly #ask: <T>(question: Question) => Promise<T>
  readonly #isSomebodyThere: () => boolean

  /** @param options `never`: no question may be asked (`--no-input`) */
  constructor(world: World, { never, colour }: { never: boolean; colour: boolean }) {
    this.#ask = async <T>(question: Question) => (await world.ask(question, colour)) as T
    this.#isSomebodyThere = () => !never && world.stdinIsTerminal && world.stderr.isTerminal
  }

  get available(): boolean {
    return this.#isSomebodyThere()
  }

  /**
   * A line that `read` refuses with an error of the user is asked for again.
   * @param initial is there to begin with, and can be edited
   */
  async line<T>(message: string, read: Read<T>, initial = ''): Promise<T> {
    const validate = verdictBy(read)
    const asked = { message: inLines(message), default: initial, prefill: 'editable', validate } as const
    return read(await this.#ask<string>({ type: 'input', ...asked }))
  }

  /** Several lines that are pasted at once are one note. */
  async note<T>(message: string, read: Read<T>, initial = ''): Promise<T> {
    return read(
      await this.#ask<string>({ type: 'note', message: inLines(message), initial, validate: verdictBy(read) }),
    )
  }

  /** The caller releases the pages, also before it asks a question. */
  async keyPages(): Promise<KeyPages> {
    return new (await import('./key-pages.ts')).KeyPages()
  }

  /** All choices are ticked to begin with. */
  async untick<T>(message: string, choices: Choice<T>[]): Promise<T[]> {
    return this.#ask<T[]>({
      type: 'checkbox',
      message: inLines(message),
      choices: shown(choices).map((choice) => ({ ...choice, checked: true })),
      loop: false,
      pageSize: 15,
    })
  }

  /** All choices are in sight where the terminal has room; where it is short of room, each is cut to a line. */
  async select<T>(message: string, choices: Choice<T>[], initial?: T): Promise<T> {
    const asked = inLines(message)
    // The keys below the list take two lines.
    const pageSize = Math.max(5, (process.stderr.rows || 24) - heightOf(asked) - 2)
    const whole = choices.map(({ name, value }) => ({ name: inLines(name), value, short: answerTo(message, name) }))
    const isLong = sumOf(whole, ({ name }) => heightOf(name)) > pageSize
    const cutName = ({ name }: Choice) => cut(visible(name), besideSign())
    return this.#ask<T>({
      type: 'select',
      message: asked,
      choices: isLong ? whole.map((choice, i) => ({ ...choice, name: cutName(choices[i] ?? choice) })) : whole,
      default: initial,
      loop: false,
      pageSize,
    })
  }

  async search<T>(message: string, source: (typed: string) => Promise<Choice<T>[]>): Promise<T> {
    return this.#ask<T>({
      type: 'search',
      message: inLines(message),
      source: async (typed: string | undefined) => shown(await source(typed ?? '')),
    })
  }

  /** @throws wrong usage, when nobody is there to be asked */
  need(option: string, hint?: string): void {
    if (!this.available) throw wrongUsage(`There is no terminal to ask at: give ${option}.`, hint)
  }
}

const shown = <T>(choices: Choice<T>[]) => choices.map(({ name, value }) => ({ name: visible(name), value }))

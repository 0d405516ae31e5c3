import { reasonAgainst, wrongUsage } from '#errors.ts'
import { cut, visible, widthOf } from '#views/text.ts'
import type { World } from '../world.ts'
import type { Choice, Question } from './ask-at-terminal.ts'
import type { KeyPages } from './key-pages.ts'

/** Reads an answer. @throws UserError, for one that will not do */
type Read<T> = (text: string) => T | Promise<T>

/** The check of an answer by its reader: true, or the reason why it will not do. */
const verdictBy =
  (read: Read<unknown>) =>
  async (text: string): Promise<string | true> =>
    (await reasonAgainst(() => read(text))) ?? true

/**
 * Questions to the person at the terminal. Where there is none, each fails and says which option was needed.
 * Answers come back as they are read; nothing has been written when one is broken off.
 */
export class Prompts {
  readonly #ask: <T>(question: Question) => Promise<T>
  readonly #isSomebodyThere: () => boolean

  /** @param options `never`: no question may be asked (`--no-input`); `colour`: questions may have colour */
  constructor(world: World, { never, colour }: { never: boolean; colour: boolean }) {
    this.#ask = async <T>(question: Question) => (await world.ask(question, colour)) as T
    this.#isSomebodyThere = () => !never && world.stdinIsTerminal && world.stderr.isTerminal
  }

  /** True when somebody is there to be asked. */
  get available(): boolean {
    return this.#isSomebodyThere()
  }

  /**
   * A line of text, as it is read; one that `read` refuses with an error of the user is asked for again.
   * @param initial is there to begin with, and can be edited
   */
  async line<T>(message: string, read: Read<T>, initial = ''): Promise<T> {
    const validate = verdictBy(read)
    const asked = { message: visible(message), default: initial, prefill: 'editable', validate } as const
    return read(await this.#ask<string>({ type: 'input', ...asked }))
  }

  /** A note, read as a line is; of several lines where several are pasted at once. */
  async note<T>(message: string, read: Read<T>, initial = ''): Promise<T> {
    return read(
      await this.#ask<string>({ type: 'note', message: visible(message), initial, validate: verdictBy(read) }),
    )
  }

  /** Pages that take a key each. The caller releases them, also before it asks a question. */
  async keyPages(): Promise<KeyPages> {
    return new (await import('./key-pages.ts')).KeyPages()
  }

  /** Some of a list, in which all are ticked to begin with. */
  async untick<T>(message: string, choices: Choice<T>[]): Promise<T[]> {
    return this.#ask<T[]>({
      type: 'checkbox',
      message: visible(message),
      choices: shown(choices).map((choice) => ({ ...choice, checked: true })),
      loop: false,
      pageSize: 15,
    })
  }

  /** One of a list, all in sight where the terminal has room for it: where it is short of room, each choice is cut to a line. */
  async select<T>(message: string, choices: Choice<T>[], initial?: T): Promise<T> {
    const { columns, rows } = process.stderr
    // The question and the keys below the list take three lines; the sign in front of a choice two columns.
    const [width, pageSize] = [(columns || 80) - 2, Math.max(5, (rows || 24) - 3)]
    const lines = shown(choices).map((choice) => ({ ...choice, height: Math.ceil(widthOf(choice.name) / width) }))
    const isLong = lines.reduce((sum, { height }) => sum + height, 0) > pageSize
    return this.#ask<T>({
      type: 'select',
      message: visible(message),
      choices: lines.map(({ name, value }) => ({ name: isLong ? cut(name, width) : name, value })),
      default: initial,
      loop: false,
      pageSize,
    })
  }

  /** One of a long list, searched as it is typed. */
  async search<T>(message: string, source: (typed: string) => Promise<Choice<T>[]>): Promise<T> {
    return this.#ask<T>({
      type: 'search',
      message: visible(message),
      source: async (typed: string | undefined) => shown(await source(typed ?? '')),
    })
  }

  /** @throws wrong usage, when nobody is there to be asked */
  need(option: string, hint?: string): void {
    if (!this.available) throw wrongUsage(`There is no terminal to ask at: give ${option}.`, hint)
  }
}

const shown = <T>(choices: Choice<T>[]) => choices.map(({ name, value }) => ({ name: visible(name), value }))

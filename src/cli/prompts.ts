import { interrupted, wrongUsage } from '#errors.ts'
import { visible } from '#views/text.ts'
import { Ending } from './ending.ts'
import type { KeyPages } from './key-pages.ts'

const breakOffs = ['ExitPromptError', 'AbortPromptError']

/** An answer to choose, as it is shown and as it is meant. */
type Choice<T> = { name: string; value: T }

/**
 * Questions to the person at the terminal. Where there is none, each fails and says which option was needed.
 * Answers come back as they were typed; nothing has been written when one is broken off.
 */
export class Prompts {
  readonly #isSomebodyThere: () => boolean
  readonly #colour: boolean

  /** @param colour whether questions may have colour */
  constructor(isSomebodyThere: () => boolean, colour: boolean) {
    this.#isSomebodyThere = isSomebodyThere
    this.#colour = colour
  }

  /** Whether somebody is there to be asked. */
  get available(): boolean {
    return this.#isSomebodyThere()
  }

  /**
   * A line of text.
   * @param options `initial` is there to begin with, and can be edited; `check` gives the reason why an answer will not do
   */
  async line(
    message: string,
    { initial = '', check }: { initial?: string; check?: (text: string) => Promise<string | undefined> } = {},
  ): Promise<string> {
    return this.#ask<string>({
      type: 'input',
      message: visible(message),
      default: initial,
      prefill: 'editable',
      validate: async (text: string) => (await check?.(text)) ?? true,
    })
  }

  /**
   * A note, of several lines where several are pasted at once.
   * @param check gives the reason why an answer will not do
   * @param initial is there to begin with, and can be edited
   */
  async note(message: string, check: (text: string) => Promise<string | undefined>, initial = ''): Promise<string> {
    return this.#ask<string>({
      type: 'note',
      message: visible(message),
      initial,
      validate: async (text: string) => (await check(text)) ?? true,
    })
  }

  /** Pages that take a key each. Whoever asks for them releases them, also before a question is asked. */
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

  /** One of a short list. */
  async select<T>(message: string, choices: Choice<T>[], initial?: T): Promise<T> {
    return this.#ask<T>({
      type: 'select',
      message: visible(message),
      choices: shown(choices),
      default: initial,
      loop: false,
      pageSize: 12,
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
  need(option: string): void {
    if (!this.available) throw wrongUsage(`There is no terminal to ask at: give ${option}.`)
  }

  async #ask<T>(question: Record<string, unknown>): Promise<T> {
    if (!this.#colour) process.env['NO_COLOR'] = '1' // the library asks for it there, once, as it is loaded
    const { default: inquirer } = await import('inquirer')
    const ending = new Ending()
    const prompt = inquirer.createPromptModule({ output: process.stderr, signal: ending.signal })
    const { notePrompt } = await import('./terminal-prompts.ts')
    prompt.registerPrompt('note', notePrompt)
    try {
      const answers = await prompt([{ ...question, name: 'answer' }] as unknown as Parameters<typeof prompt>[0])
      return (answers as { answer: T }).answer
    } catch (error) {
      throw error instanceof Error && breakOffs.includes(error.name) ? interrupted() : error
    } finally {
      ending.over()
    }
  }
}

const shown = <T>(choices: Choice<T>[]) => choices.map(({ name, value }) => ({ name: visible(name), value }))

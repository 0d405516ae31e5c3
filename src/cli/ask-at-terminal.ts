import { interrupted } from '#errors.ts'
import type { ScreenSize } from './terminal-prompts.ts'

const breakOffs = ['ExitPromptError', 'AbortPromptError']

/** Whoever closes the window, or shuts down, breaks off as with Ctrl-C: what was answered so far can be kept. */
class Ending {
  readonly #ended = new AbortController()
  readonly #end = () => this.#ended.abort()
  readonly #hangUp = () => {
    // There is no terminal left to be given back as it was: the library would fail at that now, and Node at its end.
    process.stdin.removeAllListeners('error').on('error', () => {})
    process.once('exit', () => process.kill(process.pid, 'SIGHUP'))
    this.#end()
  }

  constructor() {
    process.on('SIGTERM', this.#end)
    process.on('SIGHUP', this.#hangUp)
    process.stdin.prependListener('end', this.#hangUp)
  }

  get signal(): AbortSignal {
    return this.#ended.signal
  }

  /** No question is open any more. */
  over(): void {
    process.off('SIGTERM', this.#end)
    process.off('SIGHUP', this.#hangUp)
    process.stdin.off('end', this.#hangUp)
  }
}

/** An answer to choose, as it is shown and as it is meant. */
export type Choice = { name: string; value: unknown }

/**
 * A question as the library takes it: a line of text, a note, one key while a page is shown, one of a short list, one of a list
 * that is searched, or some of a list.
 */
export type Question = { message: string } & (
  | {
      type: 'input'
      default: string
      prefill: 'editable'
      validate: (typed: string) => Promise<string | true>
    }
  | { type: 'note'; validate: (typed: string) => Promise<string | true> }
  | { type: 'key'; page: (size: ScreenSize) => string; keys: string[]; answered: (key: string) => string }
  | { type: 'select'; choices: Choice[]; default: unknown; loop: boolean; pageSize: number }
  | { type: 'search'; source: (typed: string | undefined) => Promise<Choice[]> }
  | { type: 'checkbox'; choices: (Choice & { checked: boolean })[]; loop: boolean; pageSize: number }
)

/**
 * Asks at the terminal of this process.
 * @throws 130, when it is broken off
 */
export async function askAtTerminal(question: Question, colour: boolean): Promise<unknown> {
  if (!colour) process.env['NO_COLOR'] = '1' // the library asks for it there, once, as it is loaded
  const { default: inquirer } = await import('inquirer')
  const ending = new Ending()
  const prompt = inquirer.createPromptModule({ output: process.stderr, signal: ending.signal })
  const { keyPrompt, notePrompt } = await import('./terminal-prompts.ts')
  prompt.registerPrompt('note', notePrompt)
  prompt.registerPrompt('key', keyPrompt)
  try {
    const answers = await prompt([{ ...question, name: 'answer' }] as unknown as Parameters<typeof prompt>[0])
    return (answers as { answer: unknown }).answer
  } catch (error) {
    throw error instanceof Error && breakOffs.includes(error.name) ? interrupted() : error
  } finally {
    ending.over()
  }
}

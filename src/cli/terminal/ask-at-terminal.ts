import type { PromptSession } from 'inquirer'
import { interrupted } from '#errors.ts'
import { EarlyEnter } from './early-enter.ts'
import { Ending } from './ending.ts'

const breakOffs = ['ExitPromptError', 'AbortPromptError']

export type Choice<T = unknown> = { name: string; value: T }

/** Questions as the library takes them. */
export type Question = { message: string } & (
  | {
      type: 'input'
      default: string
      prefill: 'editable'
      validate: (typed: string) => Promise<string | true>
    }
  | { type: 'note'; initial: string; validate: (typed: string) => Promise<string | true> }
  | { type: 'select'; choices: (Choice & { short: string })[]; default: unknown; loop: boolean; pageSize: number }
  | { type: 'search'; source: (typed: string | undefined) => Promise<Choice[]> }
  | { type: 'checkbox'; choices: (Choice & { checked: boolean })[]; loop: boolean; pageSize: number }
)

/** @throws 130, when it is broken off */
export async function askAtTerminal(question: Question, colour: boolean): Promise<unknown> {
  if (!colour) process.env['NO_COLOR'] = '1' // the library asks for it there, once, as it is loaded
  const { default: inquirer } = await import('inquirer')
  const ending = new Ending()
  const prompt = inquirer.createPromptModule({ output: process.stderr, signal: ending.signal })
  const { notePrompt } = await import('./terminal-prompts.ts')
  prompt.registerPrompt('note', notePrompt)
  const search = question.type === 'search' ? new EarlyEnter(question.source, process.stdin) : undefined
  try {
    const source = search && { source: search.search }
    const questions: PromptSession<{ answer: unknown }> = [{ ...question, ...source, name: 'answer' }]
    return (await prompt(questions)).answer
  } catch (error) {
    throw error instanceof Error && breakOffs.includes(error.name) ? interrupted() : error
  } finally {
    search?.over()
    ending.over()
  }
}

import type { Candidate } from './look-up.ts'
import type { CompletedCommand, CompletedOption, CompletionTable, Place } from './table.ts'

/** The words begin with `typed`, and come from a list or from the book. */
type Wanted = { typed: string; listed: Candidate[]; places: Place[] }

/** The end of a line so far: its command, the number of arguments typed, and the option that waits for its value. */
type Reached = {
  command: CompletedCommand | undefined
  count: number
  waiting: CompletedOption | undefined
  isText: boolean
}

/** A shell hands a word over with the quotes and backslashes typed so far. */
const bare = (word: string): string => word.replace(/^["']/, '').replace(/\\(.)/g, '$1')

/** bash makes three words of `--by=kim`. */
function joined(words: string[]): string[] {
  const all: string[] = []
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? ''
    if (word === '=' && all.at(-1)?.startsWith('--')) {
      all[all.length - 1] += `=${words[i + 1] ?? ''}`
      i += 1
    } else all.push(word)
  }
  return all
}

/** The table lacks this one command: its arguments are the others. */
const help = 'help'

/** @param words the words after `cl`, the last one as far as it is typed */
export function wantedAfter(table: CompletionTable, words: string[]): Wanted {
  const all = joined(words)
  const typed = bare(all.at(-1) ?? '')
  const before = all.slice(0, -1).map(bare)
  const nothing = { typed, listed: [], places: [] }
  if (before[0] === help) return { ...nothing, listed: helpedWith(table) }
  const { command, count, waiting, isText } = walked(table, before)
  if (isText) return nothing
  const options = [...(command?.options ?? []), ...table.options]
  const value = /^(--[^=]+)=(.*)$/s.exec(typed)
  if (value) return { typed: value[2] ?? '', listed: [], places: placesAfter(options, value[1] ?? '') }
  const isOption = typed.startsWith('-')
  if (waiting?.value && !(waiting.isOptional && isOption)) return { ...nothing, places: [waiting.value] }
  if (isOption) return { ...nothing, listed: options.map(({ flags: [value = ''], meaning }) => ({ value, meaning })) }
  if (!command) return { ...nothing, listed: [...namesOf(table.commands), { value: help, meaning: 'Help' }] }
  return { ...nothing, ...argumentOf(command, count) }
}

function placesAfter(options: CompletedOption[], flag: string): Place[] {
  const option = options.find(({ flags }) => flags.includes(flag))
  return option?.value ? [option.value] : []
}

/** `count` arguments stand before it. */
function argumentOf({ places, isRepeated, actions }: CompletedCommand, count: number): Omit<Wanted, 'typed'> {
  const place = places[isRepeated ? Math.min(count, places.length - 1) : count]
  return { listed: count === 0 ? namesOf(actions) : [], places: place ? [place] : [] }
}

/** A topic goes before the command of its name. */
const helpedWith = ({ topics, commands }: CompletionTable): Candidate[] => [
  ...Object.entries(topics).map(([value, meaning]) => ({ value, meaning })),
  ...namesOf(commands).filter(({ value }) => !Object.hasOwn(topics, value)),
]

const namesOf = (commands: Record<string, CompletedCommand>): Candidate[] =>
  Object.entries(commands).map(([value, { summary }]) => ({ value, meaning: summary }))

/** A line after an unknown command is text, and nothing completes it. */
function walked(table: CompletionTable, words: string[]): Reached {
  const reached: Reached = { command: undefined, count: 0, waiting: undefined, isText: false }
  for (const word of words) {
    const { waiting } = reached
    reached.waiting = undefined
    if (waiting && !(waiting.isOptional && word.startsWith('-'))) continue
    if (word.startsWith('-') && word.length > 1) readOption(reached, word, table)
    else readWord(reached, word, table)
    if (reached.isText) break
  }
  return reached
}

function readOption(reached: Reached, word: string, table: CompletionTable): void {
  const options = [...(reached.command?.options ?? []), ...table.options]
  const option = options.find(({ flags }) => flags.includes(word))
  if (option?.value) reached.waiting = option
  reached.isText = word === '--'
}

function readWord(reached: Reached, word: string, { commands }: CompletionTable): void {
  const { command, count } = reached
  const names = command === undefined ? commands : count === 0 ? command.actions : {}
  const found = Object.hasOwn(names, word) ? names[word] : undefined
  if (found) reached.command = found
  else if (command) reached.count += 1
  else reached.isText = true
}

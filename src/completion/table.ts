import type { InBook } from './look-up.ts'

/** The words that can stand in a place of a line: those of a fixed list, of the book, or the names of files. */
export type Place = InBook | 'files' | 'nothing' | string[]

/** An option: all ways to write it, and the place of its value; null for an option without one. */
export type CompletedOption = { flags: string[]; meaning: string; value: Place | null; isOptional: boolean }

/** A command or an action of one, with the options and arguments that can follow it. */
export type CompletedCommand = {
  summary: string
  options: CompletedOption[]
  /** The places of its arguments; the last one is repeated where `isRepeated`. */
  places: Place[]
  isRepeated: boolean
  actions: Record<string, CompletedCommand>
}

/** Everything that can be typed, as completion looks it up. */
export type CompletionTable = {
  commands: Record<string, CompletedCommand>
  options: CompletedOption[]
  /** The topics of `cl help`, with their titles. */
  topics: Record<string, string>
}

import type { InBook } from './look-up.ts'

/** Words of a fixed list or of the book, or the names of files. */
export type Place = InBook | 'files' | 'nothing' | string[]

/** `value` is null for an option without one. */
export type CompletedOption = { flags: string[]; meaning: string; value: Place | null; isOptional: boolean }

export type CompletedCommand = {
  summary: string
  options: CompletedOption[]
  /** The last place is repeated where `isRepeated`. */
  places: Place[]
  isRepeated: boolean
  actions: Record<string, CompletedCommand>
}

export type CompletionTable = {
  commands: Record<string, CompletedCommand>
  options: CompletedOption[]
  topics: Record<string, string>
}

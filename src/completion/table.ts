/** What can stand in a place of a line: words that are always the same, or what is looked up in the book. */
export type Place =
  | { of: 'customers' | 'teammates' | 'tags' | 'words' | 'channels' | 'purposes' | 'topics' | 'letters' | 'loops' }
  | { of: 'files' | 'nothing' }
  | { of: 'list'; list: string[] }

/** An option: all ways to write it, and what follows it; null where nothing does. */
export type CompletedOption = { flags: string[]; meaning: string; value: Place | null; isOptional: boolean }

/** A command or an action of one: what can be typed after it. */
export type CompletedCommand = {
  summary: string
  options: CompletedOption[]
  /** What its arguments are; the last one is repeated where `isRepeated`. */
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

// Pieces of patterns for days in words. They are texts: V8 takes its time for a pattern, so each is made where it is needed.

/** The whole name of a weekday. */
export const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'

/** A month, by its whole name or the beginning of it. */
export const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'

/** A small number, in digits or in a word. */
export const count = '(?:\\d+|an?|one|two|three|four|five|six)'

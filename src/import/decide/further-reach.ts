/** An import and a merge write a further address or number into the note so. */
const furtherLine = /^(?:e-mail|phone)(?: \([^)\n]*\)| of [^:\n]+)?: (.+?)(?: ext\. .*)?$/gim

/** The note has a line for each further e-mail address or number. */
export const furtherReach = (note: string | null): string[] =>
  note === null ? [] : [...note.matchAll(furtherLine)].map(([, text = '']) => text)

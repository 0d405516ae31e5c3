/** An import and a merge write a further address or number into the note so. */
const furtherLine = /^(?:e-mail|phone)(?: \([^)\n]*\)| of [^:\n]+)?: (.+?)(?: ext\. .*)?$/gim

/** They stand in the note. */
export const furtherReach = (note: string | null): string[] =>
  note === null ? [] : [...note.matchAll(furtherLine)].map(([, text = '']) => text)

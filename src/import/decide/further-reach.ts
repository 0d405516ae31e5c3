/** The line of a note for a further address or number, as an import and a merge write it. */
const furtherLine = /^(?:e-mail|phone)(?: \([^)\n]*\)| of [^:\n]+)?: (.+?)(?: ext\. .*)?$/gim

/** The further e-mail addresses and phone numbers of a customer, which stand in the note. */
export const furtherReach = (note: string | null): string[] =>
  note === null ? [] : [...note.matchAll(furtherLine)].map(([, text = '']) => text)

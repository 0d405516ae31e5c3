/** An address with nothing around it: most are so. */
const plain = /^[\w.+-]+@[\w.-]+$/
/** Letters: a longer text is a note. */
const longest = 1_000
const address = /[^\s<>,;:"'()[\]|/@][^\s<>,;:"'()[\]|@]*@[^\s<>,;:"'()[\]|/]+/g
/** A name before `<`, signs, `mailto:`, `or`. */
const round = /mailto:|\b(?:or|oder|und|and|ou|et)\b|"[^"]*"\s*<>|[^<>@,;]*<>|[\s,;:<>"'()[\]/|]/gi

/** `Bo Chen <bo@y.example>`, `"Chen, Bo" <bo@y.example>`; empty without a name. */
export const nameBeside = (text: string): string =>
  /^\s*"?([^"<>@]+?)"?\s*<[^<>\s]+@[^<>\s]+>\s*$/.exec(text)?.[1] ?? ''

/**
 * `mailto:x@y.example`, `Bo <bo@y.example>`, `a@x.example; b@x.example`. A text that says something else as well comes back behind
 * them.
 */
export function emailsIn(text: string): string[] {
  if (plain.test(text)) return [text]
  if (text.length > longest) return [text.trim()]
  const found = text.match(address) ?? []
  const rest = text.replace(address, '').replace(round, '')
  return found.length > 0 && rest === '' ? found : [...found, text.trim()]
}

/** An address with nothing around it: most are so. */
const plain = /^[\w.+-]+@[\w.-]+$/
/** The longest text in which addresses are looked for, in letters: a longer one is a note. */
const longest = 1_000
const address = /[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+/g
/** The texts that may stand between and around addresses: a name before `<`, signs, `mailto:`, `or`. */
const round = /mailto:|\b(?:or|oder|und|and|ou|et)\b|"[^"]*"\s*<>|[^<>@,;]*<>|[\s,;:<>"'()[\]/]/gi

/** The name before the address of a text such as `Bo Chen <bo@y.example>` or `"Chen, Bo" <bo@y.example>`; empty without one. */
export const nameBeside = (text: string): string =>
  /^\s*"?([^"<>@]+?)"?\s*<[^<>\s]+@[^<>\s]+>\s*$/.exec(text)?.[1] ?? ''

/**
 * The e-mail addresses of a text, however a program writes them: `mailto:x@y.example`, `Bo <bo@y.example>`,
 * `a@x.example; b@x.example`. A text that says something else as well comes back behind them.
 */
export function emailsIn(text: string): string[] {
  if (plain.test(text)) return [text]
  if (text.length > longest) return [text.trim()]
  const found = text.match(address) ?? []
  const rest = text.replace(address, '').replace(round, '')
  return found.length > 0 && rest === '' ? found : [...found, text.trim()]
}

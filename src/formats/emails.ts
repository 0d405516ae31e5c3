/** An address that nothing stands round: most are. */
const plain = /^[\w.+-]+@[\w.-]+$/
/** In letters: a longer text is a note. */
const longest = 1_000
const address = /[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+/g
/** What may stand between and round addresses: a name before `<`, signs, `mailto:`. */
const round = /mailto:|"[^"]*"\s*<>|[^<>@,;]*<>|[\s,;:<>"'()[\]/]/gi

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

/**
 * What names a book in a command that the user is told to type, with a space before it; nothing where every command looks
 * for the book anyway: a snapshot of one book must not be put in the place of another by mistake.
 */
export function bookOption(path: string): string {
  if (/[\\/]customer-love[\\/]book\.db$/.test(path)) return ''
  return ` --book ${/^[\w./-]+$/.test(path) ? path : `"${path}"`}`
}

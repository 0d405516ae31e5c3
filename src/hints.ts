/** Puts a name or a path in quotes, so that the shell hands it on as it is. */
export type Quote = (text: string) => string

/** The words to type next; a hint with a name in it is put together for the shell in which it is typed. */
export type Hint = string | ((quote: Quote) => string)

/** The quotes of a platform's shell: cmd.exe hands on ' as a letter, and knows nothing but ". */
export const quoteFor = (platform: NodeJS.Platform): Quote =>
  platform === 'win32'
    ? (text) => `"${text.replaceAll('"', '\\"')}"`
    : (text) => (/[$`"\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`)

/** A hint as it is read. */
export const hintText = (hint: Hint, quote: Quote): string => (typeof hint === 'string' ? hint : hint(quote))

/** The hint after a missing customer, touch or loop: a shell of Unix takes the text behind a # for a remark. */
export const hashIsLost = 'If it was #3: type 3, or "#3" in quotes.'

/** One word of a command, in quotes only where a shell would not take it as it is. */
export const word = (text: string, quote: Quote): string => (/^[\p{L}\p{N}_./-]+$/u.test(text) ? text : quote(text))

/** The last words of a command, which need no quotes to belong together. */
export const lastWords = (text: string, quote: Quote): string => (/^[\p{L}\p{N} ]+$/u.test(text) ? text : quote(text))

/**
 * The option that names a book in a command to type, with a space before it; empty for the book that every command uses
 * anyway. With it, a snapshot of one book is not put in the place of another by mistake.
 */
export const bookOption = (path: string, quote: Quote): string =>
  /[\\/]customer-love[\\/](shared[\\/][^\\/]+[\\/])?book\.db$/.test(path) ? '' : ` --book ${word(path, quote)}`

/** The shell hands the quoted text on as it is. */
export type Quote = (text: string) => string

/** The words to type next; a name in them is quoted for the shell in which they are typed. */
export type Hint = string | ((quote: Quote) => string)

/** cmd.exe hands on ' as a letter, and knows nothing but ". */
export const quoteFor = (platform: NodeJS.Platform): Quote =>
  platform === 'win32'
    ? (text) => `"${text.replaceAll('"', '\\"')}"`
    : (text) => (/[$`"\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`)

export const hintText = (hint: Hint, quote: Quote): string => (typeof hint === 'string' ? hint : hint(quote))

/** A shell of Unix takes the text behind a # for a remark. */
export const hashIsLost = 'If it was #3: type 3, or "#3" in quotes.'

/** A word is in quotes only where a shell would not take it as it is. */
export const word = (text: string, quote: Quote): string => (/^[\p{L}\p{N}_./-]+$/u.test(text) ? text : quote(text))

/** The last words of a command need no quotes to belong together. */
export const lastWords = (text: string, quote: Quote): string =>
  // The pattern of all letters takes V8 its time to make, and most words have English ones.
  /^[A-Za-z\d ]+$/.test(text) || /^[\p{L}\p{N} ]+$/u.test(text) ? text : quote(text)

/**
 * A space stands before the option; empty for the book that every command uses anyway. The option keeps a snapshot of one book from
 * the place of another.
 */
export const bookOption = (path: string, quote: Quote): string =>
  /[\\/]customer-love[\\/](shared[\\/][^\\/]+[\\/])?book\.db$/.test(path) ? '' : ` --book ${word(path, quote)}`

/** Puts a name or a path in quotes, so that the shell hands it on as it is. */
export type Quote = (text: string) => string

/** What to type next; where that names something, it is put together for the shell in which it is typed. */
export type Hint = string | ((quote: Quote) => string)

/** How the shell of a platform is told where a text begins and ends: cmd.exe hands on ', and knows nothing but ". */
export const quoteFor = (platform: NodeJS.Platform): Quote =>
  platform === 'win32'
    ? (text) => `"${text.replaceAll('"', '\\"')}"`
    : (text) => (/[$`"\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`)

/** A hint as it is read. */
export const hintText = (hint: Hint, quote: Quote): string => (typeof hint === 'string' ? hint : hint(quote))

/** Where nothing names a customer, a touch or a loop: a shell of Unix takes what follows a # for a remark. */
export const hashIsLost = 'If it was #3: type 3, or "#3" in quotes.'

/** One word of a command, in quotes only where a shell would not take it as it is. */
export const word = (text: string, quote: Quote): string => (/^[\p{L}\p{N}_./-]+$/u.test(text) ? text : quote(text))

/** The last words of a command, which need no quotes to belong together. */
export const lastWords = (text: string, quote: Quote): string => (/^[\p{L}\p{N} ]+$/u.test(text) ? text : quote(text))

/**
 * What names a book in a command that the user is told to type, with a space before it; nothing where every command looks
 * for the book anyway: a snapshot of one book must not be put in the place of another by mistake.
 */
export const bookOption = (path: string, quote: Quote): string =>
  /[\\/]customer-love[\\/](shared[\\/][^\\/]+[\\/])?book\.db$/.test(path) ? '' : ` --book ${word(path, quote)}`

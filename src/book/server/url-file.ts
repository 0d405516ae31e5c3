import { existsSync } from 'node:fs'
import { urlPath } from '../file/paths.ts'
import { writeWhole } from './write-whole.ts'

/**
 * Keeps the address of a book on a server beside the book’s file.
 * @param address without a password
 * @throws cannot, when the disk does not take it; then the address there is as it was
 */
export const keepAddress = (path: string, address: string): void => writeWhole(path, urlPath(path), `${address}\n`)

/** True where a file beside the book’s says that the book is on a server. */
export const namesServer = (path: string): boolean => existsSync(urlPath(path))

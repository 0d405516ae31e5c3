import { accessSync, closeSync, constants, existsSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { makeFolder } from '#book/file/fsync.ts'
import { cannot, codeOf } from '#errors.ts'

export function writeAll(file: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

export function beginsWith(path: string, bytes: Buffer): boolean {
  let file: number | undefined
  try {
    if (!statSync(path).isFile()) return false // a pipe would be waited for
    file = openSync(path, 'r')
    const found = Buffer.alloc(bytes.length)
    return readSync(file, found, 0, found.length, 0) === bytes.length && found.equals(bytes)
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

export const wholePath = (path: string): string => resolve(path)

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** @throws cannot, when the folder of the file cannot be made */
export function makeFolderOf(path: string): void {
  const folder = dirname(path)
  try {
    makeFolder(folder)
  } catch (error) {
    throw cannot(`${folder} could not be made (${codeOf(error)}).`, 'See who may write there.')
  }
}

/** @returns true when the file was there */
export function removeFile(path: string): boolean {
  const isThere = existsSync(path)
  rmSync(path, { force: true })
  return isThere
}

import { wrongUsage } from '#errors.ts'

/**
 * A path that somebody named, as it is. The database’s driver trims a path, and so would work on another file than the one
 * that was looked at.
 * @param what what it is the path of, to begin a sentence with
 * @throws wrong usage, for a path that is empty, holds a NUL character, or is another one when it is trimmed
 */
export function usablePath(path: string, what: string, hint: string): string {
  if (path === '' || path.includes('\0')) throw wrongUsage(`${what} is empty or holds a NUL character.`, hint)
  if (path !== path.trim())
    throw wrongUsage(`${what} begins or ends with a blank or a control character: "${path}".`, hint)
  return path
}

import { copyFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { execute, ownFolder, words } from '../cl.ts'

/**
 * Plays a transcript through the built executable and compares it, line by line, with the text that is written there.
 * In a transcript `@ 2026-11-16` sets the day, `$ cl …` is typed, `# …` is a remark, and the lines behind a command are its
 * output: standard output as it is, then standard error behind `! `, then an exit code other than 0. (A printed line that
 * begins with the title `#` of a column has two spaces after it, and is no remark.)
 * @param happenings the events in that folder, each in the place of a remark with its words
 * @param files are copied into the folder before
 * @returns the folder that it was played in, with the book in `book.db`
 *
 * After a change that is meant, `vitest -u` writes it anew: read the difference before you keep it.
 */
export async function playTranscript(
  file: URL,
  { happenings = {}, files = [] }: { happenings?: Record<string, (cwd: string) => void>; files?: URL[] } = {},
): Promise<string> {
  const cwd = ownFolder()
  for (const path of files.map((url) => fileURLToPath(url))) copyFileSync(path, join(cwd, basename(path)))
  let today = '2026-11-21'
  const played: string[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('@ ')) today = line.slice(2)
    if (line.startsWith('# ')) happenings[line.slice(2)]?.(cwd)
    if (/^(@ |# \S|$)/.test(line) && !(line === '' && played.at(-1) === '')) played.push(line)
    if (!line.startsWith('$ cl ')) continue
    played.push(line)
    const { code, out, err } = execute(words(line.slice(5)), { cwd, today, env: { CL_BOOK: 'book.db' } })
    played.push(
      ...linesOf(out),
      ...linesOf(err).map((each) => `! ${each}`),
      ...(code === 0 ? [] : [`[exit ${code}]`]),
      '',
    )
  }
  await expect(`${played.join('\n').trimEnd()}\n`).toMatchFileSnapshot(fileURLToPath(file))
  return cwd
}

const linesOf = (text: string): string[] => {
  // An empty line would end the transcript of a command: it is written as a dot.
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return text === '' ? [] : lines.map((line) => (line === '' ? '.' : line))
}

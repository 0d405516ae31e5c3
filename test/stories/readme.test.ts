import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, ownFolder, words } from '../cl.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const kimsBook = '/home/kim/.local/share/customer-love/book.db'

/** The examples of the README in order: what is typed, and what is printed after it. */
const examples = [...readme.matchAll(/^\$ cl (.+)\n((?:(?!\$ |```).*\n)*)/gm)].map(([, typed = '', printed = '']) => ({
  typed,
  printed: printed.trim(),
}))

it('prints on the first day what the README says', () => {
  const cwd = ownFolder()
  const around = { cwd, env: { CL_BOOK: join(cwd, 'book.db') } }
  expect(examples.length).toBeGreaterThan(7)
  for (const { typed, printed } of examples) {
    const { out, err } = execute(words(typed), around)
    expect(`cl ${typed}\n${`${out}${err}`.replace(around.env.CL_BOOK, kimsBook).trim()}`).toBe(
      `cl ${typed}\n${printed}`,
    )
  }
})

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'

/** A book in which one customer is due, whose number is kept as 7: as nobody would count it. */
function keptAsSeven() {
  const cwd = ownFolder()
  const env = { XDG_CACHE_HOME: join(cwd, 'caches') }
  const cl = (line: string, more: Record<string, string> = {}) => execute(line, { cwd, env: { ...env, ...more } })
  const kept = join(env.XDG_CACHE_HOME, 'customer-love', 'due-count')
  const book = join(cwd, 'book.db')
  cl('add Acme --since 2026-01-01 --today 2026-01-01')
  expect(cl('due --count')).toEqual({ code: 0, out: '1\n', err: '' })
  writeFileSync(kept, readFileSync(kept, 'utf8').replace(/1\n$/, '7\n'))
  expect(cl('due --count').out).toBe('7\n')
  return { cwd, cl, kept, book }
}

it('is kept where nobody else may read it', () => {
  expect(statSync(keptAsSeven().kept).mode & 0o777).toBe(0o600)
})

it.each([
  { line: 'add "Old Mill" --since 2026-01-01 --today 2026-01-01', count: '2\n' },
  { line: 'log acme visit', count: '0\n' },
  { line: 'config set visit.every 2y', count: '0\n' },
])('is counted anew after cl $line', ({ line, count }) => {
  const { cl } = keptAsSeven()
  expect(cl(line).code).toBe(0)
  expect(cl('due --count').out).toBe(count)
})

it.each([
  { of: 'another day', line: 'due --count', env: { CL_TODAY: '2026-11-22' } },
  { of: 'a day that is said', line: 'due --count --today 2026-11-21', env: {} },
  { of: 'a book that is said', line: 'due --count --book book.db', env: {} },
  { of: 'some of the customers', line: 'due --count --customers', env: {} },
])('is no number of $of', ({ line, env }) => {
  expect(keptAsSeven().cl(line, env).out).toBe('1\n')
})

it('is no number of another book in that place, nor of the book while a change of it stands in its journal', () => {
  const { cwd, cl, book } = keptAsSeven()
  const copy = join(cwd, 'copy.db')
  cpSync(book, copy, { preserveTimestamps: true })
  renameSync(copy, book)
  expect(cl('due --count').out).toBe('1\n')
  const other = keptAsSeven()
  writeFileSync(`${other.book}-journal`, 'no journal that SQLite would play back')
  expect(other.cl('due --count').out).toBe('1\n')
})

it.each(['', '7', 'seven\n', '7 8\n'])('is counted anew where its file ends in %j', (end) => {
  const { cl, kept } = keptAsSeven()
  writeFileSync(kept, readFileSync(kept, 'utf8').replace(/7\n$/, end))
  expect(cl('due --count').out).toBe('1\n')
  expect(cl('due --count').out).toBe('1\n')
  expect(readFileSync(kept, 'utf8')).toMatch(/\n1\n$/)
})

it('is not needed: a folder that cannot be written to, and a book that is not there, change nothing', () => {
  const { cwd, cl } = keptAsSeven()
  expect(cl('due --count', { XDG_CACHE_HOME: join(cwd, 'book.db') })).toEqual({ code: 0, out: '1\n', err: '' })
  const none = { CL_BOOK: join(cwd, 'none.db') }
  expect(cl('due --count', none)).toEqual(cl('due --count --customers', none))
})

it('is counted each time where the laptop keeps a calendar, which a count writes, or says why it cannot', () => {
  const { cwd, cl } = keptAsSeven()
  // A calendar is written of the day itself.
  const env = { XDG_CONFIG_HOME: join(cwd, 'settings'), CL_TODAY: '' }
  cl('due --count', env)
  const file = join(cwd, 'kept', 'shop.ics')
  mkdirSync(dirname(file))
  expect(cl(`config set calendar.file ${file}`, env).code).toBe(0)
  rmSync(file, { force: true })
  expect([cl('due --count', env).code, existsSync(file)]).toEqual([0, true])
  rmSync(dirname(file), { recursive: true })
  const failed = cl('due --count', env)
  expect(failed.err).toContain('The calendar was not written')
  expect(cl('due --count', env)).toEqual(failed)
})

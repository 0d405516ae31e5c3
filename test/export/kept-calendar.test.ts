import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

const today = '2026-11-21'
const noonOf = (day: string) => () => new Date(`${day}T12:00:00`)

/** A shop that keeps a calendar, and `cl` on the day of the clock. */
async function keeping() {
  const own = shop(today)
  const calendar = join(own.folder, 'shop.ics')
  const onDay = (day: string, line: string | string[]) => own.cl(line, { now: noonOf(day), env: { CL_TODAY: day } })
  const now = (line: string | string[]) => onDay(today, line)
  await own.all('add Acme --since 2026-11-01')
  expect(await now(['config', 'set', 'calendar.file', calendar])).toEqual({
    code: 0,
    out: `calendar.file = ${calendar} (on this laptop)\n`,
    err: '',
  })
  return { ...own, calendar, now, onDay, text: () => readFileSync(calendar, 'utf8') }
}

it('is there at once, and holds what cl calendar writes', async () => {
  const { text, cl } = await keeping()
  const { out } = await cl('calendar')
  expect(
    text()
      .split('\r\n')
      .filter((line) => !line.startsWith('X-CL-STATE')),
  ).toEqual(out.split('\r\n'))
  expect(out).toContain('SUMMARY:Care visit to Acme')
})

it.each(['due', 'due --count', 'due --json', 'due --soon'])('is brought up to date by cl %s', async (line) => {
  const { text, now } = await keeping()
  await now('promise acme "a cake" --by 2026-11-30')
  expect(text()).not.toContain('a cake')
  const shown = await now(line)
  expect([shown.code, text()]).toEqual([0, expect.stringContaining('a cake')])
  await now('undo')
  await now(line)
  expect(text()).not.toContain('a cake')
})

it('is left alone while nothing changes, and is of the same bytes when it is lost', async () => {
  const { text, now, calendar } = await keeping()
  const [before, { ino }] = [text(), statSync(calendar)]
  await now('due')
  expect(statSync(calendar).ino).toBe(ino)
  rmSync(calendar)
  await now('due')
  expect(text()).toBe(before)
})

it('is of the day of the clock, and of no other', async () => {
  const { text, cl, onDay } = await keeping()
  const before = text()
  await cl('due', { now: noonOf(today), env: { CL_TODAY: '2026-12-24' } })
  expect(text()).toBe(before)
  await onDay('2026-12-24', 'due')
  expect(text()).toContain('DTSTAMP:20261224')
})

it('is of the book that it was set with, wherever that is named from', async () => {
  const { text, now, folder, book } = await keeping()
  const before = text()
  for (const name of ['Other', 'Another']) await now(['--book', join(folder, 'other.db'), 'add', name])
  await now(['--book', join(folder, 'other.db'), 'due'])
  expect(text()).toBe(before)
  await now('promise acme "a cake" --by 2026-11-30')
  const here = process.cwd()
  process.chdir(folder)
  try {
    await now(['--book', book.slice(folder.length + 1), 'due'])
  } finally {
    process.chdir(here)
  }
  expect(text()).toContain('a cake')
})

it('a file that cannot be written is one line, and the list is as ever', async () => {
  const { now, calendar } = await keeping()
  const { out } = await now('due --all')
  rmSync(calendar)
  mkdirSync(calendar)
  expect(await now('due --all')).toEqual({
    code: 0,
    out,
    err: `The calendar was not written: ${calendar} is not a file.\n`,
  })
})

it('a file of somebody else is left as it is', async () => {
  const { now, calendar, text } = await keeping()
  writeFileSync(calendar, 'my own notes')
  expect((await now('due --all')).err).toBe(
    `The calendar was not written: ${calendar} is no calendar of cl, and was left as it is.\n`,
  )
  expect(text()).toBe('my own notes')
  expect(await now(['config', 'set', 'calendar.file', calendar])).toMatchObject({ code: 1 })
})

it('is not set where it cannot be written, and config unset ends it', async () => {
  const { now, folder, calendar, text, json } = await keeping()
  expect((await now(['config', 'set', 'calendar.file', join(folder, 'gone/shop.ics')])).err).toMatch(
    /^There is no folder/,
  )
  expect(await json('config get calendar.file')).toMatchObject({ value: calendar })
  const before = text()
  await now('config unset calendar.file')
  await now('promise acme "a cake" --by 2026-11-30')
  await now('due')
  expect(text()).toBe(before)
  expect(JSON.parse(readFileSync(join(folder, '.config/customer-love/laptop.json'), 'utf8'))).toEqual({})
})

it('leaves nothing else behind, and can be set before there is a book', async () => {
  const { cl, folder } = shop(today)
  const file = join(folder, 'shop.ics')
  const around = { now: noonOf(today) }
  expect(await cl(['config', 'set', 'calendar.file', file], around)).toMatchObject({ code: 0 })
  expect(existsSync(file)).toBe(false)
  await cl('add Acme', around)
  await cl('due', around)
  expect(readFileSync(file, 'utf8')).toContain('BEGIN:VCALENDAR')
  expect(readdirSync(folder).filter((name) => name.startsWith('shop'))).toEqual(['shop.ics'])
})

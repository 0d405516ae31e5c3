import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../cl.ts'
import { preparedOnce } from '../prepared-once.ts'

/** Nonsense after each option of the day, in a book without anybody and in one with one customer. */

/** Lines that are refused in every book. */
const nonsense = [
  'due --soon banana',
  'due --soon -1',
  'due --soon 1e9',
  'due --limit 0',
  'due --limit 1.5',
  'due --limit ""',
  'due --tag ""',
  'due --nope',
  'due 32 nov',
  'due banana tomorrow',
  'due tomorrow --soon 3',
  'morning --tag',
  'morning --tag ""',
  'log acme --minutes x',
  'log acme --minutes -5',
  'log acme --done=x',
  'log acme --done=0',
  'log acme --tag',
  'log --tag nobodyhas invoice',
  'log acme --note',
  'log acme --promise',
  'log acme --promise "" --by friday',
  'log acme --by "31 feb" --promise x',
  'log acme --on 2026-13-45',
  'log acme --in --out',
  'log acme --with',
  'touch x',
  'touch 0',
  'touch 99',
  'touch 99 --answered',
  'touch 1.5',
  'loop x --by friday',
  'loop 99',
  'loop 99 --by banana',
  'loop 99 --reopen',
  'loop 99 --text ""',
  'done 99',
  'done 99 100',
  'done x --as broken',
  'done 0',
  'wait 99 mill',
  'snooze --all',
  'snooze --all yesterday',
  'snooze --all banana',
  'snooze --tag nobodyhas 2w',
  'snooze acme',
  'snooze acme banana',
  'edit acme --goal 0',
  'edit acme --goal -3',
  'edit acme --goal lots',
  'edit acme --every "2 fortnights of"',
  'edit acme --since tomorrow',
  'add Zoe --goal x',
  'add Zoe --birthday "31 feb"',
  'history --limit x',
  'history --since banana',
  'history banana',
  'vocabulary purpose set nope --tone =',
  'vocabulary purpose set invoice --tone happy',
  'config set request.within soon',
  'config set date.order ydm',
  'redo',
  'redo 2',
  'undo 2',
]

describe.each<[string, string[]]>([
  ['nobody in the book', ['config set ratio.goal 5', 'undo', 'config set ratio.goal 10', 'config unset ratio.goal']],
  ['one customer', ['add Acme']],
])('%s', (_, before) => {
  const prepared = preparedOnce(async () => {
    const own = shop()
    await own.all(...before)
    return own
  })

  it.each(nonsense)('cl %s is refused in two lines, and nothing is written', async (line) => {
    const own = await prepared()
    const { code, out, err } = await refusal(own, line)
    expect([code === 1 || code === 2, out]).toEqual([true, ''])
    expect(err).toMatch(/^\S.*\n(?:\S.*\n)?$/)
    expect(err).not.toMatch(/undefined|NaN|\[object|\bat .*:\d+:\d+/)
  })

  it.each([
    'due',
    'due --all --ratio --soon 100y',
    'due --count',
    'due --exit-code',
    'due --json',
    'due this week',
    'history yesterday',
    'history last month',
    'loops --closed',
    'report',
    'report --csv',
    'undo --list',
    'list',
    'morning',
    'stats',
  ])('cl %s has something friendly to say', async (line) => {
    const own = await prepared()
    const { code, out, err } = await own.cl(line, { answers: [] })
    expect([code, `${out}${err}` !== '']).toEqual([0, true])
    expect(`${out}${err}`).not.toMatch(/undefined|NaN|\[object/)
  })
})

it('of 10,000 customers the page of the morning keeps to the screen, and a name is found', async () => {
  const own = shop()
  const path = join(own.folder, 'customers.csv')
  const names = Array.from(
    { length: 10_000 },
    (_, i) => `Customer ${String(i).padStart(5, '0')} Ltd,+1 352 55${50_000 + i},crowd`,
  )
  writeFileSync(path, `name,phone,tags\n${names.join('\n')}\n`)
  await own.all(`import ${path}`)
  const later = (line: string, around = {}) => own.cl(`${line} --today 2027-02-01`, around)
  const { out } = await later('due', { columns: 80, rows: 24 })
  expect(out.split('\n').length).toBeLessThanOrEqual(24)
  expect(out).toContain('and 9')
  expect((await later('due --count')).out).toBe('10000\n')
  expect((await later('log customer 04711 ltd visit')).out).toContain('visit, care, + with Customer 04711 Ltd, today')
  expect((await later('due --count')).out).toBe('9999\n')
  expect((await later('show "custmer 04712"')).err).toContain('Near: Customer 04712 Ltd')
  const { err } = await later('log --tag crowd invoice')
  expect(err).toMatch(/^That is a touch with each of 10000 customers: .+, …\nIf that is meant, add --yes\.\n$/)
  expect(err.length).toBeLessThan(500)
})

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusal, shop } from '../cl.ts'
import { noTouches } from '../domain/builders.ts'
import { preparedOnce } from '../prepared-once.ts'

/** Acme is a customer since January, and Kim is on the team as long. */
const acmeAndKim = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01',
    'add Kim --team --since 2026-01-01 --today 2026-01-01',
  )
  return acme
})

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

it.each(['list', 'due', 'due --all'])('cl %s holds everybody, or the team, or customers alone', async (line) => {
  const { json } = await acmeAndKim()
  expect(names(await json(line))).toEqual(['Acme', 'Kim'])
  expect(names(await json(`${line} --team`))).toEqual(['Kim'])
  expect(names(await json(`${line} --customers`))).toEqual(['Acme'])
})

it('so does the report, of a week and by person', async () => {
  const { all, json } = await acmeAndKim()
  await all('log acme --by kim', 'log kim')
  const rows = async (options: string) =>
    (await json<{ customers: { customer: string }[] }>(`report ${options}`)).customers.map(({ customer }) => customer)
  expect(await rows('')).toEqual(['Acme', 'Kim'])
  expect(await rows('--team')).toEqual(['Kim'])
  expect(await rows('--customers')).toEqual(['Acme'])
  const people = async (options: string) =>
    (await json<{ people: { name: string | null; touches: number }[] }>(`report --by ${options}`)).people.map(
      ({ name, touches }) => [name, touches],
    )
  expect(await people('')).toEqual([
    ['Kim', 1],
    [null, 1],
  ])
  expect(await people('--team')).toEqual([[null, 1]])
  expect(await people('--customers')).toEqual([['Kim', 1]])
})

it.each(['list', 'due', 'report'])('cl %s takes one of --team and --customers', async (line) => {
  expect(await refusal(await acmeAndKim(), `${line} --team --customers`)).toEqual({
    code: 2,
    out: '',
    err: `Option '--team' cannot be used with option '--customers'.\nType: cl ${line} --help\n`,
  })
})

it('a teammate is scored like a customer, and praise and correction are the good and the bad', async () => {
  const { cl, json } = await acmeAndKim()
  expect((await cl('log kim praise "the window looks lovely"')).out).toMatch(/^#1 call, praise, \+ with Kim, today\n/)
  expect((await cl('log kim correction')).out).toContain('1:1 over a year, 9 short of 10:1')
  expect(await json('due --team')).toMatchObject([
    {
      name: 'Kim',
      reasons: [
        { kind: 'visit', days: 294 },
        { kind: 'ratio', needed: 9 },
      ],
    },
  ])
})

it('cl log names who had it, where that was said, and the change that is kept does not', async () => {
  const { all, cl } = await acmeAndKim()
  expect((await cl('log acme visit 20 min --by ki')).out).toMatch(
    /^#1 visit, care, \+ with Acme, today, 20 minutes, by Kim\n/,
  )
  expect((await cl('undo')).out).toBe('Took back: #1 visit, care, + with Acme, 2026-11-21, 20 minutes (today)\n')
  await all('config set me kim')
  expect((await cl('log acme')).out).toMatch(/^#2 call, care, \+ with Acme, today\n/)
})

it('who is on the team can change, and cl undo changes it back', async () => {
  const { all, json, cl } = await acmeAndKim()
  const team = async () => names(await json('list --team'))
  await all('edit acme --team')
  expect(await team()).toEqual(['Acme', 'Kim'])
  await all('edit kim --no-team')
  expect(await team()).toEqual(['Acme'])
  await all('undo', 'undo')
  expect(await team()).toEqual(['Kim'])
  expect((await cl('add Zoë --team')).out).toBe('Added Zoë (#3): teammate · since 2026-11-21\n')
})

it('a shop without a team says so', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect(await cl('list --team')).toEqual({ code: 0, out: '', err: 'Nobody is on the team yet: cl add NAME --team\n' })
  expect(await cl('stats --team')).toEqual({
    code: 0,
    out: '',
    err: 'Nobody is on the team yet: cl add NAME --team\n',
  })
})

it('cl report --by shows the work of each person, most first, and the work that nobody was named for last', async () => {
  const { all, cl, json } = await acmeAndKim()
  await all(
    'add "Lou, Lee" --team',
    'log acme visit --by kim --minutes 20',
    'log acme invoice',
    'log acme invoice',
    'log acme --by lou --on 2026-11-15',
    'promise acme cake --by lou',
    'learn acme goals a van --by lou',
  )
  const nothing = { ...noTouches, promisesMade: 0, facts: 0 }
  const expected = {
    week: '2026-W47',
    people: [
      { ...nothing, name: 'Kim', touches: 1, positive: 1, careVisits: 1, spoken: 1, beganByUs: 1, minutes: 20 },
      { ...nothing, name: 'Lou, Lee', promisesMade: 1, facts: 1 },
      { ...nothing, name: null, touches: 2, negative: 2, beganByUs: 2 },
    ],
  }
  expect(await json('report --by')).toEqual(expected)
  expect((await cl('report --by')).out.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual([
    'Person',
    'Kim',
    'Lou, Lee',
    'nobody named',
    '',
  ])
  expect(await json('report --by --week last')).toMatchObject({ people: [{ name: 'Lou, Lee', touches: 1 }] })
  await all('undo')
  expect(await json('report --by')).toMatchObject({ people: [{}, { promisesMade: 1, facts: 0 }, {}] })
})

it('cl report --by writes CSV, to the standard output or into a file', async () => {
  const { all, cl, folder } = await acmeAndKim()
  await all('log acme visit --by kim --minutes 20')
  const csv =
    'week,person,touches,positive,negative,care_visits,spoken,minutes,promises_made,facts\r\n2026-W47,Kim,1,1,0,1,1,20,0,0\r\n'
  expect(await cl('report --by --csv')).toEqual({ code: 0, out: csv, err: '' })
  const file = join(folder, 'by.csv')
  expect(await cl(['report', '--by', '--csv', file])).toEqual({
    code: 0,
    out: '',
    err: `2026-W47 was written to ${file}: 1 person.\n`,
  })
  expect(readFileSync(file, 'utf8').replace('\ufeff', '')).toBe(csv)
  expect((await cl(['report', '--by', '--csv', file])).code).toBe(0)
  writeFileSync(file, 'something of mine')
  expect(await cl(['report', '--by', '--csv', file])).toMatchObject({ code: 1, out: '' })
  expect((await cl(['report', '--by', '--csv', file, '--force'])).code).toBe(0)
  expect((await cl(['report', '--by', '--csv', join(folder, 'none', 'by.csv')])).code).toBe(1)
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

it('in a week without anything, nobody did anything', async () => {
  const { cl } = await acmeAndKim()
  expect(await cl('report --by --week last')).toEqual({
    code: 0,
    out: '',
    err: 'Nobody did anything in that week.\n',
  })
})

it('a list of both says who is a teammate, a list of the team need not', async () => {
  const { all, cl } = shop()
  await all('add Acme --since 2026-01-01 --today 2026-01-01', 'add Kim --team --since 2026-01-01 --today 2026-01-01')
  for (const line of ['due', 'list']) {
    expect((await cl(line)).out).toContain('Kim (teammate)  ')
    expect((await cl(`${line} --team`)).out).toMatch(/\bKim {2,}/)
    expect((await cl(`${line} --json`)).out).not.toContain('(teammate)')
  }
})

import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'

/** Today is Saturday, 2026-11-21; Acme is never visited. */
const acme = async () => {
  const own = shop()
  await own.all('add Acme --every never --since 2026-01-01 --today 2026-01-01')
  return own
}

it.each<[what: string, lines: string[], next: string]>([
  ['a question, once it waits too long', ['log acme email --in "open on Sundays?"'], '23 Nov: Acme, waiting 2 days'],
  ['a date, a week before it', ['date acme birthday 1 dec'], '24 Nov: Acme, birthday on 1 Dec'],
  [
    'a date of which somebody thought, 3 days before it',
    ['date acme birthday 26 nov', 'log acme delivery'],
    '23 Nov: Acme, birthday on 26 Nov',
  ],
  [
    'a date that had its good word, on the day itself',
    ['date acme birthday 24 nov', 'log acme call'],
    '24 Nov: Acme, birthday\n',
  ],
  ['a promise without a day', ['promise acme "a cake"'], '21 Dec: Acme, promise #1: a cake'],
  [
    'a promise that waits on somebody, when it begins to be late',
    ['promise acme "a cake" --by 2026-11-25', 'wait 1 the mill'],
    '26 Nov: Acme, promise #1 1 day late, waiting 5 days on the mill: a cake',
  ],
  [
    'a complaint that waits on somebody, after a week',
    ['log acme complaint "stale" --on 2026-11-20', 'wait 1 the mill'],
    '27 Nov: Acme, complaint #1 open 7 days, waiting 6 days on the mill: stale',
  ],
  [
    'a visit that was tried today, tomorrow',
    ['edit acme --every 30d', 'log acme visit --on 2026-10-01', 'log acme attempt'],
    '22 Nov: Acme, care visit 21 days overdue',
  ],
])('says who comes next: %s', async (_, lines, next) => {
  const { all, cl } = await acme()
  await all(...lines)
  const { out, err } = await cl('due')
  expect([out, err]).toEqual(['', expect.stringContaining(`Nobody needs you today. Next, on ${next}`)])
})

it.each([
  ['with a letter in time', ['date acme birthday 23 nov', 'log acme letter']],
  ['of a letter of theirs that wants no answer', ['log acme letter thanks --in']],
])('nobody comes next %s', async (_, lines) => {
  const { all, cl } = await acme()
  await all(...lines)
  expect((await cl('due')).err).not.toContain('23 Nov')
})

it('a teammate does not come next among the customers', async () => {
  const { all, cl } = await acme()
  await all('add Kim --team', 'date acme birthday 23 dec')
  expect((await cl('due --customers')).err).toContain('Next, on 16 Dec: Acme, birthday')
  expect((await cl('due --team')).err).toContain('Next, on 21 Dec: Kim, care visit')
})

it('a loop that waits stands below the table only where it does not stand in it', async () => {
  const { all, cl, clOn } = await acme()
  await all('promise acme "a cake" --by 2026-11-22', 'wait 1 the mill')
  const below = '1 loop waits on somebody'
  expect((await cl('due')).err).toContain('the longest since today on the mill: cl loops')
  expect((await clOn('2026-11-22', 'due')).err).toContain(below)
  expect((await clOn('2026-11-23', 'due')).out).toContain('promise #1 1 day late')
  expect((await clOn('2026-11-23', 'due')).err).not.toContain(below)
  expect((await clOn('2026-11-24', 'due')).err).toContain(below)
  expect((await clOn('2026-11-30', 'due')).err).not.toContain(below)
})

it('who is on the page for what is ahead alone comes last, the soonest first, also where they are below the goal', async () => {
  const { all, cl } = await acme()
  await all(
    'add Bolt --every never',
    'add Cafe --every never',
    'log bolt invoice',
    'promise bolt "a cake" --by 2026-11-24',
    'promise acme "rolls" --by 2026-11-23',
    'promise cafe "rye" --by 2026-11-21',
  )
  const names = (out: string) =>
    out
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split('  ')[0])
  expect(names((await cl('due --soon 7')).out)).toEqual(['Cafe', 'Acme', 'Bolt'])
})

it('a text of several lines is one line, also in cl snooze --all, undo and redo', async () => {
  const { cl, all } = shop('2026-11-21')
  await all('add Acme --today 2026-11-20')
  await cl(['promise', 'acme', 'rye\nwheat', '--by', '2026-11-27'])
  expect((await cl('due')).err).toContain('Next, on 27 Nov: Acme, promise #1: rye⏎wheat\n')
  expect((await cl('snooze --all 2w')).out).toContain('\n  Acme: promise #1 due in 6 days: rye⏎wheat\n')
  await all('done 1')
  expect((await cl('undo')).out).toBe('Took back: promise #1 of Acme kept: rye⏎wheat (today)\n')
  expect((await cl('redo')).out).toBe('Brought back: promise #1 of Acme kept: rye⏎wheat (today)\n')
})

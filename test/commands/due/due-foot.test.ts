import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const finished = (questions = 11) => Array.from({ length: questions }, (_, i) => `--answer ${i + 1}=3`).join(' ')

const quiet = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-11-01 --today 2026-11-01')
  return acme
})
const nobody = 'Nobody needs you today. Next, on 1 Dec: Acme, care visit\n'

it.each([
  [['Bill'], 'Due for review: Bill: cl letters review Bill\n'],
  [['Bill', 'Answering machine'], 'Due for review: Answering machine, Bill: cl letters review Answering machine\n'],
  [['a', 'b', 'c'], 'Due for review: a, b, c: cl letters review a\n'],
  [['a', 'b', 'c', 'd', 'e'], 'Due for review: a, b, c and 2 more: cl letters review a\n'],
  [['Bill & page'], 'Due for review: Bill & page: cl letters review "Bill & page"\n'],
])('names the letters %j that are due for review', async (titles, said) => {
  const { clOn, cl } = await quiet()
  for (const title of titles) await clOn('2026-11-14', ['letters', 'add', title, '--every', '7d'])
  expect(await cl('due')).toEqual({ code: 0, out: '', err: nobody + said })
  expect((await clOn('2026-11-20', 'due')).err).toBe(nobody)
})

it('names the one that is longest due first, and none that was reviewed', async () => {
  const { clOn, cl, all } = await quiet()
  await clOn('2026-11-14', 'letters add a --every 7d')
  await clOn('2026-11-13', 'letters add b --every 7d')
  await clOn('2026-11-12', 'letters add c --every 7d')
  await all('letters review c --answers yyyyy')
  expect((await cl('due')).err).toBe(`${nobody}Due for review: b, a: cl letters review b\n`)
})

it('says when the last audit was, once it is to be asked again', async () => {
  const { clOn } = await quiet()
  await clOn('2026-11-21', `audit ${finished()}`)
  expect((await clOn('2027-02-19', 'due')).err).toBe('The last audit was 90 days ago: cl audit\n')
  expect((await clOn('2027-02-18', 'due')).err).toBe('')
  expect((await clOn('2026-11-20', 'due')).err).toBe(nobody)
})

it('says that an audit is unfinished', async () => {
  const { cl, clOn } = await quiet()
  await clOn('2026-01-01', `audit ${finished()}`)
  await cl(`audit ${finished(10)}`)
  expect((await cl('due')).err).toBe(`${nobody}An audit is unfinished: cl audit\n`)
  await cl('audit --answer 11=0')
  expect((await cl('due')).err).toBe(nobody)
})

it('seen from a day, later letters, reviews and audits are not there', async () => {
  const { clOn } = await quiet()
  const seen = async () => (await clOn('2026-11-21', 'due')).err.slice(nobody.length)
  await clOn('2026-11-22', 'letters add Bill --every 1d')
  await clOn('2026-08-01', `audit ${finished()}`)
  await clOn('2026-11-20', 'audit --answer 1=1')
  await clOn('2026-11-25', `audit ${finished()}`)
  expect(await seen()).toBe('The last audit was 112 days ago: cl audit\n')
  await clOn('2026-01-01', 'letters add Page')
  await clOn('2026-11-22', 'letters review page --answers yyyyy')
  expect(await seen()).toMatch(/^Due for review: Page: cl letters review Page\n/)
})

it('is on the page alone', async () => {
  const { cl, clOn } = await quiet()
  await clOn('2026-01-01', 'letters add Bill')
  await cl('audit --answer 1=1')
  expect((await cl('due')).err).toContain('Due for review')
  expect((await cl('due --json')).err).toBe('Nobody needs you today. All is well.\n')
  expect((await cl('due --csv')).err).toBe('Nobody needs you today. All is well.\n')
})

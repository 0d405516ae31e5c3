import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

/** Lines that people type in their first week, and the answers that help them on. */

it('says that a touch was before the customer came, and names the option that moves that day', async () => {
  const { cl, all } = shop()
  await all('add Deli')
  expect((await cl('log deli complaint stale --on 2026-11-12')).out).toContain(
    'before they came, 21 Nov: cl edit 1 --since 2026-11-12',
  )
  expect((await cl('log deli call')).out).not.toContain('before they came')
})

it.each([
  ['log joe complant "cold soup"', '"complant" began the note. If you meant complaint: cl undo, and log it again.\n'],
  ['log joe visitor from abroad', '"visitor" began the note. If you meant visit: cl undo, and log it again.\n'],
  ['log joe all good', ''],
  ['log joe call "called twice"', ''],
  ['log joe -- visited them', ''],
])('says when the note begins with nearly a word of the vocabulary: %s', async (line, said) => {
  const { cl, all } = shop()
  await all('add Joe')
  const { code, err } = await cl(line)
  expect([code, err]).toEqual([0, said])
})

it.each([
  ['352 555 0101', 0],
  ['0352 5550101', 0],
  ['555 0101', 0],
  ['555 0102', 1],
  ['0101', 1],
])('finds a customer by a phone number as it is dialled at home: %s', async (typed, code) => {
  const { cl, all } = shop()
  await all('add Zoe --phone "+1 352 555 0101"')
  expect((await cl(['show', typed])).code).toBe(code)
})

it('asks for more where several numbers end alike', async () => {
  const { cl, all } = shop()
  await all('add Zoe --phone "+1 352 555 0101"', 'add Ann --phone "+1 407 555 0101"')
  expect((await cl(['show', '555 0101'])).err).toContain('fits several customers: Ann (#2), Zoe (#1)')
})

it.each(['show 1', "show '#1'"])('a bare number names a customer too: %s', async (line) => {
  const { cl, all } = shop()
  await all('add Zoe')
  expect((await cl(line)).out).toMatch(/^Zoe \(#1\)\n/)
})

it('snoozes for a length of time', async () => {
  const { all, json } = shop()
  await all('add Zoe', 'snooze zoe 2w')
  expect(await json('show zoe')).toMatchObject({ snoozedUntil: '2026-12-05' })
})

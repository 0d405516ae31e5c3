import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'

const unnamed = { env: { CL_BOOK: '' } }

it('fills the book that is named, and goes through the main job in it', async () => {
  const { cl, book } = shop()
  const { code, out, err } = await cl(`demo --book ${book}`)
  expect(code).toBe(0)
  expect(err).toContain(`A new book was made: ${book}\n`)
  expect(err).toContain(`cl due --book ${book}\n`)
  const history = (await cl('history --limit 8')).out
  const due = (await cl('due')).out
  const report = (await cl('report')).out
  expect(out).toBe(history + due + report)
  expect(history.split('\n')).toHaveLength(10)
})

it('shows its three pages one after the other, with the foot of the list, and no pager between them', async () => {
  const { cl, book } = shop()
  const pages: string[] = []
  const screen = { columns: 80, rows: 24, env: { TERM: 'xterm' }, page: (text: string) => pages.push(text) > 0 }
  const { out, err } = await cl(`demo --book ${book}`, screen)
  expect(pages).toEqual([])
  expect(out).toMatch(/Tone.+Reach.+What went well/s)
  const foot = (await cl('due', screen)).err.trimEnd().split('\n')
  expect(foot.length).toBeGreaterThan(1)
  expect(err).toContain(foot.map((line) => `${line} --book ${book}\n`).join(''))
  await cl('report', screen)
  expect(pages).toHaveLength(1)
})

it('shows every kind of reason, and somebody without one', async () => {
  const { all, json, book } = shop()
  await all(`demo --book ${book}`)
  const rows = await json<{ reasons: { kind: string }[] }[]>('due --all')
  const kinds = new Set(rows.flatMap((row) => row.reasons.map((reason) => reason.kind)))
  expect(kinds).toEqual(new Set(['promise', 'complaint', 'reply', 'visit', 'date', 'savings', 'ratio']))
  expect(rows.some((row) => row.reasons.length === 0)).toBe(true)
})

it('shows what the practices leave behind: of one customer, the team and the letters', async () => {
  const { all, cl, json, book } = shop()
  await all(`demo --book ${book}`)
  expect(await json('show zoe')).toMatchObject({
    trust: { score: 100 },
    pulse: { last: { rating: 9 }, change: 2 },
    dates: [{ label: 'birthday of the café' }],
    savings: { told: { count: 1 } },
  })
  expect((await cl('ask zoe')).out).toMatch(/^goals /)
  expect((await cl('show deli')).out).toMatch(/Kim \(6 touches, 1 fact, /)
  expect((await cl('stats --team')).out).toMatch(/^1 teammate, /)
  expect((await cl('due')).err).toContain('Due for review: Invoice: cl letters review Invoice\n')
})

it('--json gives the path of the sample', async () => {
  const { json, book } = shop()
  expect(await json(`demo --book ${book}`)).toEqual({ book })
})

it.each([
  ['nothing says where your book is', { env: { CL_BOOK: '' } }],
  ['CL_BOOK says where it is', {}],
])('without a name, fills a book of its own and leaves yours alone, when %s', async (_, around) => {
  const { cl, folder, book } = shop()
  const sample = join(folder, '.local', 'share', 'customer-love', 'demo.db')
  expect((await cl('demo', around)).code).toBe(0)
  expect(existsSync(sample)).toBe(true)
  expect(existsSync(book)).toBe(false)
  expect(existsSync(join(folder, '.local', 'share', 'customer-love', 'book.db'))).toBe(false)
  expect(JSON.parse((await cl(['list', '--json', '--book', sample])).out)).not.toEqual([])
})

it('an untouched sample is made anew, with days near today', async () => {
  const { cl, clOn, json, book } = shop()
  const first = await cl(`demo --book ${book}`)
  expect((await cl(`demo --book ${book}`)).out).toBe(first.out)
  await clOn('2027-02-01', `demo --book ${book}`)
  const [newest] = await json<{ on: string }[]>('history --today 2027-02-01')
  expect(newest?.on.slice(0, 7)).toBe('2027-01')
})

it('a sample that was changed is shown as it is', async () => {
  const { cl, folder } = shop()
  const sample = join(folder, '.local', 'share', 'customer-love', 'demo.db')
  await cl('demo', unnamed)
  await cl(['add', 'Mine', '--book', sample])
  const { code, err } = await cl('demo', unnamed)
  expect(code).toBe(0)
  expect(err).toContain('You have changed the sample book, so it is shown as it is.\n')
  expect((await cl(['show', 'mine', '--book', sample])).code).toBe(0)
})

it('a named book with customers in it is left as it is', async () => {
  const acme = shop()
  await acme.all('add Acme')
  expect(await refusal(acme, `demo --book ${acme.book}`)).toEqual({
    code: 1,
    out: '',
    err: `${acme.book} has customers in it, and was left as it is.\nName a new file for the sample: cl demo --book sample.db\n`,
  })
})

it('makes an untouched sample anew although there are snapshots of it, and takes those away', async () => {
  const { clOn, folder } = shop()
  const sample = join(folder, 'sample.db')
  const onSample = (day: string, line: string) => clOn(day, `${line} --book ${sample}`)
  for (const [day, line] of [
    ['2026-11-21', 'demo'],
    ['2026-11-22', 'log bolt'],
    ['2026-11-22', 'undo'],
  ] as const) {
    expect((await onSample(day, line)).code).toBe(0)
  }
  expect(existsSync(`${sample}.snapshots`)).toBe(true)
  expect((await onSample('2026-11-23', 'demo')).code).toBe(0)
  expect(existsSync(`${sample}.snapshots`)).toBe(false)
})

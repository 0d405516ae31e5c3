import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'

const atTerminal = { columns: 80 }

it('shows the three ways to begin where there is no book', async () => {
  const { code, out, err } = await shop().cl([], atTerminal)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.match(/^ {2}cl \w+/gm)).toEqual(['  cl add', '  cl import', '  cl demo'])
})

it('shows them, too, where the book has nobody in it', async () => {
  const { cl, all } = shop()
  await all('config set ratio.goal 5')
  expect((await cl([], atTerminal)).out).toContain('Three ways to begin:\n  cl add')
})

it('shows how many need you, the first three, and the five commands of a day', async () => {
  const { cl, all } = shop()
  for (const [i, name] of ['Acme', 'Bolt', 'Corner', 'Deli'].entries())
    await all(`add ${name}`, `promise ${name} cake --by 2026-11-1${i} --today 2026-11-01`)
  const { code, out, err } = await cl([], atTerminal)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^4 customers need you today\.\n/)
  expect(out.match(/Acme|Bolt|Corner|Deli/g)).toEqual(['Acme', 'Bolt', 'Corner'])
  expect(out).toContain('… and 1 more: cl due --limit all')
  expect(out.match(/^ {2}cl \w+/gm)).toEqual(['  cl morning', '  cl log', '  cl promise', '  cl done', '  cl undo'])
  expect(out.trimEnd().split('\n').length).toBeLessThan(24)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  expect((await cl('due --count')).out).toBe('4\n')
})

it.each([
  [40, 30],
  [50, 24],
])('fits a terminal of %i columns and %i lines, the meaning of a command below it', async (columns, rows) => {
  const { cl, all } = shop()
  expect((await cl([], { columns, rows: 20 })).out).toContain('\n  cl demo')
  await all('add Acme', 'promise acme "a cake for forty people with candles" --by today')
  const { out } = await cl([], { columns, rows, env: { NO_COLOR: '1' } })
  expect(out.split('\n').filter((line) => line.length > columns)).toEqual([])
  expect(out).toContain('  cl morning\n      one by one, a key')
  expect(out.trimEnd().split('\n').length).toBeLessThan(24)
})

it.each([40, 50])(
  'names the first three in a terminal of %i columns and 20 lines, without the meanings',
  async (columns) => {
    const { cl, all } = shop()
    for (const name of ['Acme', 'Bolt', 'Corner', 'Deli'])
      await all(`add ${name} --phone 03525550101`, `promise ${name} cake --by yesterday`)
    const { out } = await cl([], { columns, rows: 20, env: { NO_COLOR: '1' } })
    expect(out.match(/Acme|Bolt|Corner|Deli/g)).toEqual(['Acme', 'Bolt', 'Corner'])
    expect(out).toContain('\n  cl morning\n  cl log acme call "all good"\n')
    expect(out.trimEnd().split('\n').length).toBeLessThan(20)
  },
)

it('says that nobody does, and who comes next', async () => {
  const { cl, all } = shop()
  await all('add Acme', 'log acme')
  const { out } = await cl([], atTerminal)
  expect(out).toMatch(/^Nobody needs you today\. Next, on .+Acme/)
  expect(out).toContain('  cl log')
})

it('says of a book that cannot be used why', async () => {
  const { cl, book } = shop()
  writeFileSync(book, 'not a book at all, whatever it is called'.repeat(20))
  const { code, out, err } = await cl([], atTerminal)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('is not a book')
})

import { expect, it } from 'vitest'
import { showInPager } from '#cli/terminal/pager.ts'
import { shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** A shop with thirty touches, more than a screen of 24 lines. */
const thirtyTouches = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01', 'log acme complaint "late"')
  for (let i = 0; i < 29; i += 1) await acme.all(`log acme call "call ${i}"`)
  return acme
})

async function busyShop() {
  const acme = await thirtyTouches()
  const pages: string[] = []
  const screen = {
    columns: 80,
    rows: 24,
    page: (text: string) => {
      pages.push(text)
      return true
    },
  }
  return { ...acme, pages, screen }
}

it('shows what is longer than the screen in the pager, whole, and nothing of it besides', async () => {
  const { cl, pages, screen } = await busyShop()
  expect(await cl('history', screen)).toEqual({ code: 0, out: '', err: '' })
  expect(pages).toHaveLength(1)
  for (let i = 0; i < 29; i += 1) expect(pages[0]).toContain(`call ${i}`)
})

it.each([
  ['utf-8', {}],
  ['latin1', { LESSCHARSET: 'latin1' }],
])('tells less that a page is in %s', (charset, own) => {
  const env = { PATH: process.env['PATH'], ...own }
  expect(showInPager(`test "$LESSCHARSET" = ${charset}`, 'Ö', env)).toBe(true)
})

it('prints it plainly where the pager could not show it', async () => {
  const { cl, screen } = await busyShop()
  const failing = { ...screen, page: () => false }
  const { out } = await cl('history', failing)
  expect(out.trimEnd().split('\n')).toHaveLength(31)
})

it('counts a line that is wider than the screen as several, and leaves a line for what is typed next', async () => {
  const { cl, pages, screen } = await busyShop()
  await cl('history --limit 22', screen)
  expect(pages).toHaveLength(0)
  await cl('history --limit 23', screen)
  expect(pages).toHaveLength(1)
  await cl(['log', 'acme', '--', 'x'.repeat(60 * 24)])
  await cl('touch 31', { ...screen, columns: 60 })
  expect(pages).toHaveLength(2)
})

it.each([
  ['history --no-pager'],
  ['--no-pager history'],
  ['history --no-input'],
  ['history --json'],
  ['history --csv'],
  ['list'],
  ['due'],
])('does not ask the pager in: cl %s', async (line) => {
  const { cl, pages, screen } = await busyShop()
  const { out } = await cl(line, { ...screen, rows: line === 'list' ? 24 : 2 })
  expect([pages, out]).not.toEqual([[], ''])
  expect(pages).toEqual([])
})

it.each(['due --all', 'due --ratio', 'due --soon', 'due --limit all'])('asks it in: cl %s', async (line) => {
  const { cl, pages, screen } = await busyShop()
  expect((await cl(line, { ...screen, rows: 2 })).out).toBe('')
  expect(pages).toHaveLength(1)
})

it('has no pager in a pipe, nor in a terminal that can do nothing', async () => {
  const { cl, pages, screen } = await busyShop()
  const { columns: _, ...pipe } = screen
  await cl('history', pipe)
  await cl('history', { ...screen, env: { TERM: 'dumb' } })
  expect(pages).toEqual([])
})

it('keeps colours', async () => {
  const { cl, pages, screen } = await busyShop()
  await cl('history', { ...screen, env: { TERM: 'xterm', FORCE_COLOR: '1' } })
  await cl('history --no-color', screen)
  expect(pages.map((page) => page.includes('\u001b['))).toEqual([true, false])
})

it('says how the pager is left, unless the user has options of their own for it', () => {
  expect(showInPager('echo "$LESS" | grep -q "q leaves"', 'a page', { PATH: process.env['PATH'] })).toBe(true)
  expect(showInPager('test "$LESS" = R', 'a page', { PATH: process.env['PATH'], LESS: 'R' })).toBe(true)
})

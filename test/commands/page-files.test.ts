import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../cl.ts'
import { textOf } from '../page-text.ts'
import { preparedOnce } from '../prepared-once.ts'

const twoInTheBook = preparedOnce(async () => {
  const own = shop()
  await own.all(
    'config set shop.name "Kim & Co <Bakery>"',
    'add "Acme Bakery" --since 2026-01-01 --every 2w --email ana@acme.example --note "rings <twice>"',
    'add Kim --team',
    'log acme call care "all good" --on 2026-11-17',
    'log acme invoice --on 2026-11-18',
    'log acme visit tour "saw the <b>oven</b>" --on 2026-09-02',
    'log acme complaint "the rye came late" --on 2026-11-19',
    'promise acme "the price list" --by 2026-11-25',
    'learn acme goals "a second oven" --on 2026-11-17',
    'learn acme "two cats" --on 2026-11-18',
    'date acme birthday 27 nov',
    'save acme --money 120 "one delivery"',
    'log kim praise --on 2026-11-20',
  )
  return own
})

async function shopOfTwo() {
  const own = await twoInTheBook()
  const path = join(own.folder, 'page.html')
  const page = async (line: string) => {
    const { code, err } = await own.cl(`${line} --html ${path}`)
    return { code, err, html: readFileSync(path, 'utf8') }
  }
  return { ...own, path, page }
}

/** The lines of a terminal's page, each as its title and its words. */
const titledLines = (out: string): string[] =>
  out
    .split('\n')
    .filter((line) => /^[A-Z][\w-]*( [a-z]+)?(?: {2,}| +(?=[█░·▁–]))\S/.test(line))
    .map((line) => line.trim().replace(/\s+/g, ' '))

const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')

it('cl show --html has the lines of cl show, and the facts about them', async () => {
  const { page, path, cl } = await shopOfTwo()
  const { code, err, html } = await page('show acme')
  expect({ code, err }).toEqual({ code: 0, err: `Acme Bakery was written to ${path}.\n` })
  const text = textOf(html)
  expect(html).toContain('<title>Kim &amp; Co &lt;Bakery&gt;: Acme Bakery</title>')
  expect(text).toContain('Acme Bakery (#1) Kim &amp; Co &lt;Bakery&gt; · as of 21 Nov')
  expect(text).toContain('2:2 Good to bad over a year, 18 short of 10:1')
  expect(text).toContain('1 Dec Care visit due the last on 17 Nov')
  expect(text).toContain('Today complaint #1 open 2 days: the rye came late birthday in 6 days 18 short of 10:1 (2:2)')
  expect(text).toContain('What you know of them other: two cats (18 Nov) goals: a second oven (17 Nov)')
  expect(text).toContain('#1 complaint open 2 days the rye came late #2 promise by 25 Nov the price list')
  expect(text).toContain('#1 17 Nov call care positive all good')
  expect(text).toContain('saw the &lt;b&gt;oven&lt;/b&gt;')
  const lines = titledLines((await cl('show acme')).out).filter((line) => !/^(Due|Loop|Touch) /.test(line))
  expect(lines.length).toBeGreaterThan(9)
  for (const line of lines) expect(text).toContain(htmlOf(line))
})

it('cl stats --html has what cl stats says, and each week', async () => {
  const { page, path, cl } = await shopOfTwo()
  const { code, err, html } = await page('stats')
  expect({ code, err }).toEqual({ code: 0, err: `The shop was written to ${path}.\n` })
  const text = textOf(html)
  expect(text).toContain('Kim &amp; Co &lt;Bakery&gt; The whole shop, 22 Nov 2025 to 21 Nov')
  expect(text).toContain('1 Customers 1 short of 10:1 2:2 Good to bad goal 10:1 2 Care visits')
  expect(text).toContain('2026-W47 1 2 0.5:1 2026-W46 0 0 0:0')
  expect(text).toContain('2026-W39 0 0 1:0 2026-W38 0 0 1:0')
  const lines = titledLines((await cl('stats')).out)
  expect(lines).toHaveLength(13)
  for (const line of lines) expect(text).toContain(htmlOf(line))
})

it('cl stats --team --html is of the team, and without a name of the shop it is called so', async () => {
  const { page, path, all } = await shopOfTwo()
  await all('config unset shop.name')
  const { err, html } = await page('stats --team')
  expect(err).toBe(`The team was written to ${path}.\n`)
  expect(textOf(html)).toContain('The team The team, 22 Nov 2025 to 21 Nov 1 Teammates none short of 10:1')
})

it('somebody without a score has a page, too', async () => {
  const { page, all } = await shopOfTwo()
  await all('archive acme --why "moved away"', 'add Bo')
  const archived = textOf((await page('show acme')).html)
  expect(archived).toContain('Today No score: archived on 2026-11-21.')
  expect(archived).toContain('Archived 21 Nov: moved away')
  expect(textOf((await page('show bo')).html)).toContain('No touches yet.')
})

describe.each(['show acme', 'stats', 'report'])('the page of cl %s', (line) => {
  it('shows the good and the bad touches of twelve weeks, in a chart and in words', async () => {
    const { html } = await (await shopOfTwo()).page(line)
    expect(html.match(/>W\d\d</g)).toHaveLength(12)
    expect(html).toContain('2026-W36: 1 good, 0 bad')
    expect(html).toContain('2026-W47: 1 good, 2 bad')
  })

  it('takes nothing from elsewhere, and holds no script', async () => {
    const { html } = await (await shopOfTwo()).page(line)
    expect(html.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:|<script|src=|@import|url\(/)
  })

  it('replaces a page of ours, and no other file', async () => {
    const own = await shopOfTwo()
    const { page, path } = own
    await page('report')
    expect((await page(line)).code).toBe(0)
    writeFileSync(path, 'my own words')
    expect(await refusal(own, `${line} --html ${path}`)).toMatchObject({ code: 1 })
    expect(readFileSync(path, 'utf8')).toBe('my own words')
    expect((await page(`${line} --force`)).code).toBe(0)
    expect(await refusal(own, `${line} --html ${own.folder} --force`)).toMatchObject({ code: 1 })
  })

  it('is shown where that is wanted', async () => {
    const { cl, path } = await shopOfTwo()
    const shown: string[] = []
    const runProgram = (words: string[]) => {
      shown.push(words.join(' '))
      return { code: 0, out: '' }
    }
    await cl(`${line} --html ${path} --open`, { runProgram })
    expect(shown).toEqual([`xdg-open ${path}`])
    expect((await cl(`${line} --html ${path} --open`)).err).toContain('open it in your browser')
  })

  it('is refused with --open and no file, and with --json', async () => {
    const own = await shopOfTwo()
    expect(await refusal(own, `${line} --open`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--open goes with --html.'),
    })
    expect(await refusal(own, `${line} --html ${own.path} --json`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--html and --json cannot go together.'),
    })
  })
})

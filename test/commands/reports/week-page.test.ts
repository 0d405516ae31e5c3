import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { barChart } from '#formats/bar-chart.ts'
import { refusal, shop } from '../../cl.ts'
import { textOf } from '../../page-text.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** A shop with a week of everything; `page` is the text of the file after a line of `cl report`. */
const aWeek = preparedOnce(async () => {
  const own = shop()
  await own.all(
    'config set shop.name "Kim & Co <Bakery>"',
    'add "Acme Bakery" --since 2026-01-01 --every 2w',
    'add "Bolt Garage" --since 2026-01-01',
    'add Kim --team',
    'log acme call care "all good" --on 2026-11-17',
    'log acme invoice --on 2026-11-18',
    'log bolt visit tour --on 2026-09-02',
    'log bolt complaint "the <b>rye</b> came late" --on 2026-11-19',
    'promise acme "the price list" --by 2026-11-25',
    'promise bolt "an offer" --by 2026-12-30',
    'date bolt birthday 27 nov',
  )
  return own
})

async function shopWithAWeek() {
  const own = await aWeek()
  const path = join(own.folder, 'week.html')
  const page = async (options = '') => {
    const { code, err } = await own.cl(`report --html ${path} ${options}`)
    return { code, err, html: readFileSync(path, 'utf8') }
  }
  return { ...own, path, page }
}

it('shows the week, the days to come, and everybody', async () => {
  const { page, path } = await shopWithAWeek()
  const { code, err, html } = await page()
  expect({ code, err }).toEqual({ code: 0, err: `2026-W47 was written to ${path}.\n` })
  const text = textOf(html)
  expect(text).toContain('Kim &amp; Co &lt;Bakery&gt; Week 2026-W47: 16 Nov to 22 Nov, up to 21 Nov')
  expect(text).toContain('3 Touches 0 the week before 1 Care visits 0 the week before')
  expect(text).toContain('1 care visit done, 1 due now; 0 promises kept on time, 0 late.')
  expect(text).toContain('Who was looked after Care visits 1: Acme Bakery')
  expect(text).toContain('#1 of Bolt Garage: the &lt;b&gt;rye&lt;/b&gt; came late')
  expect(text).toContain('To look after next Bolt Garage: complaint #1 open 2 days')
  expect(text).toContain(
    'Promises and dates of next week 25 Nov: Acme Bakery, promise #2: the price list 27 Nov: Bolt Garage, birthday',
  )
  expect(text).not.toContain('an offer')
  expect(text).toContain('Acme Bakery 2 1 1 18 Nov 1 Dec 1:1 0')
  expect(text).toContain('Kim (teammate) 0 0 0')
})

it('is called by its week where the shop has no name, and is of customers alone with --customers', async () => {
  const { all, page } = await shopWithAWeek()
  await all('config unset shop.name')
  const { html } = await page('--customers')
  expect(html).toContain('<h1>Week 2026-W47</h1>')
  expect(textOf(html)).not.toContain('(teammate)')
})

it('shows it where that is wanted, and says so where it cannot', async () => {
  const { cl, path } = await shopWithAWeek()
  const shown: string[] = []
  const runProgram = (line: string[]) => {
    shown.push(line.join(' '))
    return { code: 0, out: '' }
  }
  expect((await cl(`report --html ${path} --open`, { runProgram })).err).toBe(`2026-W47 was written to ${path}.\n`)
  await cl(`report --html ${path} --open`, { runProgram, platform: 'darwin' })
  await cl(`report --html ${path} --open`, { runProgram, platform: 'win32' })
  expect(shown).toEqual([`xdg-open ${path}`, `open ${path}`, `cmd /c start "" ${path}`])
  expect((await cl(`report --html ${path} --open`)).err).toContain('open it in your browser')
})

it.each([
  ['report --html week.html --csv', '--html and --csv cannot go together.'],
  ['report --open', '--open goes with --html.'],
])('refuses cl %s', async (line, message) => {
  expect(await refusal(await shopWithAWeek(), line)).toMatchObject({ code: 2, err: expect.stringContaining(message) })
})

it('draws bars of both kinds in the colours of the page', () => {
  const svg = barChart(
    ['a', 'b'],
    [
      { name: 'good', colour: 'var(--good)', values: [2, 0] },
      { name: 'bad', colour: 'var(--bad)', values: [-1, 0] },
    ],
    { width: 300, height: 100 },
  )
  expect(svg).toMatch(/^<svg aria-hidden="true"[^>]* viewBox="0 0 300 100"/)
  expect(svg).toContain('fill="var(--good)"')
  expect(svg).toContain('fill="var(--bad)"')
})

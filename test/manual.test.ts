import { expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { day } from '#domain/days/day.ts'
import { durationInDays, minutesFrom } from '#domain/days/lengths.ts'
import { dayFromWords } from '#formats/days/day-words.ts'
import { globalOptions } from '../src/global-options.ts'
import { topics } from '../src/help/help-topics.ts'
import { manualInMarkdown, manualPage } from '../src/help/manual.ts'
import { shop } from './cl.ts'
import { everyCommand } from './commands/every-command.ts'

const names = Object.keys(topics)

/** The first column of the lists of a topic, in its pieces. */
const typedIn = (topic: string): string[][] =>
  (topics[topic]?.parts ?? []).flatMap((part) =>
    typeof part === 'string' ? [] : [part.flatMap(([typed]) => typed.split(/ {2,}/))],
  )

it.each(names)('cl help %s is a page for a screen of 80 columns', async (name) => {
  const { code, out } = await shop().cl(`help ${name}`)
  expect({ code, first: out.split('\n')[0] }).toEqual({ code: 0, first: topics[name]?.title })
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
})

it.each(['all', ...names, ...Object.keys(commands)])('cl help %s fits a narrow terminal', async (name) => {
  const { out } = await shop().cl(`help ${name}`, { columns: 50 })
  expect(out.split('\n').filter((line) => line.length > 50)).toEqual([])
  expect(out).not.toBe('')
})

it('is named by the help', async () => {
  const { cl } = shop()
  for (const line of ['--help', 'help all']) expect((await cl(line)).out).toContain(`cl help ${names.join(', ')}`)
})

const [days = [], lengths = []] = typedIn('dates')

it.each(days.filter((typed) => typed !== '1/5/2026'))('%s is a day, as its topic says', async (typed) => {
  expect(await dayFromWords(typed, day('2026-11-21'), 'past')).toMatch(/^\d{4}-\d\d-\d\d$/)
})

const minutes = ['20', '20m', '20 min', '1h', '1h30', '1:30']

it.each(lengths)('%s is a length, as its topic says', (typed) => {
  expect(minutes.includes(typed) ? minutesFrom(typed) : durationInDays(typed)).toBeGreaterThan(0)
})

it('is one page about every command, in the documentation and for man', async () => {
  const [page, roff] = [await manualInMarkdown(globalOptions()), await manualPage(globalOptions(), '0.1.0')]
  for (const [path] of everyCommand) {
    expect(page).toContain(`\n### \`cl ${path}`)
    expect(roff).toContain(`\n.SS "cl ${path.replaceAll('-', '\\-')}`)
  }
  await expect(page).toMatchFileSnapshot('../docs/manual.md')
})

it('has no line in the page for man that roff would take for an order of its own', async () => {
  const lines = (await manualPage(globalOptions(), '0.1.0')).split('\n').filter((line) => /^['.]/.test(line))
  expect(lines.filter((line) => !/^\.(TH|SH|SS|PP|TP|nf|fi)\b/.test(line))).toEqual([])
})

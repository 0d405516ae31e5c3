import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Result, shop } from '../cl.ts'
import { readStory, type Step, type StoryDay } from './month.ts'

/**
 * Five weeks of a shop, worked out by hand in month.txt: on no morning may the list hold a customer with whom there is
 * nothing to do, or miss one with whom there is.
 */
const story = readStory(new URL('./month.txt', import.meta.url))

/** Runs a line on a day. */
type Cl = (line: string, today: string) => Promise<Result>

const withoutNumbers = (text: string): string => text.replace(/( to)? #\d+/g, '')

/** The table of a page as names with their reasons. */
function rowsOf(out: string): [string, string][] {
  const rows: [string, string][] = []
  for (const line of out.split('\n').slice(1).filter(Boolean)) {
    const [name = '', reason = ''] = line.split(/ {2,}/)
    rows.push([name || (rows.at(-1)?.[0] ?? ''), withoutNumbers(reason)])
  }
  return rows
}

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean)

async function seeTheList(cl: Cl, today: string, { line, rows, foot }: Step & { kind: 'due' }): Promise<void> {
  const { out, err } = await cl(line, today)
  const where = `${today}, cl ${line}`
  expect.soft([where, rowsOf(out)]).toEqual([where, rows])
  const said = linesOf(err)
  expect.soft([where, said.map((each, i) => (each.startsWith(foot[i] ?? '?') ? foot[i] : each))]).toEqual([where, foot])
  // With other options the page shows more than the table that is counted.
  const listed = String(new Set(rows.map(([name]) => name)).size)
  const count = line === 'due' ? (await cl('due --count', today)).out.trim() : listed
  expect.soft([where, count]).toEqual([where, listed])
}

/** Three of the customers below the goal who had no good word lately. */
async function seeTheGoodWord(cl: Cl, today: string, names: string[]): Promise<void> {
  const [, named = ''] = /A good word today: (.*?) {2}/.exec((await cl('due', today)).err) ?? []
  expect(named.split(', ').filter((name) => names.includes(name))).toHaveLength(3)
}

/** Everything that a page can say of the customers. */
const everything = async (cl: Cl, today: string): Promise<string[]> =>
  Promise.all(
    ['due --all --json', 'history --limit 500 --json', 'loops --json', 'loops --closed --json'].map(
      async (line) => (await cl(line, today)).out,
    ),
  )

async function goBackAndForth(cl: Cl, today: string, changes: number, morning: string[]): Promise<void> {
  const evening = await everything(cl, today)
  expect(evening).not.toEqual(morning)
  for (let n = 0; n < changes; n += 1) await cl('undo', today)
  expect(await everything(cl, today)).toEqual(morning)
  for (let n = 0; n < changes; n += 1) await cl('redo', today)
  expect(await everything(cl, today)).toEqual(evening)
}

async function take(cl: Cl, today: string, step: Step, morning: string[]): Promise<void> {
  if (step.kind === 'due') return seeTheList(cl, today, step)
  if (step.kind === 'good word') return seeTheGoodWord(cl, today, step.names)
  if (step.kind === 'back and forth') return goBackAndForth(cl, today, step.changes, morning)
  if (step.kind !== 'typed') return
  const { code, out, err } = await cl(step.line, today)
  expect.soft([today, step.line, code, err]).toEqual([today, step.line, step.code, err])
  for (const said of step.says) expect.soft(out + err).toContain(said)
}

/** Plays days one after another. */
async function play(cl: Cl, days: StoryDay[]): Promise<void> {
  for (const { today, steps } of days) {
    const isKept = steps.some(({ kind }) => kind === 'back and forth')
    const morning = isKept ? await everything(cl, today) : []
    for (const step of steps) await take(cl, today, step, morning)
  }
}

/** The two halves of the week's page: the good news, and the bad. */
async function halvesOfReport(cl: Cl, today: string): Promise<Record<'praised' | 'blamed', string>> {
  const [praised = '', blamed = ''] = (await cl('report', today)).out.split('What did not')
  return { praised: praised.slice(praised.indexOf('What went well')), blamed }
}

/** The story with the first typed lines of some days in another order: all up to the next list or check. */
function shuffled(days: StoryDay[], places: number[]): StoryDay[] {
  return days.map((day) => {
    const from = day.steps.findIndex(({ kind }) => kind === 'typed')
    const rest = day.steps.slice(from)
    const many = [...rest, null].findIndex((step) => step?.kind !== 'typed')
    const keyed = rest.slice(0, many).map((step, i) => ({ step, place: places[i] ?? 0 }))
    const lines = keyed.sort((a, b) => a.place - b.place).map(({ step }) => step)
    return day.isInAnyOrder ? { ...day, steps: [...day.steps.slice(0, from), ...lines, ...rest.slice(many)] } : day
  })
}

const touches = fileURLToPath(new URL('./month.csv', import.meta.url))

/** A shop of its own, in which the story's file is found. */
function emptyShop(): Cl {
  const { clOn } = shop()
  return (line, today) => clOn(today, line.replace('month.csv', touches))
}

describe('a month of a shop', () => {
  const cl = emptyShop()
  const lastDay = story.at(-1)

  it('lists those who must be listed on each morning, and nobody else', async () => {
    await play(cl, story)
  })

  it('praises and blames for the right things in the report of its last week', async () => {
    const { today = '', steps = [] } = lastDay ?? {}
    const halves = await halvesOfReport(cl, today)
    for (const step of steps) {
      if (step.kind !== 'praised' && step.kind !== 'blamed') continue
      const wrong = step.names.filter((name) => halves[step.kind].includes(name) !== step.isMeant)
      expect.soft([step.kind, step.isMeant, wrong]).toEqual([step.kind, step.isMeant, []])
    }
  })

  it('lists the same people where the lines of a day are typed in another order', async () => {
    const until = story.findLastIndex(({ isInAnyOrder }) => isInAnyOrder) + 2
    const order = fc.array(fc.nat(), { minLength: 8, maxLength: 8 })
    const check = (places: number[]) => play(emptyShop(), shuffled(story.slice(0, until), places))
    await fc.assert(fc.asyncProperty(order, check), { numRuns: 1 })
  })
})

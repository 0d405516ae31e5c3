import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { shop } from './cl.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe.each(Object.entries(commands))('cl %s', (name, load) => {
  it('is called what the list calls it', async () => {
    expect((await load()).name).toBe(name)
  })

  it('has help, with an example that begins with its name', async () => {
    const { code, out } = await shop().cl([name, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^Usage: cl ${name}`))
    expect(out).toMatch(new RegExp(`Examples:\n  cl ${name}`))
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('has its row in the README', () => {
    expect(readme).toMatch(new RegExp(`^\\| \`cl ${name}[ \`]`, 'm'))
  })
})

/** The rows of the README's table of practices: a number, the practice, and what to type for it. */
const practices = [...readme.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, number, practice, typed = '']) => ({
    number: Number(number),
    practice,
    lines: [...typed.matchAll(/`cl ([^`]+)`/g)].map(([, line = '']) => line),
  }),
)

it('has the 32 practices in the README, in order', () => {
  expect(practices.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
})

it.each(practices)('says what to type for practice $number: $practice', ({ lines }) => {
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(Object.keys(commands)).toContain(line.split(' ')[0])
})

it('takes what the practices say, typed one after the other', async () => {
  const { cl, all } = shop()
  await all('add "Acme Bakery"', 'config set currency USD')
  for (const line of practices.flatMap(({ lines }) => lines)) {
    expect({ line, ...(await cl(line)) }).toMatchObject({ line, code: 0 })
  }
})

it('helps with every command on one screen of 80 columns and 40 lines', async () => {
  const lines = (await shop().cl('--help')).out.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(40)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  for (const name of Object.keys(commands)) expect(lines.join('\n')).toMatch(new RegExp(`(^|  )${name} `, 'm'))
})

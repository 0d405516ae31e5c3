import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { shop } from './cl.ts'
import { everyCommand } from './commands/every-command.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe.each(Object.entries(commands))('cl %s', (name, load) => {
  it('is called what the list calls it', async () => {
    expect((await load()).name).toBe(name)
  })

  it('has its row in the README', () => {
    expect(readme).toMatch(new RegExp(`^\\| \`cl ${name}[ \`]`, 'm'))
  })
})

it.each(everyCommand)('cl %s has help, with an example that begins with its name', async (path) => {
  const { code, out } = await shop().cl(`${path} --help`)
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`^Usage: cl ${path}`))
  expect(out).toMatch(new RegExp(`Examples:\n  cl ${path}`))
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
})

const files = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .map((file) => `/src/${file.replaceAll('\\', '/')}`)
  .concat(
    '/test/domain/naive.ts',
    '/test/domain/naive-practices.ts',
    '/test/domain/naive-audit.ts',
    '/test/house.test.ts',
  )

it.each(['architecture.md', 'reliability.md'])('names files in docs/%s that are there', (page) => {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8')
  const named = [...text.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file = '']) => file)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([])
})

describe('docs/programs.md', () => {
  const page = readFileSync(new URL('../docs/programs.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `cl ([^`]+)` \| (rows|object) \| (.+) \|$/gm)].map(
    ([, line = '', is, keys = '']) => ({
      line: line.replace('acme', 'astoria'),
      is,
      always: keys.split(', ').filter((key) => !key.startsWith('(')),
      all: keys.replaceAll(/[()]/g, '').split(', '),
    }),
  )

  it('names the keys of 25 commands', () => expect(rows).toHaveLength(25))

  const { cl, json, book } = shop()
  beforeAll(async () => {
    await cl(`demo --book ${book}`)
    await cl('backup')
  })
  it.each(rows)('says what cl $line --json prints', async ({ line, is, always, all }) => {
    const data = await json<object | object[]>(line)
    expect(Array.isArray(data)).toBe(is === 'rows')
    const keys = [data].flat().map(Object.keys)
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.flat().filter((key) => !all.includes(key))).toEqual([])
    expect(keys.flatMap((own) => always.filter((key) => !own.includes(key)))).toEqual([])
  })
})

/** The rows of the README's table of practices: a number, the practice, and the words to type for it. */
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

/** The lines of a page, which fit a screen of so many lines and 80 columns. */
async function screenOf(line: string, most: number): Promise<string[]> {
  const lines = (await shop().cl(line)).out.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(most)
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(80)
  return lines
}

it('helps with the everyday commands on a screen of 24 lines, and says how to see the rest', async () => {
  // The line in which the shell asks for the next command is one of the 24.
  const text = (await screenOf('--help', 23)).join('\n')
  for (const name of ['add', 'import', 'demo', 'due', 'log', 'promise', 'done', 'undo', 'report'])
    expect(text).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'))
  expect(text).toContain(`All ${Object.keys(commands).length} commands`)
  expect(text).toContain('cl help all')
})

it('helps with every command on one screen of 80 columns and 40 lines', async () => {
  const lines = await screenOf('help all', 40)
  for (const name of Object.keys(commands)) expect(lines.join('\n')).toMatch(new RegExp(`(^|  )${name} `, 'm'))
})

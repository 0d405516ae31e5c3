import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/commands/index.ts'
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
  })

  it('has its row in the README', () => {
    expect(readme).toMatch(new RegExp(`^\\| \`cl ${name}[ \`]`, 'm'))
  })
})

it('helps with every command on one screen of 80 columns and 38 lines', async () => {
  const lines = (await shop().cl('--help')).out.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(38)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  for (const name of Object.keys(commands)) expect(lines.join('\n')).toMatch(new RegExp(`(^|  )${name} `, 'm'))
})

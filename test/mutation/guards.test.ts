import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { guards } from './guards.js'

const reliability = readFileSync('docs/reliability.md', 'utf8')

it.each(guards)(
  'the guard is there, and docs/reliability.md names it: $what',
  ({ what, file, out, test: [testFile] }) => {
    const source = readFileSync(file, 'utf8')
    for (const [part] of out) expect(source.split(part)).toHaveLength(2)
    const row = reliability.split('\n').find((line) => line.includes(`| ${what} |`))
    expect(row).toContain(testFile.replace('test/', ''))
  },
)

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { root } from './folders.ts'
import { readers, scenarios } from './scenarios.ts'

it('a sample of npm run faults finds nothing lost, halved, misreported or left behind', () => {
  const program = [join(root, 'test/faults/run.js'), '--sample', '4', '--jobs', '2']
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' })
  expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('')
  expect(stdout).toMatch(/^\| what was tried \| how often \|/)
})

it('every command that writes is among the scenarios', () => {
  const played = new Set(Object.values(scenarios).map(({ line }) => line.split(' ')[0]))
  expect(
    Object.keys(commands)
      .filter((name) => !played.has(name))
      .sort(),
  ).toEqual([...readers].sort())
})

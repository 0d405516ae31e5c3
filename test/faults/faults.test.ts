import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { root } from './folders.ts'
import { readers, scenarios } from './scenarios.ts'

/** How much of each harness is tried here; all of it: npm run faults. */
const samples = { kills: 8, power: 8, errors: 5, damage: 10, races: 2, inputs: 3, lines: 12 }

describe('a sample of npm run faults', () => {
  it.each(Object.entries(samples))('%s (%i) finds nothing lost, halved, misreported or left behind', (name, size) => {
    const program = [join(root, 'test/faults/run.js'), name, '--sample', String(size)]
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) })
    expect(stdout).toMatch(/^\| what was tried \| how often \|/)
  })
})

it('every command that writes is among the scenarios', () => {
  const played = new Set(Object.values(scenarios).map(({ line }) => line.split(' ')[0]))
  expect(
    Object.keys(commands)
      .filter((name) => !played.has(name))
      .sort(),
  ).toEqual([...readers].sort())
})

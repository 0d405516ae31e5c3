import { spawnSync } from 'node:child_process'
import { expect, it, vi } from 'vitest'
import { optimizeLater, spareMemory, spareOptimizing } from '#cli/v8-flags.ts'

const flags = vi.hoisted((): string[] => [])
vi.mock('node:v8', () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }))

it('this Node knows the flags that are set: V8 complains of others in the middle of an answer', () => {
  for (const set of [spareMemory, optimizeLater, spareOptimizing]) set()
  expect(flags).toHaveLength(3)
  const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', '0'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

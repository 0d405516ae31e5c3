import { spawnSync } from 'node:child_process'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.doUnmock('node:v8')
  vi.resetModules()
})

it('this Node knows the flags that are set: V8 complains of others in the middle of an answer', async () => {
  const flags: string[] = []
  vi.doMock('node:v8', () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }))
  vi.resetModules()
  const { optimizeLater, spareMemory, spareSpeedups } = await import('#cli/v8-flags.ts')
  for (const set of [spareMemory, optimizeLater, spareSpeedups]) set()
  expect(flags).toHaveLength(4)
  const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', '0'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

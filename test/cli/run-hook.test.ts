import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runHook } from '#cli/run-hook.ts'
import { ownFolder } from '../own-folder.ts'

/** Runs a script of Node as a program of the user. */
const hook = (script: string, { args = [] as string[], input = '', limit = 60_000 } = {}) =>
  runHook([process.execPath, '-e', script, ...args], input, process.env, limit)

it('hands the text to a program, and its arguments as they are', async () => {
  const got = join(ownFolder(), 'got')
  const script = `require('fs').writeFileSync(process.argv[1], JSON.stringify([
    process.argv[2], require('fs').readFileSync(0, 'utf8'), process.env.CL_INSIDE_HOOK]))`
  expect(await hook(script, { args: [got, '$HOME; rm *'], input: '{"id":1}\n' })).toBe(null)
  expect(JSON.parse(readFileSync(got, 'utf8'))).toEqual(['$HOME; rm *', '{"id":1}\n', '1'])
})

it.each([
  ['process.exit(3)', 'it ended with 3'],
  ['console.error("no room\\nat all"); process.exitCode = 1', 'it ended with 1: no room'],
  ['process.kill(process.pid, "SIGTERM")', 'it ended with SIGTERM'],
  ['console.log("well done")', null],
])('says in words how it failed: %s', async (script, why) => {
  expect(await hook(script)).toBe(why)
})

it('says why it could not be run', async () => {
  expect(await runHook([join(ownFolder(), 'gone')], '', process.env)).toBe('it could not be run (ENOENT)')
})

it('does not mind a program that reads nothing', async () => {
  expect(await hook('process.stdin.destroy()', { input: 'x'.repeat(5_000_000) })).toBe(null)
})

it('ends a program that takes too long, with all that it began', async () => {
  const pids = join(ownFolder(), 'pids')
  const script = `const own = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    require('fs').writeFileSync(process.argv[1], String(own.pid))
    process.on('SIGTERM', () => {})
    setInterval(() => {}, 1000)`
  expect(await hook(script, { args: [pids], limit: 2_000 })).toBe('it took longer than 2 seconds')
  const isAlive = () => existsSync(`/proc/${readFileSync(pids, 'utf8')}/fd/0`)
  await expect.poll(isAlive).toBe(false)
})

it('does not wait for what a program leaves behind', async () => {
  const folder = ownFolder()
  const stop = join(folder, 'stop')
  writeFileSync(stop, '')
  // It holds on to the standard error until its file is gone.
  const left = `const {existsSync} = require('fs'); setInterval(() => existsSync(process.argv[1]) || process.exit(), 20)`
  const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(left)}, process.argv[1]],
    { detached: true, stdio: ['ignore', 'ignore', 'inherit'] }).unref()`
  expect(await hook(script, { args: [stop] })).toBe(null)
  expect(existsSync(stop)).toBe(true)
})

it('Ctrl-C ends the program, and not cl', async () => {
  const began = join(ownFolder(), 'began')
  const script = `require('fs').writeFileSync(process.argv[1], ''); setInterval(() => {}, 1000)`
  const running = hook(script, { args: [began] })
  await expect.poll(() => existsSync(began), { timeout: 60_000 }).toBe(true)
  process.emit('SIGINT')
  expect(await running).toBe('it was broken off')
})

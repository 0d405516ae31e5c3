import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cacheFolder, executable, execute, ownFolder } from '../cl.ts'

/** Runs an import, and presses Ctrl-C as soon as something is written to the book. @returns the exit code, and its output */
function brokenOff(path: string, cwd: string): Promise<{ code: number | null; err: string }> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, XDG_CACHE_HOME: cacheFolder, CL_TODAY: '2026-11-21' }
  const child = spawn(process.execPath, [executable, 'import', path, '--book', 'book.db'], { cwd, env })
  const isWriting = () => (statSync(join(cwd, 'book.db-journal'), { throwIfNoEntry: false })?.size ?? 0) > 0
  const watching = watch(cwd, () => {
    if (!isWriting()) return
    watching.close()
    child.kill('SIGINT')
  })
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      watching.close()
      resolve({ code, err })
    })
  })
}

it('Ctrl-C while an import writes leaves the book and its snapshots as they were', async () => {
  const cwd = ownFolder()
  expect(execute('add Acme', { cwd }).code).toBe(0)
  const rows = Array.from({ length: 60_000 }, (_, i) => `Acme,2026-11-01,${i}`)
  writeFileSync(join(cwd, 'touches.csv'), `customer,on,note\n${rows.join('\n')}\n`)
  const before = readFileSync(join(cwd, 'book.db'))
  expect(await brokenOff('touches.csv', cwd)).toEqual({
    code: 130,
    err: 'Stopped. Nothing was written.\n',
  })
  expect(readFileSync(join(cwd, 'book.db')).equals(before)).toBe(true)
  expect(readdirSync(cwd).filter((file) => file.includes('snapshots') || file.endsWith('.new'))).toEqual([])
})

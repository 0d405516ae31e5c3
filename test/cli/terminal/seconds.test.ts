import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { countSeconds } from '#cli/terminal/seconds.ts'
import { ownFolder } from '../../own-folder.ts'

it('counts while its own thread is busy, each number in the place of the last, and writes nothing once it is ended', () => {
  const path = join(ownFolder(), 'terminal')
  const descriptor = openSync(path, 'w')
  const written = () => readFileSync(path, 'utf8')
  const end = countSeconds(descriptor, 5)
  // Nothing is awaited here: whoever counted in this thread would never come to it.
  while (!written().includes('3 s'));
  end()
  const counted = written().replaceAll('\b', '<')
  closeSync(descriptor)
  expect(counted).toMatch(/^ 1 s<<<< 2 s<<<< 3 s<<<<( \d+ s<+)*$/)
})

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

it('plays the week, the damage and the way back as they are written', async () => {
  const cwd = await playTranscript(new URL('restore.txt', import.meta.url), {
    happenings: {
      'On Saturday a part of the file is overwritten.': (folder) => {
        const book = join(folder, 'book.db')
        writeFileSync(book, readFileSync(book).fill(0xaa, 4096, 4596))
      },
      'The file is deleted.': (folder) => rmSync(join(folder, 'book.db')),
    },
  })
  expect(execute('doctor', { cwd }).code).toBe(0)
})

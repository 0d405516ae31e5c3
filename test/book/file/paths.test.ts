import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addressBeside, notOursBeside } from '#book/file/paths.ts'
import { ownFolder } from '../../own-folder.ts'

it.each(['\n', '\r\n'])('an address with names of snapshots below it, with ends of lines as %j', (end) => {
  const folder = ownFolder()
  const book = join(folder, 'book.db')
  expect([addressBeside(book), notOursBeside(book)]).toEqual([null, []])
  writeFileSync(
    join(folder, 'book.url'),
    ['postgres://shop@db.example/book', '2026-11-21 before share.db', ''].join(end),
  )
  expect([addressBeside(book), notOursBeside(book)]).toEqual([
    'postgres://shop@db.example/book',
    ['2026-11-21 before share.db'],
  ])
})

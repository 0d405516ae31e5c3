import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EngineTrouble } from '#book/engines/sqlite-trouble.ts'
import { makeFolder } from '#book/file/fsync.ts'
import { finishing } from '#book/file/unfinished.ts'
import { FileBook } from '#book/file-book.ts'
import { backUp } from '#book/snapshots/backup.ts'
import { snapshotting } from '#book/snapshots/snapshots.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { ownFolder } from '../cl.ts'

const ofDisk = (code: string) => Object.assign(new Error(code), { code, syscall: 'rename' })
const trouble = (kind: EngineTrouble['kind']) => new EngineTrouble(kind, new Error('no luck'))

it.each([
  [ofDisk('ENOSPC'), ': the disk is full. Nothing was changed.', 'Make room, and try again.'],
  [ofDisk('EDQUOT'), ': the disk is full. Nothing was changed.', 'Make room, and try again.'],
  [trouble('full'), ': the disk is full. Nothing was changed.', 'Make room, and try again.'],
  [ofDisk('ENOENT'), ': another program took it away. Nothing was changed.', 'Try again.'],
  [ofDisk('EACCES'), ' (EACCES). Nothing was changed.', 'Check who may write there, and try again.'],
  [trouble('unreadable'), ' (no luck). Nothing was changed.', 'Check who may write there, and try again.'],
  [trouble('readonly'), ' (no luck). Nothing was changed.', 'Check who may write there, and try again.'],
  [
    trouble('faulty'),
    ': the disk failed or is full (no luck). Nothing was changed.',
    'Make room, or check the disk, and try again.',
  ],
])('what goes wrong with a snapshot is said with what to do: %s', async (error, message, hint) => {
  await expect(snapshotting('/snapshots', () => Promise.reject(error))).rejects.toMatchObject({
    message: `No snapshot could be taken in /snapshots${message}`,
    hint,
  })
})

it.each([trouble('busy'), trouble('damaged'), new Error('a bug')])('%s is left as it is', async (error) => {
  await expect(snapshotting('/snapshots', () => Promise.reject(error))).rejects.toBe(error)
})

it.each([
  [trouble('busy'), trouble('busy')],
  [trouble('damaged'), trouble('damaged')],
  [
    trouble('full'),
    expect.objectContaining({ message: expect.stringMatching(/copy\.db could not be written \(no luck\)\.$/) }),
  ],
  [
    ofDisk('EIO'),
    expect.objectContaining({ message: expect.stringMatching(/copy\.db could not be written \(EIO\)\.$/) }),
  ],
])('trouble with the book is none with the file that a backup goes to: %s', async (error, said) => {
  const target = { file: join(ownFolder(), 'copy.db'), force: false }
  const made = backUp(() => Promise.reject(error), '/nowhere/book.db', target, day('2026-11-21'))
  await expect(made).rejects.toEqual(said)
  expect(existsSync(target.file)).toBe(false)
})

it('of what fails, neither the file nor its journal is left', async () => {
  const unfinished = join(ownFolder(), 'unfinished')
  const work = async () => {
    for (const path of [unfinished, `${unfinished}-journal`]) writeFileSync(path, 'half')
    throw new Error('no luck')
  }
  await expect(finishing(unfinished, work)).rejects.toThrow('no luck')
  expect([existsSync(unfinished), existsSync(`${unfinished}-journal`)]).toEqual([false, false])
})

it.runIf(process.platform !== 'win32')('the folder of snapshots is for the user alone', () => {
  const folder = join(ownFolder(), 'book.db.snapshots')
  makeFolder(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

it.runIf(process.platform === 'linux')('a snapshot leaves no file open', async () => {
  const book = new FileBook(join(ownFolder(), 'book.db'), day('2026-11-21'), () => {})
  await book.write(async (db) => {
    await addCustomer(db, bareCustomer('Acme', day('2026-11-21')))
    return { summary: 'added Acme', result: undefined }
  })
  await book.afterSnapshot('import', async () => {})
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  for (let n = 0; n < 3; n += 1) await book.afterSnapshot('import', async () => {})
  expect(open()).toBe(before)
  book.close()
})

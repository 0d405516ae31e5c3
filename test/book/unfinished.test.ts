import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { unfinishedBeside } from '#book/unfinished.ts'
import { ownFolder, shop } from '../cl.ts'

it('takes no file that another process of the same number has begun, and follows no planted link', async () => {
  const { cl, all, folder, book } = shop()
  const mine = join(folder, 'mine.txt')
  writeFileSync(mine, 'mine')
  const targets = ['book.db', 'copy.db', 'all.json', 'due.ics'].map((name) => join(folder, name))
  for (const target of targets) symlinkSync(mine, `${target}.${process.pid}.new`)
  await all('add Acme', `backup ${join(folder, 'copy.db')}`, `export ${join(folder, 'all.json')}`)
  await all(`calendar ${join(folder, 'due.ics')}`)
  const begun = join(`${book}.snapshots`, `unfinished.${process.pid}`)
  await all('backup')
  symlinkSync(mine, begun)
  await all('backup', 'restore last')
  // What looks as if it were begun beside the book is deleted, and what looks like a file for the user is named.
  const { code, err } = await cl('forget acme --yes Acme')
  const named = targets.slice(1).map((target) => `${target}.${process.pid}.new`)
  expect([code, named.filter((path) => !err.includes(path))]).toEqual([1, []])
  expect(readFileSync(mine, 'utf8')).toBe('mine')
  const left = readdirSync(folder).filter((name) => name.endsWith('.new'))
  expect(left.map((name) => join(folder, name)).sort()).toEqual(named.sort())
})

it('takes another name where one is taken', () => {
  const path = join(ownFolder(), 'book.db')
  const random = vi.spyOn(Math, 'random')
  onTestFinished(() => random.mockRestore())
  for (const next of [0.5, 0.5, 0.25]) random.mockReturnValueOnce(next)
  const [first, second] = [unfinishedBeside(path), unfinishedBeside(path)]
  expect([first, second]).toEqual([`${path}.${process.pid}-i0000000.new`, `${path}.${process.pid}-90000000.new`])
})

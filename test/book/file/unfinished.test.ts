import { closeSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { noteElsewhere, openUnfinished, unfinishedBeside } from '#book/file/unfinished.ts'
import { ownFolder, shop } from '../../cl.ts'
import { whenCalled } from '../disk.ts'

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
  // A file that looks as if it were begun beside the book is deleted, and one that looks like a file for the user is named.
  const { code, err } = await cl('forget acme --yes Acme')
  const named = targets.slice(1).map((target) => `${target}.${process.pid}.new`)
  expect([code, named.filter((path) => !err.includes(path))]).toEqual([1, []])
  expect(readFileSync(mine, 'utf8')).toBe('mine')
  const left = readdirSync(folder).filter((name) => name.endsWith('.new'))
  expect(left.map((name) => join(folder, name)).sort()).toEqual(named.sort())
})

describe('a file that is begun in another folder', () => {
  /** A killed export: its unfinished file elsewhere, with the note of it beside the book. */
  async function killedAway() {
    const acme = shop()
    await acme.all('add Acme')
    const begun = openUnfinished(join(ownFolder(), 'all.json'), (path) => noteElsewhere(acme.book, path))
    closeSync(begun.file)
    const { path, note } = begun
    if (note === null) throw new Error('there is no note')
    return { ...acme, path, note }
  }
  type Doctor = { leftovers: string[] }

  it('and never finished is named by cl doctor and cl forget, and stays', async () => {
    const { cl, path, note } = await killedAway()
    const doctor = await cl('doctor --json')
    expect([doctor.code, (JSON.parse(doctor.out) as Doctor).leftovers]).toEqual([1, [path]])
    const { code, err } = await cl('forget acme --yes Acme')
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`Not erased from ${path}: it was begun and never finished`),
    ])
    expect([existsSync(path), existsSync(note)]).toEqual([true, true])
  })

  it('and deleted by hand leaves a note that goes with the next erasure', async () => {
    const { cl, path, note } = await killedAway()
    rmSync(path)
    expect(JSON.parse((await cl('doctor --json')).out)).toMatchObject({ leftovers: [note] })
    expect((await cl('forget acme --yes Acme')).code).toBe(0)
    expect(existsSync(note)).toBe(false)
  })

  it('is no other file that a note names: only what is called like one of ours', async () => {
    const { cl, path, note } = await killedAway()
    writeFileSync(note, join(dirname(path), 'mine.txt'))
    writeFileSync(join(dirname(path), 'mine.txt'), 'mine')
    expect(JSON.parse((await cl('doctor --json')).out)).toMatchObject({ leftovers: [note] })
  })

  it.each(['export all.json', 'calendar due.ics', 'backup copy.db', 'report --csv report.csv'])(
    'and finished leaves no note: cl %s',
    async (line) => {
      const { all, cl, folder } = shop()
      await all('add Acme')
      const noted: unknown[] = []
      whenCalled('openSync', ([path], call) => {
        if (String(path).endsWith('.elsewhere.new')) noted.push(path)
        return call()
      })
      const [command = '', ...words] = line.split(' ')
      expect((await cl([command, ...words.slice(0, -1), join(ownFolder(), words.at(-1) ?? '')])).code).toBe(0)
      expect([noted.length, readdirSync(folder)]).toEqual([1, ['book.db']])
    },
  )
})

it.each(['week.html.77-0a1b2c3d.new', 'bad.txt.77-0a1b2c3d.new', 'copy.77-0a1b2c3d.new-journal', 'due.ics.77.new'])(
  'what was begun beside the book and never finished is named by cl doctor: %s',
  async (name) => {
    const { all, cl, folder } = shop()
    await all('add Acme')
    for (const each of [name, 'mine.new', 'mine.2026-budgets.new']) writeFileSync(join(folder, each), '')
    expect(JSON.parse((await cl('doctor --json')).out)).toMatchObject({ leftovers: [join(folder, name)] })
  },
)

it('takes another name where one is taken', () => {
  const path = join(ownFolder(), 'book.db')
  const random = vi.spyOn(Math, 'random')
  onTestFinished(() => random.mockRestore())
  for (const next of [0.5, 0.5, 0.25]) random.mockReturnValueOnce(next)
  const [first, second] = [unfinishedBeside(path), unfinishedBeside(path)]
  expect([first, second]).toEqual([`${path}.${process.pid}-i0000000.new`, `${path}.${process.pid}-90000000.new`])
})

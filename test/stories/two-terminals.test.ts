import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { execute, executeBeside, ownFolder } from '../cl.ts'
import { runs } from '../runs.ts'

const processes = 8
const writesEach = runs(10)

it('loses no touch, and never shows that the book is locked, when eight terminals log at once', async () => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  const terminal = async (n: number) => {
    for (let i = 0; i < writesEach; i += 1) {
      expect(await executeBeside(`log acme call "note ${n}-${i}"`, { cwd })).toMatchObject({ code: 0, err: '' })
    }
  }
  await Promise.all(Array.from({ length: processes }, (_, n) => terminal(n)))
  const notes = (JSON.parse(execute('history --json', { cwd }).out) as { note: string }[]).map((touch) => touch.note)
  const expected = Array.from(
    { length: processes * writesEach },
    (_, i) => `note ${Math.floor(i / writesEach)}-${i % writesEach}`,
  )
  expect(notes.toSorted()).toEqual(expected.toSorted())
})

it('makes one book when several terminals begin it at the same moment', async () => {
  const cwd = ownFolder()
  const names = ['Ada', 'Bo', 'Cy', 'Dot', 'Ed', 'Flo']
  const results = await Promise.all(names.map((name) => executeBeside(`add ${name}`, { cwd })))
  expect(results.map((result) => result.code)).toEqual(names.map(() => 0))
  const listed = JSON.parse(execute('list --json', { cwd }).out) as { name: string }[]
  expect(listed.map((customer) => customer.name)).toEqual(names)
})

it('imports all or nothing beside a terminal that logs, and no touch of either is lost', async () => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  const rows = Array.from({ length: 2_000 }, (_, i) => `Acme,2026-10-05,sale,row ${i}`)
  writeFileSync(join(cwd, 'touches.csv'), `customer,on,purpose,note\n${rows.join('\n')}\n`)
  const importing = executeBeside('import touches.csv', { cwd })
  for (let i = 0; i < 10; i += 1)
    expect(await executeBeside(`log acme call "note ${i}"`, { cwd })).toMatchObject({ code: 0, err: '' })
  const { code, err } = await importing
  const anew = /^(The book was changed meanwhile: the import is compared with it anew\.\n)*/
  const said = {
    0: 'Imported 2000 new touches. cl undo takes it all back.\n',
    1: 'The book was changed meanwhile, so nothing was imported.\nImport again.\n',
  }
  expect(Object.entries(said)).toContainEqual([String(code), err.replace(anew, '')])
  const touches = () => (JSON.parse(execute('doctor --json', { cwd }).out) as { touches: number }).touches
  expect(touches()).toBe(code === 0 ? 2_010 : 10)
  expect(execute('import touches.csv', { cwd }).code).toBe(0)
  expect(touches()).toBe(2_010)
})

it('copies and exports of a moment, whatever another terminal writes', async () => {
  const cwd = ownFolder()
  execute('add Acme', { cwd })
  const logging = (async () => {
    for (let i = 0; i < 30; i += 1)
      expect(await executeBeside(`log acme request ${i}`, { cwd })).toMatchObject({ code: 0, err: '' })
  })()
  for (let i = 0; i < 5; i += 1) {
    expect((await executeBeside(`backup ${i}.db`, { cwd })).code).toBe(0)
    expect((await executeBeside(`export ${i}.json`, { cwd })).code).toBe(0)
    const { tables } = JSON.parse(readFileSync(join(cwd, `${i}.json`), 'utf8'))
    expect(tables.loops).toHaveLength(tables.touches.length)
    const copied = JSON.parse(execute(`export --book ${i}.db`, { cwd }).out)
    expect(copied.tables.loops).toHaveLength(copied.tables.touches.length)
    expect(copied.tables.touches.length).toBeLessThanOrEqual(tables.touches.length)
  }
  await logging
})

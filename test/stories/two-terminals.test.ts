import { expect, it } from 'vitest'
import { execute, executeBeside, ownFolder } from '../cl.ts'

const processes = 8
const writesEach = 50

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

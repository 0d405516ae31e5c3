import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { addressFrom, nameOf } from '#book/server/address.ts'
import { keepKnown, leaveNames } from '#book/server/known.ts'
import { Outbox, waitingCount } from '#book/server/outbox.ts'
import { sharedPath } from '#cli/book-path.ts'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'
import { ownFolder } from '../cl.ts'
import { clAsProgram } from '../faults/cl.ts'
import { copyFolder, root } from '../faults/folders.ts'
import { compiledShim, Plan } from '../faults/shim.ts'
import { isWhole, runs } from '../runs.ts'

/** Nobody answers there. */
const address = 'postgres://cl@127.0.0.1:1/shop'
const [base, folder] = [ownFolder(), ownFolder()]
const surroundings = { env: {}, platform: process.platform, home: () => folder }
const pathIn = (home: string) =>
  sharedPath(nameOf(addressFrom(address, surroundings)), { ...surroundings, home: () => home })
const made = compiledShim(ownFolder(), join(root, 'test/faults/shim.c'))
const plan = new Plan()

/** Runs the built program on a laptop which knows the book on a server that nobody reaches. */
const cl = (...argv: string[]) =>
  clAsProgram(folder, argv, {
    env: { CL_BOOK: address, ...('shim' in made ? plan.environment(made.shim, folder) : {}) },
  })

const waiting = async () => (await new Outbox(pathIn(folder)).all()).map(({ what }) => what)

describe.skipIf('without' in made)('an addition that waits on a laptop', () => {
  beforeAll(async () => {
    const book = memoryBook()
    await writeTo(book, (db) => addCustomer(db, bareCustomer('Acme', day('2026-01-01'))))
    const path = pathIn(base)
    mkdirSync(dirname(path), { recursive: true })
    await leaveNames(book, path)
    keepKnown(path, { names: 0, receipts: 0 })
  })

  it.each([
    ['the first', []],
    ['a second', ['first']],
  ])('is kept or not, whole and as it was said, wherever the program is killed: %s', async (_, before) => {
    const lay = () => {
      plan.arm('nothing')
      copyFolder(base, folder)
      for (const each of before) cl('log', 'acme', 'call', each)
    }
    const all = before.map((each) => `call, care, +, "${each}"`)
    lay()
    plan.arm('nothing')
    expect(cl('log', 'acme', 'call', 'new')).toMatchObject({ code: 0 })
    const { calls } = plan
    expect(calls).toBeGreaterThan(5)
    const step = isWhole ? 1 : Math.ceil(calls / runs(12))
    for (let call = 1; call <= calls; call += step) {
      lay()
      plan.arm(call % 2 === 0 ? 'kill half-way' : 'kill', call)
      const { code, out } = cl('log', 'acme', 'call', 'new')
      plan.arm('nothing')
      const found = await waiting()
      const isKept = found.length > before.length
      expect({ code, found, isTold: out.startsWith('Kept') && !isKept }).toEqual({
        code: null,
        found: isKept ? [...all, 'call, care, +, "new"'] : all,
        isTold: false,
      })
      expect(waitingCount(pathIn(folder))).toBe(found.length)
    }
  })

  it('is kept or not, as it was said, wherever the disk is full from then on', async () => {
    copyFolder(base, folder)
    plan.arm('nothing')
    cl('log', 'acme', 'call', 'new')
    const { calls } = plan
    const step = isWhole ? 1 : Math.ceil(calls / runs(12))
    for (let call = 1; call <= calls; call += step) {
      copyFolder(base, folder)
      plan.arm('fail from here', call, 'ENOSPC')
      const { code, out, err } = cl('log', 'acme', 'call', 'new')
      plan.arm('nothing')
      const isKept = (await waiting()).length === 1
      const said = isKept ? /ept on this laptop/ : /does not take anybody in .+ What waits on this laptop cannot/
      expect({ call, isKept, said: `${out}${err}` }).toEqual({
        call,
        isKept: code === 0 || err.startsWith('It is kept on this laptop, but'),
        said: expect.stringMatching(said),
      })
    }
  })
})

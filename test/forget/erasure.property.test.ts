import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepChange } from '#book/changes/changes.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { foldName } from '#domain/customers/name.ts'
import { day } from '#domain/days/day.ts'
import { customerToErase } from '#forget/customer.ts'
import { eraseCustomer } from '#forget/erasure.ts'
import { addCustomer, bareCustomer, changeCustomer, detailsOf } from '#tables/customers/customers.ts'
import { mergeCustomers } from '#tables/customers/merge.ts'
import { insert, update } from '#tables/rows.ts'
import { contents, memoryBook } from '../book/memory-book.ts'
import { runs } from '../runs.ts'

const today = day('2026-11-21')

/** The kind of a random change; numbers choose among the rows that are there. */
type Step = { what: keyof typeof steps | 'undo'; pick: number; other: number }

const one = <T>(rows: T[], pick: number): T | undefined => rows[pick % Math.max(1, rows.length)]
const idsIn = (db: Pick<Writer, 'all'>, table: string) =>
  db.all<{ id: number }>({ sql: `select id from ${table} order by id`, values: [] } as never)

/** Each name is of its own, and each text names the customer that it is about. */
let names = 0

const steps = {
  add: async (db: Writer) => {
    names += 1
    await addCustomer(db, bareCustomer(`name${names}x`, today))
  },
  purpose: async (db: Writer) => {
    names += 1
    await insert(db, 'purposes', {
      ...{ name: `p${names}`, tone: '+', care: 0, money: 0, begun_by: 'us', channel_id: 1, meaning: '', also: '' },
    } as never)
  },
  log: async (db: Writer, pick: number, other: number) => {
    const customer = one(await idsIn(db, 'customers'), pick)
    const by = one(await idsIn(db, 'customers'), other)
    const purpose = (await idsIn(db, 'purposes')).at(-1)
    if (!customer || !by || !purpose) return
    const touch = await insert(db, 'touches', {
      ...{ customer_id: customer.id, on_day: today, channel_id: 1, purpose_id: purpose.id, tone: '+', begun_by: 'us' },
      by_id: other % 3 === 0 ? by.id : null,
    } as never)
    if (pick % 2 === 0)
      await insert(db, 'loops', { customer_id: customer.id, kind: 'complaint', touch_id: touch.id, opened_on: today })
    if (pick % 3 === 0)
      await insert(db, 'savings', {
        ...{ customer_id: customer.id, on_day: today, money: 1, text: 's', told_by: touch.id, told_on: today },
      })
  },
  move: async (db: Writer, pick: number, other: number) => {
    const touch = one(await idsIn(db, 'touches'), pick)
    const customer = one(await idsIn(db, 'customers'), other)
    if (touch && customer) await update(db, 'touches', touch.id, { customer_id: customer.id })
  },
  rename: async (db: Writer, pick: number) => {
    const customer = one(await idsIn(db, 'customers'), pick)
    names += 1
    if (customer)
      await changeCustomer(db, customer.id, { ...(await detailsOf(db, customer.id)), name: `name${names}x` })
  },
  merge: async (db: Writer, pick: number, other: number) => {
    const from = one(await idsIn(db, 'customers'), pick)
    const into = one(await idsIn(db, 'customers'), other)
    if (from && into && from.id !== into.id) await mergeCustomers(db, from.id, into.id, today)
  },
}

async function change(engine: SqliteEngine, { what, pick, other }: Step): Promise<void> {
  await engine.transaction('write', async () => {
    if (what === 'undo') return takeBackLastChange(engine)
    const { writer, recorded } = recordingWriter(engine)
    await steps[what](writer, pick, other)
    await keepChange(engine, recorded, today, what)
    return undefined
  })
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('add', 'add', 'purpose', 'log', 'log', 'log', 'move', 'rename', 'merge', 'undo'),
  pick: fc.nat(60),
  other: fc.nat(60),
})

it('whatever was done, the person is gone, the others are as they were, and every undo that is left succeeds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 25 }), fc.nat(), async (changes, pick) => {
      const engine = memoryBook()
      for (const each of changes) await change(engine, each)
      const before = await contents(engine)
      const who = one(await idsIn(engine, 'customers'), pick)
      fc.pre(who !== undefined)
      const person = await customerToErase(engine, who.id)
      await engine.transaction('write', () => eraseCustomer(engine, person))

      const after = await contents(engine)
      const notTheirs = (rows: unknown[] = []) =>
        rows.filter((row) => !person.ids.includes((row as { customer_id: number }).customer_id))
      expect(after['customers']).toEqual(before['customers']?.filter((row) => (row as { id: number }).id !== who.id))
      expect(after['touches']?.map((row) => ({ ...(row as object), by_id: 0 }))).toEqual(
        notTheirs(before['touches']).map((row) => ({ ...(row as object), by_id: 0 })),
      )
      expect(after['handles']).toEqual(notTheirs(before['handles']))
      while (await engine.transaction('write', () => takeBackLastChange(engine))) {
        const rows = JSON.stringify(await contents(engine))
        for (const name of person.names) expect(rows).not.toContain(name)
        for (const id of person.ids) expect(rows).not.toMatch(new RegExp(`"(customer_id|by_id)":${id}[,}]`))
      }
      expect(
        foldName(JSON.stringify(await engine.all({ sql: 'select * from change_rows', values: [] } as never))),
      ).not.toMatch(new RegExp([...person.names].join('|')))
      engine.close()
    }),
    { numRuns: runs(150) },
  )
})

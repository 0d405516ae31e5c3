import { expect, it } from 'vitest'
import { keepChange } from '#book/changes/changes.ts'
import { takeBackLastChange } from '#book/changes/undo.ts'
import { recordingWriter, type Writer } from '#book/changes/writer.ts'
import type { Engine } from '#book/engine.ts'
import { day } from '#domain/days/day.ts'
import { addCustomers, bareCustomer, changeCustomer, detailsOf } from '#tables/customers/customers.ts'
import { mergeCustomers } from '#tables/customers/merge.ts'
import { refoldPhones } from '#tables/customers/own-handles.ts'
import { removeLetter } from '#tables/letters.ts'
import { insert, insertMany } from '#tables/rows.ts'
import { tellOfSavings } from '#tables/savings.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'

const today = day('2026-11-21')

/** An engine that counts the statements it was given. */
function counting(engine: Engine): { engine: Engine; count: () => number } {
  let statements = 0
  const counted = new Proxy(engine, {
    get(target, name) {
      const found = target[name as keyof Engine] as (...given: unknown[]) => unknown
      return (...given: unknown[]) => {
        if (['all', 'cells', 'run', 'insertMany', 'updateMany'].includes(String(name))) statements += 1
        return found.apply(target, given)
      }
    },
  })
  return { engine: counted, count: () => statements }
}

const numbered = (n: number, name: string): string[] => Array.from({ length: n }, (_, i) => `${name} ${i}`)

/** Two customers; the first has `n` of everything that a customer can have many of. */
async function filled(n: number): Promise<Engine> {
  const engine = memoryBook()
  await writeTo(engine, async (db) => {
    await addCustomers(db, [
      { ...bareCustomer('Acme', today), aliases: numbered(n, 'acme'), tags: numbered(n, 'tag') },
      bareCustomer('Bolt', today),
    ])
    const touch = ['customer_id', 'on_day', 'channel_id', 'purpose_id', 'tone', 'begun_by'] as const
    await insertMany(
      db,
      'touches',
      [...touch],
      numbered(n, '').map(() => [1, today, 1, 1, '+', 'us']),
    )
    const saving = ['customer_id', 'on_day', 'minutes', 'text'] as const
    await insertMany(
      db,
      'savings',
      [...saving],
      numbered(n, 'saved').map((text) => [1, today, 5, text]),
    )
    const date = ['customer_id', 'label', 'month_day', 'noted_on'] as const
    await insertMany(
      db,
      'dates',
      [...date],
      numbered(n, 'day').map((label) => [1, label, '03-05', today]),
    )
    const { id } = await insert(db, 'letters', { title: 'Bill', key: 'bill', review_every: 90, added_on: today })
    const review = ['letter_id', 'on_day', 'thanks', 'about_them', 'clear', 'every_temperament', 'welcome'] as const
    await insertMany(
      db,
      'letter_reviews',
      [...review],
      numbered(n, '').map(() => [id, today, 1, 1, 1, 1, 1]),
    )
    const phone = ['customer_id', 'kind', 'key', 'shown'] as const
    await insertMany(
      db,
      'handles',
      [...phone],
      numbered(n, '').map((_, i) => [1, 'phone', `${i}`, `0${i}`]),
    )
  })
  return engine
}

const changes: [string, (db: Writer, n: number) => Promise<unknown>][] = [
  [
    'adding customers',
    (db, n) =>
      addCustomers(
        db,
        numbered(n, 'new').map((name) => bareCustomer(name, today)),
      ),
  ],
  ['merging', (db) => mergeCustomers(db, 1, 2, today)],
  ['telling of savings', (db) => tellOfSavings(db, { id: 1, customerId: 1, on: today })],
  ['removing a letter', (db) => removeLetter(db, 1)],
  ['folding phone numbers anew', (db) => refoldPhones(db, async (phone) => `+${phone}`)],
  [
    'taking names and tags away',
    async (db) => changeCustomer(db, 1, { ...(await detailsOf(db, 1)), aliases: [], tags: [] }),
  ],
]

it.each(changes)('%s, and taking it back, takes as many statements for many rows as for a few', async (_, change) => {
  const statements = async (n: number) => {
    const { engine, count } = counting(await filled(n))
    await engine.transaction('write', async () => {
      const { writer, recorded } = recordingWriter(engine)
      await change(writer, n)
      await keepChange(engine, recorded, today, 'a change')
    })
    const written = count()
    await engine.transaction('write', () => takeBackLastChange(engine))
    return { written, takenBack: count() - written }
  }
  expect(await statements(300)).toEqual(await statements(2))
})

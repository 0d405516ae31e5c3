import { describe, expect, it } from 'vitest'
import { bookVersion } from '../../src/store/book.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { vocabularyOf } from '../../src/store/rules.ts'
import { vocabulary } from '../domain/builders.ts'
import { memoryBook } from './memory-book.ts'

describe('a new book', () => {
  it('has the channels and purposes of docs/scoring.md, "Vocabulary"', async () => {
    expect(await vocabularyOf(memoryBook())).toEqual(vocabulary)
  })

  it('has had every migration there is', () => {
    expect(migrations).toHaveLength(bookVersion)
  })

  it.each([
    ['a day that is none', `insert into customers (name, since) values ('Acme', '21 Nov')`],
    [
      'a tone that is none',
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by) values (1, '2026-11-21', 1, 1, '*', 'us')`,
    ],
    [
      'a touch of nobody',
      `insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by) values (7, '2026-11-21', 1, 1, '+', 'us')`,
    ],
    [
      'a promise that was mended',
      `insert into loops (customer_id, kind, text, opened_on, closed_on, outcome) values (1, 'promise', 'x', '2026-11-20', '2026-11-21', 'mended')`,
    ],
    [
      'a loop closed before it was opened',
      `insert into loops (customer_id, kind, text, opened_on, closed_on, outcome) values (1, 'promise', 'x', '2026-11-20', '2026-11-19', 'kept')`,
    ],
    ['a name of nothing', `insert into customers (name, since) values ('', '2026-11-21')`],
  ])('refuses %s', async (_, statement) => {
    const engine = memoryBook()
    const query = (text: string) => engine.run({ sql: text, values: [] } as unknown as Parameters<typeof engine.run>[0])
    await engine.transaction('write', () => query(`insert into customers (name, since) values ('Bolt', '2026-01-01')`))
    await expect(engine.transaction('write', () => query(statement))).rejects.toThrow(/constraint failed/)
  })
})

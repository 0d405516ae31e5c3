import sql, { type Sql } from 'sql-template-tag'
import { expect, it } from 'vitest'
import { forIds } from '#tables/ids.ts'

it('very many ids are asked for by several questions, and all of these at once: no server is waited for in between', async () => {
  const ids = Array.from({ length: 12_000 }, (_, i) => i)
  const asked: Sql[] = []
  const answers: ((rows: object[]) => void)[] = []
  const db = {
    all: <Row>(query: Sql) => {
      asked.push(query)
      return new Promise<Row[]>((resolve) => answers.push((rows) => resolve(rows as Row[])))
    },
  }
  const found = forIds<{ id: number }>(db, ids, (list) => sql`select id from customers where id in ${list}`)
  expect(asked.map(({ values }) => values.length)).toEqual([5_000, 5_000, 2_000])
  for (const [i, answer] of answers.entries()) answer([{ id: i }])
  expect(await found).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }])
})

import { expect, it } from 'vitest'
import { write } from '#book/changes/steps.ts'
import type { Engine } from '#book/engine.ts'
import { statement } from '#book/engines/postgres-text.ts'
import { memoryBook } from '../memory-book.ts'

it('rows that were inserted at once go in parts, the last ones first, each of which is waited for', async () => {
  const book = memoryBook()
  const said: string[] = []
  const told: Engine = Object.assign(Object.create(book), {
    run: async (query: Parameters<Engine['run']>[0]) => void said.push(statement(query)),
    cells: async (query: Parameters<Engine['cells']>[0]) => {
      said.push(statement(query))
      return []
    },
  })
  await write(told, [{ how: 'delete', table: 'touches', id: 3, lastId: 12_002 }])
  expect(said).toEqual([
    'delete from touches where id between 7003 and 12002',
    'select 1',
    'delete from touches where id between 2003 and 7002',
    'select 1',
    'delete from touches where id between 3 and 2002',
  ])
  book.close()
})

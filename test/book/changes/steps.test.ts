import { expect, it } from 'vitest'
import { differences, type Step, write } from '#book/changes/steps.ts'
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

it('neighbours of one kind, table and columns are written at once, all others by themselves', async () => {
  const book = memoryBook()
  const said: string[] = []
  const many = (how: string) => async (table: string, columns: string[], rows: unknown[][]) => {
    said.push(`${how} ${table} ${columns.join()} ${JSON.stringify(rows)}`)
    return { first: 0, last: 0 }
  }
  const told: Engine = Object.assign(Object.create(book), {
    run: async (query: Parameters<Engine['run']>[0]) => void said.push(statement(query)),
    insertMany: many('insert'),
    updateMany: many('update'),
  })
  const gone = (table: string, id: number): Step => ({ how: 'delete', table, id, lastId: id })
  const row = (how: 'insert' | 'update', table: string, columns: string[], ...values: string[]): Step => ({
    ...{ how, table, columns },
    rows: [values],
  })
  await write(told, [
    ...[gone('loops', 4), gone('loops', 3), gone('touches', 2), gone('touches', 4), gone('touches', 3)],
    ...[row('insert', 'tags', ['tag'], 'a'), row('insert', 'tags', ['tag'], 'b'), row('insert', 'facts', ['tag'], 'c')],
    ...[row('update', 'facts', ['tag'], 'd', '1'), row('update', 'facts', ['text'], 'e', '1')],
    ...[row('update', 'facts', [], '1'), gone('facts', 2)],
  ])
  expect(said).toEqual([
    'delete from loops where id between 3 and 4',
    'delete from touches where id between 2 and 2',
    'delete from touches where id between 3 and 4',
    'insert tags tag [["a"],["b"]]',
    'insert facts tag [["c"]]',
    'update facts tag [["d","1"]]',
    'update facts text [["e","1"]]',
    'delete from facts where id between 2 and 2',
  ])
  book.close()
})

it('the differences of a row are the columns that changed, with its number', () => {
  const before = { id: 3, name: 'Ann', note: null, phone: '1' }
  const after = { ...before, name: 'Anna', note: 'rye' }
  expect(differences(before, after)).toEqual({ id: 3, name: 'Anna', note: 'rye' })
})

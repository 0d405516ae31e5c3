import { describe, expect, it } from 'vitest'
import type { Reader } from '#book/engine.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { type CustomerToErase, customerToErase, customerToEraseIn, goneToErase, othersThan } from '#forget/customer.ts'
import { shop } from '../cl.ts'

/** Asks a book into which these lines were typed. */
async function ask<T>(lines: string[], question: (db: Reader) => Promise<T>): Promise<T> {
  const acme = shop()
  await acme.all(...lines)
  const book = openSqlite(acme.book, { readOnly: true })
  const answer = await question(book)
  book.close()
  return answer
}

const inOrder = ({ ids, names, kind }: CustomerToErase) => ({
  ids: ids.toSorted((a, b) => a - b),
  names: [...names].sort(),
  kind,
})

describe('a customer to erase is everybody who they ever were', () => {
  it.each<[what: string, id: number, lines: string[], ids: number[], names: string[]]>([
    [
      'under an older name, and an older alias, but by no e-mail address',
      1,
      ['add Zelda --alias zizi --email z@zorn.example', 'edit zelda --name Zorn --remove-alias zizi'],
      [1],
      ['zelda', 'zizi', 'zorn'],
    ],
    [
      'but by no e-mail address and no company that they had',
      1,
      ['add Zelda --email z@zorn.example --company Acme', 'edit zelda --email y@zorn.example --company Bolt'],
      [1],
      ['zelda'],
    ],
    [
      'but not by a name, and an alias, that somebody else has by now',
      1,
      ['add Zelda --alias zizi', 'edit zelda --name Zorn --remove-alias zizi', 'add Zelda --alias zizi'],
      [1],
      ['zorn'],
    ],
    [
      'but nobody in the book who was called so once',
      2,
      ['add Zelda', 'edit zelda --name Bolt', 'add Zelda'],
      [2],
      ['zelda'],
    ],
    [
      'and all who were merged into them, one by way of another',
      1,
      ['add Zelda', 'add Zizi', 'add Bolt', 'merge bolt zizi', 'merge zizi zelda'],
      [1, 2, 3],
      ['bolt', 'zelda', 'zizi'],
    ],
    [
      'and who was merged into them, where somebody else has that name by now',
      1,
      ['add Zelda', 'add Zizi', 'merge zizi zelda', 'edit zelda --remove-alias zizi', 'add Zizi'],
      [1, 2],
      ['zelda'],
    ],
    [
      'but not somebody in the book whose touch is theirs by now',
      1,
      ['add Zelda', 'add Bolt', 'log bolt call rye', 'amend 1 --customer zelda'],
      [1],
      ['zelda'],
    ],
    [
      'but not somebody who was merged into them by mistake, and has gone since',
      1,
      ['add Zelda', 'add Bolt', 'merge bolt zelda', 'undo', 'undo'],
      [1],
      ['zelda'],
    ],
    [
      'and a namesake of one who was merged into them, by the name of that time',
      1,
      ['add Zelda', 'add Robert', 'edit robert --name Bob', 'add Robert', 'undo', 'merge bob zelda'],
      [1, 2, 3],
      ['bob', 'robert', 'zelda'],
    ],
    ['and a namesake who has gone', 3, ['add Zelda', 'undo', 'add Bolt', 'add Zelda'], [1, 3], ['zelda']],
  ])('%s', async (_, id, lines, ids, names) => {
    expect(await ask(lines, (db) => customerToErase(db, id).then(inOrder))).toEqual({ ids, names, kind: 'customer' })
  })

  it.each<[what: string, lines: string[], Omit<CustomerToErase, 'names'> & { names: string[] }]>([
    ['nobody', ['add Bolt', 'undo'], { ids: [], names: ['zelda'], kind: 'customer' }],
    ['somebody who is in the book', ['add Zelda'], { ids: [], names: ['zelda'], kind: 'customer' }],
    [
      'a customer, beside a teammate who has gone, too',
      ['add Bolt --team', 'undo', 'add Carol', 'add Zelda --alias zizi', 'undo'],
      { ids: [3], names: ['zelda', 'zizi'], kind: 'customer' },
    ],
    ['a teammate', ['add Zelda --team', 'undo'], { ids: [1], names: ['zelda'], kind: 'teammate' }],
  ])('who is not in the book any more: %s', async (_, lines, expected) => {
    expect(await ask(lines, (db) => goneToErase(db, 'Zelda').then(inOrder))).toEqual(expected)
  })
})

it('the others are all in the book besides them, by every name that they ever had', async () => {
  const lines = [
    ...['add Zelda', 'add Carol --alias cc', 'edit carol --name Cara', 'add Bolt --email b@bolt.example'],
    ...['add Dora', 'undo'],
  ]
  const others = await ask(lines, async (db) => othersThan(db, await customerToErase(db, 1)))
  expect([...others].map(([id, names]) => [id, [...names].sort()]).sort()).toEqual([
    [2, ['cara', 'carol', 'cc']],
    [3, ['bolt']],
  ])
})

describe('in a snapshot they are', () => {
  const whom: CustomerToErase = { ids: [7], kind: 'customer', names: new Set(['zelda', 'zizi']) }
  it.each<[what: string, lines: string[], others: [number, string[]][], ids: number[]]>([
    ['who has a name of theirs', ['add Bolt', 'add Zelda'], [], [2, 7]],
    ['who has an alias of theirs', ['add Bolt --alias zizi'], [], [1, 7]],
    ['who has it, though somebody of another name has the number by now', ['add Zelda'], [[1, ['bolt']]], [1, 7]],
    ['nobody who has the number and another name by now', ['add Zelda --alias carol'], [[1, ['bolt', 'carol']]], [7]],
    ['who was taken out of it', ['add Bolt', 'add Zizi', 'undo'], [], [2, 7]],
    ['who had it there once', ['add Bolt', 'add Zelda', 'edit zelda --name Nora'], [], [2, 7]],
    ['not who had it there before them', ['add Zelda', 'edit zelda --name Bolt', 'add Zelda'], [], [2, 7]],
    [
      'nobody who had it there once, and is somebody else in the book',
      ['add Zelda', 'edit zelda --name Bolt'],
      [[1, ['bolt']]],
      [7],
    ],
    ['who was merged into them there', ['add Zelda', 'add Cara', 'merge cara zelda'], [], [1, 2, 7]],
  ])('%s', async (_, lines, others, ids) => {
    const known = new Map(others.map(([id, names]) => [id, new Set(names)]))
    const found = await ask(lines, (db) => customerToEraseIn(db, whom, known))
    expect(inOrder(found)).toMatchObject({ ids, kind: 'customer' })
  })

  it('called by their names, and by the ones that they have there', async () => {
    const lines = ['add Bolt', 'add Zelda --alias zz', 'edit zelda --name Nora']
    const found = await ask(lines, (db) => customerToEraseIn(db, whom, new Map()))
    expect(inOrder(found).names).toEqual(['nora', 'zelda', 'zizi', 'zz'])
  })

  it('not who has a number of theirs alone', async () => {
    const found = await ask(['add Bolt'], (db) => customerToEraseIn(db, { ...whom, ids: [1] }, new Map()))
    expect(found.ids).toEqual([])
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { openSqlite } from '#book/engines/sqlite.ts'
import { Outbox } from '#book/server/outbox.ts'
import { day } from '#domain/days/day.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import { eraseElsewhere } from '#forget/elsewhere.ts'
import { snapshotPaths } from '#forget/snapshots.ts'
import { whenCalled } from '../book/disk.ts'
import { shop } from '../cl.ts'

const today = day('2026-11-21')

/** A laptop whose copies know Bolt (#1) and Zelda (#2), once by another name; in the book itself Zelda is erased. */
async function laptop() {
  const acme = shop()
  await acme.all(
    'add Bolt',
    'backup',
    'add "Zelda Zorn" --alias zizi',
    'backup',
    'edit zelda --name "Zelda Zeta"',
    'backup',
  )
  const db = openSqlite(acme.book)
  await db.transaction('write', async () => {
    await db.run(sql`delete from handles where customer_id = 2`)
    await db.run(sql`delete from customers where id = 2`)
    await db.run(sql`delete from change_rows where change_id > 1`)
  })
  const traces = () =>
    snapshotPaths(acme.book).filter((path) => /zelda|zizi/i.test(readFileSync(path, 'latin1'))).length
  return { ...acme, db, traces }
}

const waiting = (what: string, whom: Waiting['whom']): Omit<Waiting, 'number' | 'why'> => ({
  ...{ kind: 'log', key: what, whom, what, said: {}, madeOn: today, madeBy: 'kim@two', me: null },
  ...{ state: 'waiting', address: 'here' },
})

it('erases who was erased elsewhere from all copies, by each of their names, and from what waits', async () => {
  const { book, db, traces } = await laptop()
  expect(traces()).toBe(2)
  const outbox = new Outbox(book)
  await outbox.keep(waiting('theirs', [{ id: 2, name: 'Zelda Zeta' }]))
  await outbox.keep(waiting('added anew', [{ newName: 'zelda zorn' }]))
  await outbox.keep(waiting('of both', [{ id: 1, name: 'Bolt' }, { newName: 'Zizi' }]))
  await outbox.keep(waiting('of somebody else', [{ newName: 'Zoe' }]))
  expect(await eraseElsewhere(book, today, [2], db)).toEqual({ copies: 2, waiting: 3, left: [] })
  expect(traces()).toBe(0)
  expect((await outbox.all()).map(({ what, whom }) => [what, whom])).toEqual([
    ['of both', [{ id: 1, name: 'Bolt' }]],
    ['of somebody else', [{ newName: 'Zoe' }]],
  ])
  expect(await eraseElsewhere(book, today, [2], db)).toEqual({ copies: 0, waiting: 0, left: [] })
  db.close()
})

it('erases somebody of a single name', async () => {
  const { book, db } = await laptop()
  expect(await eraseElsewhere(book, today, [1], db)).toEqual({ copies: 3, waiting: 0, left: [] })
  for (const path of snapshotPaths(book)) expect(readFileSync(path, 'latin1')).not.toMatch(/bolt/i)
  db.close()
})

it('knows by number alone whom no copy knows, and goes on with the others', async () => {
  const { book, db, traces } = await laptop()
  const outbox = new Outbox(book)
  await outbox.keep(waiting('of nobody here', [{ id: 9, name: 'Nora' }]))
  await outbox.keep(waiting('of nobody there', [{ newName: 'Nora' }]))
  expect(await eraseElsewhere(book, today, [9, 2], db)).toEqual({ copies: 2, waiting: 1, left: [] })
  expect((await outbox.all()).map(({ what }) => what)).toEqual(['of nobody there'])
  expect(traces()).toBe(0)
  db.close()
})

it('takes the names from the newest copy that can be read', async () => {
  const { book, db, traces } = await laptop()
  const [copy = ''] = snapshotPaths(book)
  writeFileSync(join(`${book}.snapshots`, '2026-11-21 backup (9).db'), readFileSync(copy).fill(0x55, 100))
  expect(await eraseElsewhere(book, today, [2], db)).toEqual({ copies: 2, waiting: 0, left: [] })
  expect(traces()).toBe(0)
  db.close()
})

it('names each copy that the disk did not let it erase from, with the reason', async () => {
  const { book, db, traces } = await laptop()
  const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'rename' })
  whenCalled('renameSync', ([, to], call) => {
    if (String(to).endsWith('.db')) throw full
    return call()
  })
  const { copies, left } = await eraseElsewhere(book, today, [2], db)
  expect({ copies, left }).toEqual({ copies: 0, left: [expect.stringMatching(/\.db \(ENOSPC: no space\)$/)] })
  expect(traces()).toBe(2)
  db.close()
})

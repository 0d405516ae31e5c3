import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Reader } from '#book/engine.ts'
import { openSqlite } from '#book/engines/sqlite.ts'
import { nameInLog, nameInSnapshots, waysTyped } from '#forget/gone.ts'
import { shop } from '../cl.ts'

/** Asks a book. */
async function ask<T>(path: string, question: (db: Reader) => Promise<T>): Promise<T> {
  const book = openSqlite(path, { readOnly: true })
  const answer = await question(book)
  book.close()
  return answer
}

/** A book from which Zelda (#2) and Nora (#3) were taken out, and in which Bolt (#1) stays. */
async function without() {
  const acme = shop()
  await acme.all(
    'add Bolt --email bolt@acme.example --phone "+1 352 555 0100"',
    'add Zelda --email zelda@zorn.example --phone "+1 352 555 0101" --alias zizi',
    'edit zelda --name "Zelda Zorn"',
    'add Nora',
    ...['undo', 'undo', 'undo'],
  )
  const named = (typed: string) => ask(acme.book, async (db) => nameInLog(db, await waysTyped(db, typed)))
  return { ...acme, named }
}

describe('somebody whom only the undo log has', () => {
  it.each<[typed: string, name: string | null]>([
    ['#2', 'Zelda Zorn'],
    ['3', 'Nora'],
    ['ZELDA@zorn.example', 'Zelda Zorn'],
    ['+13525550101', 'Zelda Zorn'],
    ['+1 (352) 555-0101', 'Zelda Zorn'],
    ['zizi', null],
    ['#1', null],
    ['bolt@acme.example', null],
    ['+1 352 555 0100', null],
    ['#4', null],
    ['nora@zorn.example', null],
  ])('has a name, by number, e-mail address and phone: %s', async (typed, name) => {
    expect(await (await without()).named(typed)).toBe(name)
  })
})

describe('somebody whom a snapshot has', () => {
  it('has a name, by e-mail address and phone alone, in the newest that knows them', async () => {
    const { all, book } = shop()
    await all('add Zelda --email zelda@zorn.example --phone "+1 352 555 0101" --alias zizi', 'backup')
    await all('edit zelda --name "Zelda Zorn" --email z@zorn.example', 'add "Bolt" --alias bb', 'backup')
    const named = async (typed: string) => nameInSnapshots(book, await ask(book, (db) => waysTyped(db, typed)))
    expect(await named('zelda@zorn.example')).toBe('Zelda')
    expect(await named('z@zorn.example')).toBe('Zelda Zorn')
    expect(await named('+1 352 555 0101')).toBe('Zelda')
    expect([await named('#1'), await named('zizi'), await named('bb'), await named('n@zorn.example')]).toEqual([
      ...[null, null, null, null],
    ])
    const folder = `${book}.snapshots`
    writeFileSync(join(folder, '2026-11-30 damaged.db'), 'no book at all')
    expect(await named('z@zorn.example')).toBe('Zelda Zorn')
    copyFileSync(book, join(folder, '2026-11-29.db'))
    expect(await named('+1 352 555 0101')).toBe('Zelda Zorn')
  })
})

import {
  appendFileSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { raw } from 'sql-template-tag'
import { openSqlite } from '#book/engines/sqlite.ts'
import { migrations } from '#book/migrations/index.ts'
import Database from '../driver.js'
import { words } from '../words.ts'
import { must } from './cl.ts'

/** Makes the files that a scenario begins with in an empty folder. */
export type Base = (folder: string) => Promise<void>

const bookIn = (folder: string): string => join(folder, 'book.db')

function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

/** Runs lines on days, which must succeed. */
async function day(folder: string, today: string, ...lines: string[]): Promise<void> {
  for (const line of lines) await must(folder, words(line), { today })
}

/** The name of somebody that must be nowhere once they are forgotten. */
export const secret = /qwertyzed/i

/** A shop of two days, with rows in most tables, a snapshot, and something to undo; its day has begun. */
export const shop: Base = async (folder) => {
  emptyFolder(folder)
  await day(
    folder,
    '2026-11-20',
    'add "Acme Bakery" --email a@acme.example --since 2026-01-01 --tag vip',
    'add "Bolt Garage" --since 2026-02-01',
    'add "Jane Qwertyzed" --alias JQ --email jane@qwertyzed.example --note "the note of Qwertyzed"',
    'add Kim --team',
    `log acme call "the first ${'x'.repeat(300)}"`,
    'log JQ visit "Qwertyzed has a second oven"',
    'promise acme "send the list" --by 2026-11-25',
    'learn JQ "Qwertyzed likes rye"',
    'date acme birthday "5 mar"',
    'save acme --money 12.50 "the smaller box"',
    'letters add "Order form"',
  )
  await day(folder, '2026-11-21', 'log bolt call hello', 'log acme call "first of today"')
}

/** Nothing at all. */
export const nothing: Base = async (folder) => emptyFolder(folder)

/** The shop after some more lines. */
export const shopAfter =
  (...lines: string[]): Base =>
  async (folder) => {
    await shop(folder)
    await day(folder, '2026-11-21', ...lines)
  }

/** The shop with another folder beside its book. */
export const shopAndFolder: Base = async (folder) => {
  await shop(folder)
  mkdirSync(join(folder, 'away'))
}

/** The shop and that folder, with a file in it, and a link to the file beside the book. */
export const shopAndLink: Base = async (folder) => {
  await shopAndFolder(folder)
  writeFileSync(join(folder, 'away', 'real.csv'), 'as it was\n')
  symlinkSync(join('away', 'real.csv'), join(folder, 'link.csv'))
}

const customersCsv = 'name,note\nNew One,imported\nNew Two,imported\n'
const touchesCsv = [
  'nr,customer,on,purpose,note',
  ...Array.from({ length: 40 }, (_, n) => `${n},New ${n % 2 === 0 ? 'One' : 'Two'},2026-01-02,sale,import ${n}`),
]
const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe Card\r\nEMAIL:zoe@card.example\r\nBDAY:1990-05-03\r\nEND:VCARD\r\n'

/** The shop with files to import beside it. */
export const shopWithFiles: Base = async (folder) => {
  await shop(folder)
  writeFileSync(join(folder, 'customers.csv'), customersCsv)
  writeFileSync(join(folder, 'touches.csv'), `${touchesCsv.join('\n')}\n`)
  writeFileSync(join(folder, 'cards.vcf'), card)
}

/** The shop and its files, of which one has a bad record. */
export const shopWithBadRecord: Base = async (folder) => {
  await shopWithFiles(folder)
  appendFileSync(join(folder, 'touches.csv'), '99,Nobody,not a day,sale,x\n')
}

/** No book, and an export of all of one. */
export const onlyExport: Base = async (folder) => {
  await shop(folder)
  await day(folder, '2026-11-21', `export ${join(folder, 'all.json')}`)
  for (const name of ['book.db', 'book.db-journal', 'book.db.snapshots'])
    rmSync(join(folder, name), { recursive: true, force: true })
}

/** The shop with a page in the middle of its book overwritten. */
export const damagedShop: Base = async (folder) => {
  await shop(folder)
  const file = openSync(bookIn(folder), 'r+')
  writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, 4096 * 5)
  closeSync(file)
}

/** Leaves a journal of a change to `book` that was broken off. */
export function leaveHotJournal(book: string, journal: string): void {
  const db = new Database(book)
  db.pragma('journal_mode = truncate')
  db.pragma('cache_size = 1')
  db.exec("begin immediate; update touches set note = 'half done'; delete from tags")
  copyFileSync(`${book}-journal`, journal)
  db.exec('rollback')
  db.close()
}

/** The shop that has lost its end, with the journal of another book beside it. */
export const shopWithForeignJournal: Base = async (folder) => {
  const other = `${folder}-other`
  await shop(other)
  await shop(folder)
  leaveHotJournal(bookIn(other), `${bookIn(folder)}-journal`)
  rmSync(other, { recursive: true })
  truncateSync(bookIn(folder), 4096 * 3)
}

/** A book as cl of an earlier version left it. */
export const oldBook =
  (version: number): Base =>
  async (folder) => {
    emptyFolder(folder)
    writeFileSync(bookIn(folder), '')
    const engine = openSqlite(bookIn(folder))
    engine.migrate(migrations.slice(0, version))
    await engine.transaction('write', async () => {
      for (let n = 1; n <= 10; n += 1) {
        await engine.run(raw(`insert into customers (name, since) values ('Customer ${n}', '2026-01-01')`))
        await engine.run(
          raw(
            `insert into handles (customer_id, kind, shown, key) values (${n}, 'name', 'Customer ${n}', 'customer ${n}')`,
          ),
        )
      }
      for (let n = 1; n <= 100; n += 1) {
        await engine.run(
          raw(`insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
            values (${1 + (n % 10)}, '2026-10-${10 + (n % 20)}', 1, 1, '+', 'us', 'old note ${n}')`),
        )
      }
    })
    engine.close()
  }

/** Brings a book up to a version, as that cl would have. */
export function bringUp(path: string, version: number): void {
  const engine = openSqlite(path)
  engine.migrate(migrations.slice(0, version))
  engine.close()
}

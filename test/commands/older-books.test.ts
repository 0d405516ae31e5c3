import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applicationId } from '#book/engines/sqlite-file.ts'
import { type Migration, migrations } from '#book/migrations/index.ts'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { shop } from '../cl.ts'
import Driver from '../driver.js'

/**
 * A shop's book by 2026-11-21: Ann was last visited on 1 Sep, which makes 1 Oct plus 51 days, and was tried on 15 Nov; Bolt
 * asked something, and had a bill since, which is no answer; Cora is snoozed; Dora is archived, with a request.
 */
const written = `
  insert into customers (name, since) values ('Ann', '2026-01-01'), ('Bolt', '2026-11-01');
  insert into customers (name, since, snoozed_until) values ('Cora', '2026-01-01', '2027-01-04');
  insert into customers (name, since, archived_on) values ('Dora', '2026-01-01', '2026-11-10');
  insert into handles (customer_id, kind, key, shown) select id, 'name', lower(name), name from customers;
  insert into touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by, note)
    select w.column1, w.column2, c.id, p.id, w.column5, w.column6, w.column7
    from (values (1, '2026-09-01', 'call', 'care', '+', 'us', 'all well'),
      (2, '2026-11-18', 'email', 'care', '+', 'them', 'rye on Sundays?'),
      (2, '2026-11-19', 'email', 'invoice', '-', 'us', 'October'),
      (1, '2026-11-15', 'call', 'attempt', '=', 'us', null)) w
    join channels c on c.name = w.column3 join purposes p on p.name = w.column4;
  insert into loops (customer_id, kind, text, opened_on, due_on) values
    (1, 'promise', 'send the list', '2026-11-01', '2026-11-19'),
    (4, 'request', 'a cake', '2026-11-08', null),
    (2, 'promise', 'a card', '2026-11-20', null);
  insert into changes (made_on, summary) values ('2026-11-20', 'promise #3 to Bolt: a card');
  insert into change_rows (change_id, seq, table_name, row_id, after) select 1, 1, 'loops', id, json_object('id', id,
      'customer_id', customer_id, 'kind', kind, 'touch_id', null, 'text', text, 'opened_on', opened_on, 'due_on', null,
      'closed_on', null, 'outcome', null, 'closing_note', null) from loops where id = 3`

const versions = migrations.slice(0, -1).map((_, i) => i + 1)

/** The SQL of migrations, for a book that has had all that came before. */
const sqlOf = (some: Migration[]): string =>
  some.map((each) => (typeof each === 'string' ? each : each(() => true))).join(';\n')

/** The functions that migrations need from the program. */
function withFunctions(book: InstanceType<typeof Driver>): typeof book {
  book.function('keys_of_name', (name) => JSON.stringify(nameKeys(String(name))))
  book.function('folded', (text) => text)
  book.function('kept_key', (key, _isOfTouch) => key)
  return book
}

/** A shop with a book of that version. */
function shopOf(version: number) {
  const own = shop()
  const book = withFunctions(new Driver(own.book))
  book.exec('pragma journal_mode = wal')
  const looked = version < 5 ? '' : '; update handles set keys = keys_of_name(shown)'
  book.exec(`begin; ${sqlOf(migrations.slice(0, version))}; ${written}${looked}; commit`)
  book.exec(`pragma application_id = ${applicationId}; pragma user_version = ${version}`)
  book.close()
  return own
}

const rows = `Ann       promise #1 2 days late: send the list
          care visit 51 days overdue · tried once, on 15 Nov
Dora      request #2 open 13 days: a cake
Bolt      waiting 3 days for an answer to #2: rye on Sundays?
`
const below = 'Below 10:1: 1 customer. All: cl due --ratio\n'

it.each(versions)(
  'a book of version %i: who is due, what is logged, and what is taken back, also of before',
  async (v) => {
    const { cl } = shopOf(v)
    expect((await cl('due')).err).toContain(`The book was brought up to version ${migrations.length}.`)
    const morning = await cl('due')
    expect(morning.out.replace(/^.*\n/, '')).toBe(rows)
    expect(morning.err).toBe(`${below}1 promise has no day, 1 day old: cl loops\n`)
    expect((await cl('log ann coffee "all well"')).out).toContain('#5 visit, care, + with Ann, today\n')
    expect((await cl('due')).out).not.toContain('care visit')
    await cl('undo')
    expect(await cl('due')).toEqual(morning)
    expect((await cl('undo --yes')).out).toContain('Took back: promise #3 to Bolt: a card')
    expect((await cl('due')).err).toBe(below)
    await cl('redo')
    expect(await cl('due')).toEqual(morning)
    expect((await cl('doctor')).out).toMatch(/^State +whole$/m)
  },
)

/** A book of the first version, and a journal beside it, of a change to `version` that was broken off in its commit. */
async function killedInCommit(version: number, change: string) {
  const acme = shop()
  const { book } = acme
  const old = withFunctions(new Driver(book))
  old.pragma('synchronous = off')
  old.exec(`${sqlOf(migrations.slice(0, 1))}; pragma application_id = ${applicationId}; pragma user_version = 1`)
  old.exec("insert into customers (name, since) values ('Acme', '2026-01-01')")
  old.exec(`begin immediate; ${change}; pragma user_version = ${version}`)
  const journal = readFileSync(`${book}-journal`)
  old.exec('commit')
  old.close()
  writeFileSync(`${book}-journal`, journal)
  expect(readFileSync(book).readInt32BE(60)).toBe(version)
  return acme
}

describe.each([
  ['this cl', migrations.length, sqlOf(migrations.slice(1))],
  ['a newer cl', 99, 'create table from_the_future (id integer)'],
])('a book that was killed while %s brought it up, in the commit', (_, version, change) => {
  it.each(['stats', 'due', 'log #1 call', 'undo --list', 'backup'])(
    'is what SQLite makes of it, and is brought up again by cl %s',
    async (line) => {
      const { cl, json } = await killedInCommit(version, change)
      const { code, err } = await cl(line)
      expect(code).toBe(0)
      expect(err).toMatch(`The book was brought up to version ${migrations.length}. `)
      expect(await json('list')).toMatchObject([{ name: 'Acme' }])
    },
  )

  it('is said to be broken off by cl doctor', async () => {
    const { cl } = await killedInCommit(version, change)
    expect((await cl('doctor')).out).toMatch(/broken off/)
  })
})

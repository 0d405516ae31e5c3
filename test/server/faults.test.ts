import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import type { Place } from '#book/engines/postgres.ts'
import { nameOf } from '#book/server/address.ts'
import type { Above, AroundBook } from '#book/server/around.ts'
import { Outbox } from '#book/server/outbox.ts'
import { ServerBook } from '#book/server/server-book.ts'
import { writeAddition } from '#commands/additions.ts'
import { day } from '#domain/days/day.ts'
import { interrupted } from '#errors.ts'
import { eraseElsewhere } from '#forget/elsewhere.ts'
import { insert } from '#tables/rows.ts'
import { askForRules } from '#tables/rules.ts'
import { executeBeside, ownFolder, shop } from '../cl.ts'
import { hasPostgres, promote, psql, startAgain, startPostgres, startStandby, stopPostgres } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { isWhole } from '../runs.ts'
import { addressOf, foundAt, ownSchema, ownServer, placeOf, schemaWithBook, withEngine } from '../server.ts'

const addressFor = (place: Place) => ({
  place,
  text: 'postgres://cl@here/postgres',
  heldPassword: false,
  passedOver: null,
})

/** A book of a test's own, as a laptop has it. */
function bookAt(
  place: Place,
  erase: Above['erase'] = eraseElsewhere,
  progress: AroundBook['progress'] = async () => {},
  tell = (_: string) => {},
): ServerBook {
  const laptop = { me: () => null, keepMe: () => {} }
  const today = day('2026-11-21')
  return new ServerBook(addressFor(place), `${ownFolder()}/book.db`, today, {
    tell,
    progress,
    isOwn: true,
    whoMakes: () => ({ name: 'kim@here', login: 'kim@' }),
    laptop,
    above: { rules: askForRules, write: writeAddition, erase },
  })
}

/** The statements that bring a book of this version back to one of the first that a server had. */
const backToVersion7 = `drop index changes_by_key; alter table changes drop column key; alter table receipts drop column whom;
  alter table book drop column names; update book set version = 7`

const writeTag = (book: ServerBook, tag: string): Promise<number> =>
  book.write(async (db) => {
    const { id } = await insert(db, 'tags', { customer_id: 1, tag })
    return { summary: `tagged ${tag}`, result: id }
  })

describe.skipIf(!hasPostgres())('a book on a server', () => {
  it('has its copy of a day made before a change, else once the answer was shown, and shows how far that is', async () => {
    const schema = await schemaWithBook()
    await shop().cl('add Acme', { env: { CL_BOOK: await addressOf(schema) } })
    const place = await placeOf(schema)
    await psql(place.port, `update ${schema}.numbers set last = 1000000 where name = 'touches'`)
    const shown = new Set<string>()
    const progress: AroundBook['progress'] = async (...all) => {
      shown.add(all.join(' '))
    }
    const taken = () => {
      const all = [...shown]
      shown.clear()
      return all
    }
    const copy = 'Copying the book 0 2000000'
    const reading = bookAt(place, eraseElsewhere, progress)
    await reading.read((db) => db.cells(sql`select 1 from customers`))
    const addition = { kind: 'log', whom: [{ id: 1, name: 'Acme' }], what: 'a tag', said: {} }
    await reading.add(addition, async (db) => {
      const { id } = await insert(db, 'tags', { customer_id: 1, tag: 'added' })
      return { summary: `tag ${id}`, result: id }
    })
    expect(taken()).toEqual([])
    await reading.finish()
    await reading.finish()
    reading.close()
    expect(taken()).toEqual([copy])
    const changing = bookAt(place, eraseElsewhere, progress)
    await writeTag(changing, 'changed')
    expect(taken()).toEqual([copy])
    await changing.finish()
    changing.close()
    expect(taken()).toEqual([])
  })

  it('says once what waits, also where it is closed between two questions', async () => {
    const said: string[] = []
    const place = await placeOf(await schemaWithBook())
    const book = bookAt(
      place,
      eraseElsewhere,
      async () => {},
      (text) => said.push(text),
    )
    await book.read(async () => {})
    const one = {
      kind: 'log',
      key: 'k',
      whom: [],
      what: 'x',
      said: {},
      madeOn: day('2026-11-21'),
      madeBy: '',
      me: null,
    }
    await new Outbox(book.path).keep({ ...one, state: 'refused', address: nameOf(addressFor(place)) })
    for (let n = 0; n < 2; n += 1) {
      await book.read(async () => {})
      book.close()
    }
    expect(said).toEqual(['On this laptop, and not in the book: 1 more. See: cl outbox'])
  })

  it('leaves its copy of a day to the next command where somebody breaks it off, and nothing of it; a change is not made then', async () => {
    const schema = await schemaWithBook()
    await shop().cl('add Acme', { env: { CL_BOOK: await addressOf(schema) } })
    const said: string[] = []
    const breakOff = () => Promise.reject(interrupted())
    const book = bookAt(await placeOf(schema), eraseElsewhere, breakOff, (text) => said.push(text))
    const tags = () => book.read((db) => db.cells<[number]>(sql`select count(*) from tags`))
    expect(await tags()).toEqual([[0]])
    await book.finish()
    expect(said).toEqual(['The copy for a day without a network is left to the next command.'])
    await expect(writeTag(book, 'changed')).rejects.toThrow('Stopped. Nothing was written.')
    expect(await tags()).toEqual([[0]])
    expect(readdirSync(`${book.path}.snapshots`)).toEqual([])
    book.close()
  })

  it('is written to by eight laptops at once, and read beside it: every change has a number, in order, and none is lost', async () => {
    const each = isWhole ? 200 : 20
    const schema = await schemaWithBook()
    await shop().cl('add Acme', { env: { CL_BOOK: await addressOf(schema) } })
    const place = await placeOf(schema)
    let isOver = false
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, laptop) => {
        const book = bookAt(place)
        const own: number[] = []
        for (let n = 0; n < each; n += 1) own.push(await writeTag(book, `${laptop}-${n}`))
        book.close()
        return own
      }),
    ).finally(() => {
      isOver = true
    })
    const reading = Array.from({ length: 2 }, async () => {
      const book = bookAt(place)
      const seen: number[] = []
      while (!isOver) {
        const [[tags, last, changes] = [0, 0, 0]] = await book.read((db) =>
          db.cells<[number, number, number]>(sql`select count(*), max(id), (select count(*) from changes) from tags`),
        )
        // Each tag with its change, and nothing in between.
        expect([last ?? 0, changes]).toEqual([tags, tags + 1])
        seen.push(tags)
      }
      book.close()
      return seen
    })
    const [numbers, ...seen] = await Promise.all([writing, ...reading])
    for (const list of seen) expect(list).toEqual(list.toSorted((one, other) => one - other))
    for (const own of numbers) expect(own).toEqual(own.toSorted((one, other) => one - other))
    const all = Array.from({ length: 8 * each }, (_, i) => i + 1)
    expect(numbers.flat().sort((one, other) => one - other)).toEqual(all)
    const kept = await withEngine(place, (engine) =>
      engine.transaction('read', () => engine.cells<[number]>(sql`select id from changes order by id`)),
    )
    expect(kept.map(([id]) => id)).toEqual([...all, all.length + 1])
  })

  it('goes on after the server was stopped and started, and says so meanwhile', async () => {
    const server = await startPostgres()
    const place = { ...(await placeOf(ownSchema())), port: server.port }
    await foundAt(place)
    const book = bookAt(place)
    const count = () => book.read((db) => db.cells<[number]>(sql`select count(*) from purposes`))
    expect(await count()).toEqual([[19]])
    stopPostgres(server.folder, { keep: true })
    await expect(book.readOrNew(async () => {})).rejects.toThrow(/does not take anybody in|was lost/)
    startAgain(server)
    // The connection was lost, and nothing had been begun.
    expect(await count()).toEqual([[19]])
    book.close()
    stopPostgres(server.folder)
  })

  it.each([
    { how: 'hangs up', end: (socket: Socket) => socket.end() },
    { how: 'resets the connection', end: (socket: Socket) => socket.resetAndDestroy() },
  ])('is away where a server $how as soon as it was reached', async ({ end }) => {
    const server = createServer((socket) => end(socket.on('error', () => {})))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const around = { cwd: ownFolder(), env: { CL_BOOK: `postgres://cl@127.0.0.1:${port}/postgres` } }
    const refused = { code: 1, err: expect.stringMatching(/^The connection to .+ was lost\.\nNothing was written\./) }
    for (let n = 0; n < 5; n += 1) expect(await executeBeside('due', around)).toMatchObject(refused)
    server.close()
  })

  it('lets others write two minutes after a laptop was shut in the middle', async () => {
    const limit = await withEngine(await placeOf(await schemaWithBook()), (engine) =>
      engine.transaction('write', () =>
        engine.cells(sql`select current_setting('idle_in_transaction_session_timeout')`),
      ),
    )
    expect(limit).toEqual([['2min']])
  })

  it('says so where the server breaks off what it was asked, and has no such limit for a whole book', async () => {
    const schema = await schemaWithBook()
    const { port } = await ownServer()
    await psql(port, `create role hasty superuser login; alter role hasty set statement_timeout to '50ms'`)
    const { cl } = shop()
    const env = { CL_BOOK: (await addressOf(schema)).replace('cl@', 'hasty@') }
    const added = await withEngine(await placeOf(schema), (engine) =>
      engine.transaction('write', async () => {
        await engine.settle()
        return cl('add Acme', { env })
      }),
    )
    expect(added.err).toMatch(
      / broke off what it was asked \(.*statement timeout\)\.\nNothing was written\. .*statement_timeout\.\n$/,
    )
    const limit = await withEngine(await placeOf(schema, { role: 'hasty' }), (engine) =>
      engine.founding(() => engine.cells(sql`select current_setting('statement_timeout')`)),
    )
    expect(limit).toEqual([['0']])
  })

  it('is not written to by a role that may only read', async () => {
    const schema = await schemaWithBook()
    const place = await placeOf(schema)
    const reader = `reader_${schema}`
    await withEngine(place, (engine) =>
      engine.founding(() =>
        engine.define(`create role ${reader} login; grant usage on schema ${schema} to ${reader};
          grant select on all tables in schema ${schema} to ${reader}`),
      ),
    )
    const { cl } = shop()
    const env = { CL_BOOK: (await addressOf(schema)).replace('cl@', `${reader}@`) }
    expect(await cl('list', { env })).toMatchObject({ code: 0 })
    await psql((await ownServer()).port, `create role stranger_${schema} login`)
    const unseen = env.CL_BOOK.replace(reader, `stranger_${schema}`)
    for (const line of ['list', `share ${unseen}`])
      expect(await cl(line, { env: { CL_BOOK: line === 'list' ? unseen : '' } })).toMatchObject({
        code: 1,
        err: expect.stringContaining('If it is there, whoever runs the server can let the role in'),
      })
    expect(await cl('add Acme', { env })).toMatchObject({
      code: 1,
      err: expect.stringContaining(`The role ${reader} may not do this`),
    })
  })

  it('is written to by a role that may make no book', async () => {
    const schema = await schemaWithBook()
    const helper = `helper_${schema}`
    await withEngine(await placeOf(schema), (engine) =>
      engine.founding(() =>
        engine.define(`create role ${helper} login; grant usage on schema ${schema} to ${helper};
          grant select, insert, update, delete on all tables in schema ${schema} to ${helper}`),
      ),
    )
    const { cl } = shop()
    const env = { CL_BOOK: (await addressOf(schema)).replace('cl@', `${helper}@`) }
    expect(await cl('add Acme', { env })).toMatchObject({ code: 0 })
    expect(await cl('log acme call hello --promise "a list"', { env })).toMatchObject({ code: 0 })
    expect(await cl('forget acme --yes Acme', { env })).toMatchObject({ code: 0 })
    const elsewhere = { env: { CL_BOOK: '' } }
    const share = ['share', env.CL_BOOK.replace(`schema=${schema}`, `schema=${ownSchema()}`)]
    expect(await cl(share, elsewhere)).toMatchObject({ code: 1, err: expect.stringContaining('may not do this') })
  })

  it('is refused when it is of a newer cl, or of another program', async () => {
    const schema = await schemaWithBook()
    const place = await placeOf(schema)
    const { cl } = shop()
    const env = { CL_BOOK: await addressOf(schema) }
    const say = (text: string) => withEngine(place, (engine) => engine.founding(() => engine.define(text)))
    await say('update book set version = version + 1')
    expect(await cl('list', { env })).toMatchObject({ code: 1, err: expect.stringContaining('is of a newer cl') })
    await say("update book set version = version - 1, program = 'library'")
    expect(await cl('list', { env })).toMatchObject({ code: 1, err: expect.stringContaining('There is no book at') })
    await say("update book set program = 'cl'")
    expect(await cl('list', { env })).toMatchObject({ code: 0 })
  })

  it('is brought up from version 7 by the first command of this cl, and by its owner alone', async () => {
    const schema = await schemaWithBook()
    const place = await placeOf(schema)
    const say = (text: string) => withEngine(place, (engine) => engine.founding(() => engine.define(text)))
    const helper = `old_${schema}`
    await say(
      `create role ${helper} login; grant usage on schema ${schema} to ${helper}; grant select, insert, update, delete on all tables in schema ${schema} to ${helper}`,
    )
    const { cl } = shop()
    const env = { CL_BOOK: await addressOf(schema) }
    const ofHelper = { env: { CL_BOOK: env.CL_BOOK.replace('cl@', `${helper}@`) } }
    for (const [line, around] of [
      ['add Acme', { env }],
      ['list', ofHelper],
    ] as const)
      expect(await cl(line, around)).toMatchObject({ code: 0 })
    await say(backToVersion7)
    expect(await cl('list', ofHelper)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`is of an older cl, and the role ${helper} may not bring it up (must be owner`),
    })
    expect(await cl('log acme call hello', ofHelper)).toMatchObject({ code: 0, out: expect.stringContaining('Kept') })
    expect((await cl('due', { env })).err).toContain('The book was brought up from version 7 to 9.')
    expect((await cl('log acme call there', ofHelper)).err).toContain('In the book by now')
    expect(JSON.parse((await cl('history --json', ofHelper)).out)).toMatchObject([{ note: 'there' }, { note: 'hello' }])
  })

  it('is brought up by one of eight commands that come at once, and all of them are done', async () => {
    const schema = await schemaWithBook()
    const { cl } = shop()
    const env = { CL_BOOK: await addressOf(schema) }
    await cl('add Acme', { env })
    await withEngine(await placeOf(schema), (engine) => engine.founding(() => engine.define(backToVersion7)))
    const beside = (_: unknown, n: number) => executeBeside(`log acme call n${n}`, { cwd: ownFolder(), env })
    const all = await Promise.all(Array.from({ length: 8 }, beside))
    expect(all.map(({ code }) => code)).toEqual(Array(8).fill(0))
    expect(all.filter(({ err }) => err.includes('brought up from version 7 to 9'))).toHaveLength(1)
    expect(JSON.parse((await cl('history --json', { env })).out)).toHaveLength(8)
  })

  it('says that the server is full, and has nothing of what was to be written', async () => {
    const schema = await schemaWithBook()
    const place = await placeOf(schema)
    const { cl } = shop()
    const env = { CL_BOOK: await addressOf(schema) }
    await cl('add Acme', { env })
    await withEngine(place, (engine) =>
      engine.founding(() =>
        engine.define(`create function no_room() returns trigger language plpgsql as $f$ begin
            raise exception 'could not extend file' using errcode = '53100'; end $f$;
          create trigger no_room before insert on customers execute function no_room()`),
      ),
    )
    const full = await cl('add Bolt', { env })
    expect(full).toMatchObject({ code: 1, err: expect.stringContaining('The server of the book is full (could not') })
    expect(full.err).toContain('Nothing was written.')
    await withEngine(place, (engine) => engine.founding(() => engine.define('drop function no_room cascade')))
    expect((await cl('list', { env })).out).not.toContain('Bolt')
    expect(await cl('add Bolt', { env })).toMatchObject({ code: 0 })
  })

  it('goes on at a standby that takes over in the middle, and loses nothing that was acknowledged', async () => {
    const primary = await startPostgres()
    await foundAt({ ...(await placeOf('shop')), port: primary.port })
    const standby = await startStandby(primary)
    const proxy = await startProxy(primary.port)
    const { cl } = shop()
    const env = { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=shop` }
    const alter = ["alter system set synchronous_standby_names = '*'", 'select pg_reload_conf()']
    for (const text of alter) await psql(primary.port, text)
    expect(await cl('add Acme', { env })).toMatchObject({ code: 0 })
    const said: string[] = []
    for (let n = 0; n < 12; n += 1) {
      if (n === 4) {
        proxy.cutAfter(900)
        stopPostgres(primary.folder, { keep: true })
      }
      if (n === 8) {
        promote(standby)
        proxy.redirect(standby.port)
        proxy.cutAfter(null)
        await psql(standby.port, "alter system set synchronous_standby_names = ''")
        await psql(standby.port, 'select pg_reload_conf()')
      }
      const { code, out } = await cl(`log acme call n${n}`, { env })
      said.push(code === 0 ? (out.startsWith('Kept') || out.startsWith('The connection') ? 'kept' : 'there') : 'lost')
    }
    expect(said).toEqual([...Array(4).fill('there'), ...Array(4).fill('kept'), ...Array(4).fill('there')])
    const notes = JSON.parse((await cl('history --json', { env })).out) as { note: string }[]
    expect(notes.map(({ note }) => note).reverse()).toEqual(Array.from({ length: 12 }, (_, n) => `n${n}`))
    proxy.close()
    for (const { folder } of [primary, standby]) stopPostgres(folder)
  })

  it('is not waited for longer than 10 seconds, and additions are kept meanwhile', async () => {
    const schema = await schemaWithBook()
    const proxy = await startProxy((await ownServer()).port)
    const { cl } = shop()
    const env = { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${schema}` }
    await cl('add Acme', { env })
    proxy.hold(true)
    const [kept, refused] = await Promise.all([cl('log acme call hello', { env }), cl('add Bolt', { env })])
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop') })
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('has not answered for 10 seconds') })
    proxy.hold(false)
    await cl('due', { env })
    expect(JSON.parse((await cl('history --json', { env })).out)).toMatchObject([{ note: 'hello' }])
    proxy.close()
  })
})

import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import type { Place } from '#book/engines/postgres.ts'
import { ServerBook } from '#book/server/server-book.ts'
import { writeAddition } from '#commands/additions.ts'
import { day } from '#domain/days/day.ts'
import { eraseElsewhere } from '#forget/elsewhere.ts'
import { insert } from '#tables/rows.ts'
import { ownFolder, shop } from '../cl.ts'
import { hasPostgres, startAgain, startPostgres, stopPostgres } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { addressOf, foundAt, ownSchema, ownServer, placeOf, schemaWithBook, withEngine } from '../server.ts'

/** A book of a test's own, as a laptop has it. */
function bookAt(place: Place): ServerBook {
  const address = { place, text: 'postgres://cl@here/postgres', heldPassword: false }
  const laptop = { me: () => null, keepMe: () => {} }
  const today = day('2026-11-21')
  return new ServerBook(address, `${ownFolder()}/book.db`, today, {
    tell: () => {},
    whoMakes: () => ({ name: 'kim@here', login: 'kim@' }),
    laptop,
    above: { write: writeAddition, erase: eraseElsewhere },
  })
}

const writeTag = (book: ServerBook, tag: string): Promise<number> =>
  book.write(async (db) => {
    const { id } = await insert(db, 'tags', { customer_id: 1, tag })
    return { summary: `tagged ${tag}`, result: id }
  })

describe.skipIf(!hasPostgres())('a book on a server', () => {
  it('is written to by eight laptops at once: every change has a number, in order, and none is lost', async () => {
    const schema = await schemaWithBook()
    await shop().cl('add Acme', { env: { CL_BOOK: await addressOf(schema) } })
    const place = await placeOf(schema)
    const books = Array.from({ length: 8 }, () => bookAt(place))
    const numbers = await Promise.all(
      books.map(async (book, laptop) => {
        const own: number[] = []
        for (let n = 0; n < 25; n += 1) own.push(await writeTag(book, `${laptop}-${n}`))
        book.close()
        return own
      }),
    )
    for (const own of numbers) expect(own).toEqual(own.toSorted((a, b) => a - b))
    expect(numbers.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    const kept = await withEngine(place, (engine) =>
      engine.transaction('read', () =>
        engine.cells<[number, string]>(sql`select id, summary from changes order by id`),
      ),
    )
    expect(kept.map(([id]) => id)).toEqual(Array.from({ length: 201 }, (_, i) => i + 1))
  })

  it('has what it said it has, and not what it said it has not, wherever the connection is cut', async () => {
    const schema = await schemaWithBook()
    const proxy = await startProxy((await ownServer()).port)
    const { cl } = shop()
    const through = { env: { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${schema}` } }
    expect(await cl('add Acme', through)).toMatchObject({ code: 0 })
    const notes = async () => {
      const place = await placeOf(schema)
      const rows = await withEngine(place, (engine) =>
        engine.transaction('read', () => engine.cells<[string]>(sql`select note from touches order by id`)),
      )
      return rows.map(([note]) => note)
    }
    const sides = ['laptop', 'server'] as const
    const lengths = await Promise.all([proxy.passed('laptop'), proxy.passed('server')])
    await cl('log acme call whole', through)
    const [sent, received] = [proxy.passed('laptop') - lengths[0], proxy.passed('server') - lengths[1]]
    for (const [side, length] of [
      [sides[0], sent],
      [sides[1], received],
    ] as const) {
      for (let part = 0; part < 14; part += 1) {
        const note = `${side} ${part}`
        proxy.cutAfter(Math.floor((length * part) / 14), side)
        const { code, err } = await cl(`log acme call "${note}"`, through)
        proxy.cutAfter(null)
        const times = (await notes()).filter((each) => each === note).length
        const isUnknown = err.includes('may be in the book, or not')
        expect({ note, code, times, err }).toEqual({
          note,
          code: isUnknown ? 1 : times === 1 ? 0 : 1,
          times: isUnknown ? expect.any(Number) : code === 0 ? 1 : 0,
          err: expect.not.stringContaining('bug'),
        })
        expect(times).toBeLessThan(2)
      }
    }
    proxy.close()
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
})

describe.skipIf(!hasPostgres())('away from the network', () => {
  it('the last copy is read, and says so; nothing is written', async () => {
    const server = await startPostgres()
    const place = { ...(await placeOf('shop')), port: server.port }
    await foundAt(place)
    const { cl } = shop()
    const address = `postgres://cl@127.0.0.1:${server.port}/postgres?schema=shop`
    const env = { CL_BOOK: address }
    const elsewhere = shop()
    await elsewhere.cl('add Acme', { env })
    expect(await cl('log acme call "before it"', { env })).toMatchObject({ code: 0 })
    await cl('history', { env: { ...env, CL_TODAY: '2026-11-22' } })
    stopPostgres(server.folder)
    const away = await cl('history', { env: { ...env, CL_TODAY: '2026-11-23' } })
    expect(away).toMatchObject({ code: 0, out: expect.stringContaining('before it') })
    expect(away.err).toBe('127.0.0.1 cannot be asked just now. This is the copy of 2026-11-22 on this laptop:\n')
    const refused = await cl('log acme call "not kept"', { env })
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Nothing was') })
    const never = await shop().cl('due', { env })
    expect(never).toMatchObject({ code: 1, err: expect.stringContaining('does not take anybody in') })
  })
})

import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { type Result, shop } from '../cl.ts'
import { startProxy } from '../proxy.ts'
import { isWhole, wholeTimeout } from '../runs.ts'
import { addressOf, onServer, ownServer, placeOf, schemaWithBook, withEngine } from '../server.ts'

const beginning = `add Acme --email a@acme.example
add Bolt
add Carol --tag vip
topics add season "When are you busiest?"
log acme call hello --on 2026-11-01
log acme complaint "late" --on 2026-11-02
promise bolt "a list" --by 2026-12-01
date carol birthday 2001-05-02
letters add Invoice
archive carol`.split('\n')

/** Lines that only add, and so are never refused for want of a server. */
const adding = `log acme call new
log acme visit new --with bolt --promise "a cake" --by friday
log bolt call new --done
promise bolt "another list"
learn acme season in June
save acme --money 12 boxes
pulse acme 9 "on time" --guess 7`.split('\n')

/** Lines that need the server, once it is not there. */
const needing = `add "New One" --tag x
edit acme --name "Acme Two" --every 2w
snooze bolt 2027-01-04
unarchive carol
done 2 sent
loop 2 --by 2026-12-03
wait 1 them "for an answer"
amend 1 --note amended
remove 1
date acme opening 2011-05-02
merge carol bolt
config set visit.every 3w
vocabulary channel add fax
topics add price "What do they pay?"
letters review Invoice --answers yynyn
letters add Menu
audit --answer "3=2 slow"
undo`.split('\n')

/** The number of parts into which the laptop's questions, and the answers, are cut for each command. */
const parts = (line: string): number => (isWhole ? 60 : adding.includes(line) ? 3 : 2)

/** The output of a command; true where it is in the book, and where it is after the next command. */
type Found = Result & { isThere: boolean; isThereThen: boolean }

/** The faults of a command that needs the server: it may be done only if it said so, unless it said that it does not know. */
const ofNeeding = ({ code, err, isThere, isThereThen }: Found): string[] => [
  ...(isThere === isThereThen ? [] : ['it was done later']),
  ...(err.includes('may be in the book, or not') || isThere === (code === 0) ? [] : ['it is not as it said']),
  ...(code === 0 || err !== '' ? [] : ['it said nothing']),
]

/** The faults of a command that only adds: it never fails, and is in the book in the end. */
const ofAdding = ({ code, out, isThere, isThereThen }: Found): string[] => [
  ...(code === 0 ? [] : ['it failed']),
  ...(isThereThen ? [] : ['it is lost']),
  ...(out.startsWith('Kept on this laptop') && isThere ? ['it is there, and was said to wait'] : []),
]

const bugIn = ({ err }: Result): string[] => (err.includes('bug') ? ['it is a bug'] : [])

describe.skipIf(!onServer)('wherever the connection is cut', { timeout: wholeTimeout }, () => {
  it.each([...adding, ...needing])('every answer about it is true: %s', async (line) => {
    const schema = await schemaWithBook()
    const place = await placeOf(schema)
    const proxy = await startProxy((await ownServer()).port)
    const [{ cl }, direct] = [shop(), { env: { CL_BOOK: await addressOf(schema) } }]
    const through = { env: { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${schema}` } }
    for (const each of beginning) expect(await cl(each, direct)).toMatchObject({ code: 0 })
    await cl('due', through)
    /** The changes that stand, each by its number. */
    const standing = async () =>
      withEngine(place, (engine) =>
        engine.transaction('read', async () =>
          (await engine.cells<[number]>(sql`select id from changes where undone = 0 order by id`)).map(([id]) => id),
        ),
      )
    const isUndo = line === 'undo'
    /** As the book was before the line. */
    const back = async (before: number[]) => {
      if ((await standing()).length !== before.length) await cl(isUndo ? 'redo' : 'undo', direct)
      expect((await standing()).length).toBe(before.length)
    }
    const start = await standing()
    const passed = () => [proxy.passed('laptop'), proxy.passed('server')] as const
    const [sentBefore, gotBefore] = passed()
    expect(await cl(line, through)).toMatchObject({ code: 0 })
    const [sent, got] = passed()
    await back(start)
    const cuts = [
      ['laptop', sent - sentBefore],
      ['server', got - gotBefore],
    ] as const
    const wrong: string[] = []
    for (const [side, length] of cuts) {
      for (let part = 0; part < parts(line); part += 1) {
        const bytes = Math.floor((length * part) / parts(line))
        proxy.cutAfter(bytes, side)
        const result = await cl(line, through)
        proxy.cutAfter(null)
        const isThere = (await standing()).length !== start.length
        await cl('due', through)
        const found = { ...result, isThere, isThereThen: (await standing()).length !== start.length }
        const all = [...(adding.includes(line) ? ofAdding(found) : ofNeeding(found)), ...bugIn(result)]
        wrong.push(...all.map((what) => `${what}: cut after ${bytes} bytes of the ${side}: ${result.out}${result.err}`))
        await back(start)
      }
    }
    expect(wrong).toEqual([])
    proxy.close()
  })

  it.each(['due', 'list', 'show acme', 'report --csv', 'stats'])(
    'a reader reads the book or its copy: %s',
    async (line) => {
      const schema = await schemaWithBook()
      const proxy = await startProxy((await ownServer()).port)
      const { cl } = shop()
      const through = { env: { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${schema}` } }
      for (const each of beginning) expect(await cl(each, through)).toMatchObject({ code: 0 })
      await cl('due', { env: { ...through.env, CL_TODAY: '2026-11-22' } })
      const today = { env: { ...through.env, CL_TODAY: '2026-11-22' } }
      const before = proxy.passed('server')
      const { out: whole } = await cl(line, today)
      const length = proxy.passed('server') - before
      for (let part = 0; part < parts(line); part += 1) {
        proxy.cutAfter(Math.floor((length * part) / parts(line)), 'server')
        expect(await cl(line, today)).toMatchObject({ code: 0, out: whole })
        proxy.cutAfter(null)
      }
      proxy.close()
    },
  )
})

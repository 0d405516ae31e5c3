import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { laptop } from '../laptop.ts'
import { hasPostgres, psql } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { addressOf, ownSchema, ownServer, placeOf, withEngine } from '../server.ts'

type Laptop = ReturnType<typeof laptop>

/** Two laptops with one book, each behind a line of its own, which can be cut. */
async function twoLaptops(...beginning: string[]) {
  const schema = ownSchema()
  const { port } = await ownServer()
  const lines = [await startProxy(port), await startProxy(port)] as const
  const [anna, kim] = [laptop('anna@one'), laptop('kim@two')]
  const through = (line: (typeof lines)[number]) => `postgres://cl@127.0.0.1:${line.port}/postgres?schema=${schema}`
  await anna.all('add Acme', 'add Bolt', ...beginning, `share ${through(lines[0])}`, 'due')
  await kim.all(`share --join ${through(lines[1])}`, 'due')
  const away = (which: 0 | 1, isAway = true) => lines[which].cutAfter(isAway ? 0 : null)
  const ask = async <Row extends unknown[]>(query: Parameters<typeof sql>[0]) =>
    withEngine(await placeOf(schema), (engine) => engine.transaction('read', () => engine.cells<Row>(sql(query))))
  const close = () => lines.map((line) => line.close())
  return { anna, kim, lines, through, away, ask, close, schema }
}

const waiting = async ({
  cl,
}: Laptop): Promise<{ number: number; state: string; why: string | null; what: string }[]> =>
  JSON.parse((await cl('outbox --json')).out)

describe.skipIf(!hasPostgres())('away from the network', () => {
  it('keeps what only adds, says so, and sends it once and in order', async () => {
    const { anna, kim, away, ask, close } = await twoLaptops('add Kim --team', 'config set currency EUR')
    await kim.all('config set me Kim')
    away(1)
    const kept = await kim.cl('log acme call "the first" --minutes 5 --on yesterday')
    expect(kept).toMatchObject({ code: 0, err: '' })
    expect(kept.out).toBe(
      'Kept on this laptop; it goes to the book when the server takes it: #1 log Acme: call, care, +, on 2026-11-20, 5 minutes, "the first" (2026-11-21)\n',
    )
    await kim.all(
      'log acme visit "the second" --with bolt',
      'promise bolt "the third" --by 2026-12-01',
      'learn acme goals the fourth',
      'save acme the fifth --money 12.50 --time 1h',
      'pulse bolt 9 the sixth --guess 7',
    )
    const due = await kim.cl('due')
    expect(due.err).toContain(
      'This is the copy that the first command of 2026-11-21 left on this laptop:\nNot in it, and kept on this laptop',
    )
    expect(due.err).toContain('\n  #6 pulse Bolt: 9 of 10, the sixth (2026-11-21)\n')
    expect(await kim.cl('doctor')).toMatchObject({
      out: expect.stringContaining('Outbox    6 wait on this laptop: cl outbox'),
      err: expect.stringContaining('The copy is well; the book itself could not be asked.'),
    })
    expect((await kim.cl('share')).err).toBe('6 wait on this laptop: cl outbox\n')
    expect(statSync(join(kim.place, 'book.outbox')).mode & 0o077).toBe(0)
    expect((await waiting(kim)).map(({ state }) => state)).toEqual(Array(6).fill('waiting'))
    await anna.all('log bolt call between')
    away(1, false)
    const sent = await kim.cl('due')
    expect(sent.err).toContain('In the book by now, after it had waited on this laptop:\n  #1 log Acme')
    expect(await waiting(kim)).toEqual([])
    expect(await ask(['select note, on_day, by_id from touches order by id'] as never)).toEqual([
      ['between', '2026-11-21', null],
      ['the first', '2026-11-20', 3],
      ['the second', '2026-11-21', 3],
      ['the second', '2026-11-21', 3],
    ])
    const others = await ask([
      `select text, by_id from loops union all select text, by_id from facts
        union all select text, money from savings union all select quote, guess from pulses`,
    ] as never)
    expect(others).toEqual([
      ['the third', 3],
      ['the fourth', 3],
      ['the fifth', 1250],
      ['the sixth', 7],
    ])
    expect((await kim.cl('undo --yes')).out).toContain('Took back: pulse of Bolt')
    expect((await kim.cl('due')).err).not.toContain('waited')
    close()
  })

  it('knows the names and words of the last command that reached the server', async () => {
    const { anna, kim, away, ask, close } = await twoLaptops()
    await anna.all('add "New One"', 'vocabulary channel add radio')
    await kim.all('due')
    away(1)
    expect(await kim.cl('log new radio hello')).toMatchObject({ code: 0 })
    expect(await kim.cl('log nobody call hello')).toMatchObject({ code: 1 })
    expect(await kim.cl('log zoe call hello --new')).toMatchObject({ code: 0 })
    expect(await kim.cl('log zoe call again --new')).toMatchObject({ code: 0 })
    for (const line of ['add Foo', 'edit acme --note x', 'redo', 'forget acme --yes Acme'])
      expect(await kim.cl(line)).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was') })
    away(1, false)
    await kim.all('due')
    const touches = [
      ['New One', 'radio', 'hello'],
      ['Zoe', 'call', 'hello'],
      ['Zoe', 'call', 'again'],
    ]
    expect(
      await ask([
        `select c.name, ch.name, t.note from touches t join customers c on c.id = customer_id
          join channels ch on ch.id = channel_id order by t.id`,
      ] as never),
    ).toEqual(touches.map(([name, ...rest]) => [name === 'Zoe' ? 'zoe' : name, ...rest]))
    close()
  })

  it('keeps what is added also where the state that it knows of the book cannot be read', async () => {
    const { kim, away, close } = await twoLaptops()
    away(1)
    writeFileSync(join(kim.place, 'book.known'), 'damaged')
    expect(await kim.cl('log acme call one')).toMatchObject({ code: 0, out: expect.stringContaining('Kept') })
    away(1, false)
    expect((await kim.cl('due')).err).toContain('In the book by now')
    close()
  })

  it('reads no copy of the book that was here before, and has all erasures, where that state cannot be read', async () => {
    const { anna, kim, lines, through, away, close } = await twoLaptops('add "Zelda Zorn"')
    const other = laptop('tom@three')
    await other.all('add Stranger', 'backup', `share --join ${through(lines[0])} --yes`, 'due')
    const damage = (each: Laptop) => writeFileSync(join(each.place, 'book.known'), 'damaged')
    damage(other)
    damage(kim)
    await anna.all('forget zelda --yes "Zelda Zorn"')
    const own = readdirSync(join(other.place, 'book.db.snapshots')).filter((name) => name.includes('first write'))
    for (const name of own) rmSync(join(other.place, 'book.db.snapshots', name))
    away(0)
    expect(await other.cl('list')).toMatchObject({ code: 1, out: '' })
    expect((await kim.cl('due')).err).toContain('#3: erased elsewhere, and now from 1 copy of the book on this laptop.')
    expect(kim.bytes()).not.toContain('Zelda')
    close()
  })

  it('reads no copy of the book that was here before, also where an earlier cl kept the names of its snapshots', async () => {
    const { lines, through, away, close } = await twoLaptops()
    const other = laptop('tom@three')
    await other.all('add Stranger', 'backup', `share --join ${through(lines[0])} --yes`, 'due')
    const [url, known] = ['book.url', 'book.known'].map((name) => join(other.place, name)) as [string, string]
    const [address = '', ...notOurs] = readFileSync(url, 'utf8').trim().split('\n')
    writeFileSync(url, `${address}\n`)
    writeFileSync(known, JSON.stringify({ ...JSON.parse(readFileSync(known, 'utf8')), notOurs }))
    const snapshots = join(other.place, 'book.db.snapshots')
    for (const name of readdirSync(snapshots)) if (name.includes('first write')) rmSync(join(snapshots, name))
    away(0)
    expect(await other.cl('list')).toMatchObject({ code: 1, out: '' })
    expect((await other.cl('list')).err).not.toContain('This is the copy')
    close()
  })

  it('reads no copy of the book that was here before, also once the shared one was a file again meanwhile', async () => {
    const { lines, through, away, close } = await twoLaptops()
    const other = laptop('tom@three')
    const again = `${through(lines[0])}_again`
    await other.all('add Stranger', 'backup', `share --join ${through(lines[0])} --yes`, 'due', 'share --back')
    await other.all('log acme call', `share ${again}`)
    const snapshots = join(other.place, 'book.db.snapshots')
    const names = readdirSync(snapshots)
    const own = names.filter((name) => /first write|before share \(2\)/.test(name))
    expect(own).not.toEqual([])
    for (const name of own) rmSync(join(snapshots, name))
    away(0)
    expect(await other.cl('list')).toMatchObject({ code: 1, out: '' })
    close()
  })

  it('keeps what is added also where the server goes away as soon as the book is shared', async () => {
    const [anna, line] = [laptop(), await startProxy((await ownServer()).port)]
    await anna.all('add Acme', `share postgres://cl@127.0.0.1:${line.port}/postgres?schema=${ownSchema()}`)
    line.cutAfter(0)
    expect((await anna.cl('log acme call one')).out).toMatch(/^Kept on this laptop.*#1 log Acme: call/)
    const list = await anna.cl('list')
    expect(list.out).toContain('Acme')
    expect(list.err).toContain('This is the copy of 2026-11-21, from before share, on this laptop:')
    line.close()
  })

  it('says of what this laptop does not have that the book may have it', async () => {
    const { anna, kim, away, close } = await twoLaptops('add Carol')
    await anna.all('promise acme cake --by 2026-12-01', 'log acme call new', 'add Dora')
    away(1)
    for (const line of ['done 1', 'wait 1 them', 'loop 1', 'touch 1', 'show dora', 'log dora call x', 'promise dora x'])
      expect((await kim.cl(line)).err).toMatch(
        /That is by what this laptop knows; the server cannot be asked just now\. Type it again once it can\.\n/,
      )
    const { err } = await kim.cl('snooze carol 2w')
    expect(err).toContain('Nothing was written.')
    expect(err).not.toContain('That is by what this laptop knows')
    away(1, false)
    expect((await kim.cl('touch 7')).err).not.toContain('laptop')
    close()
  })

  it('is also where something else answers in the place of the server, which is said', async () => {
    const { kim, lines, close } = await twoLaptops()
    const other = createServer((socket) => socket.on('error', () => {}).write('HTTP/1.1 302 Found\r\n'))
    await once(other.listen(0, '127.0.0.1'), 'listening')
    lines[1].redirect((other.address() as AddressInfo).port)
    const why = `What answers at 127.0.0.1:${lines[1].port} is not a PostgreSQL (it says "HTTP/1.1 302 Found").`
    expect((await kim.cl('due')).err).toContain(`${why} This is the copy that the first command`)
    expect(await kim.cl('log acme call one')).toMatchObject({ code: 0, err: `${why}\n` })
    lines[1].redirect((await ownServer()).port)
    expect((await kim.cl('due')).err).toContain('In the book by now')
    other.close()
    close()
  })

  it('has nothing to go by where the server was never reached', async () => {
    const never = laptop()
    const env = { CL_BOOK: await addressOf(ownSchema()).then((address) => address.replace(/:\d+\//, ':1/')) }
    for (const line of ['log acme call x', 'due', 'learn acme x'])
      expect(await never.cl(line, { env })).toMatchObject({ code: 1, out: '' })
    expect(existsSync(never.place)).toBe(false)
  })

  it('keeps and says what the book does not take, and takes what was only renamed', async () => {
    const { anna, kim, away, ask, close } = await twoLaptops('add Carol', 'vocabulary channel add radio')
    away(1)
    await kim.all(
      'log bolt call "to the merged" --with carol',
      'log acme call "to the renamed"',
      'log carol call "late" --done',
      'log carol radio x',
    )
    await anna.all(
      'merge bolt carol',
      'add Dora',
      'merge carol dora',
      'edit acme --name "Acme & Sons"',
      'vocabulary channel remove radio',
    )
    away(1, false)
    const { err } = await kim.cl('due')
    expect(err).toContain('\n#1: Bolt (#2) was merged into Dora (#4), who has it.\n')
    expect(err).toContain('\n#1: Carol (#3) was merged into Dora (#4), who has it.\n')
    const notes = () => ask(['select customer_id, note from touches order by id'] as never)
    expect(await notes()).toEqual([
      [4, 'to the merged'],
      [1, 'to the renamed'],
    ])
    expect(await waiting(kim)).toMatchObject([
      { number: 3, state: 'refused', why: expect.stringContaining('Nothing is open with Dora') },
      { number: 4, state: 'refused', why: expect.stringContaining('radio') },
    ])
    expect((await kim.cl('due')).err).toContain('On this laptop, and not in the book: 2 more. See: cl outbox')
    await kim.all('promise carol x', 'outbox --again 3')
    expect((await kim.cl('due')).err).toContain('In the book by now')
    expect((await notes()).at(-1)).toEqual([4, 'late'])
    expect(await kim.cl('outbox --remove 3 4')).toMatchObject({
      code: 1,
      err: 'Nothing on this laptop waits as #3.\ncl outbox shows the numbers.\n',
    })
    const removed = await kim.cl('outbox --remove 4, --json')
    expect(JSON.parse(removed.out)).toEqual({ removed: [4] })
    expect(await kim.cl('outbox --remove 4')).toMatchObject({ code: 1 })
    expect((await kim.cl('due')).err).not.toContain('outbox')
    close()
  })

  it('writes nothing for somebody else who has the number by now, in a book that was put back from a backup', async () => {
    const { anna, kim, away, ask, close, schema } = await twoLaptops()
    await anna.all('add Dora')
    await kim.all('list')
    away(1)
    await kim.all('log dora call x')
    await psql(
      (await ownServer()).port,
      `set search_path to ${schema}; update customers set name = 'Emil' where name = 'Dora';
        update change_rows set after = replace(after, 'Dora', 'Emil')`,
    )
    away(1, false)
    expect((await kim.cl('due')).err).toMatch(
      /Not in the book, and kept on this laptop .*: #1 log Dora: .* – Dora \(#\d\) is not/,
    )
    expect(await ask(['select note from touches order by id'] as never)).toEqual([])
    close()
  })

  it('cl undo takes back what still waits', async () => {
    const { kim, away, ask, close } = await twoLaptops()
    away(1)
    await kim.all('log acme call one', 'log acme call two')
    expect((await kim.cl('undo')).out).toContain('Took back: #2 log Acme: call, care, +, "two" (today)')
    expect((await kim.cl('undo')).out).toContain('Took back: #1 log Acme')
    expect(await kim.cl('undo')).toMatchObject({ code: 1 })
    away(1, false)
    await kim.all('due')
    expect(await ask(['select note from touches order by id'] as never)).toEqual([])
    close()
  })

  it('an erasure on one laptop reaches the copies, the names and the outbox of the other', async () => {
    const { anna, kim, away, ask, close } = await twoLaptops('add "Zelda Zorn" --email zelda@zorn.example')
    await kim.all('due', 'log zelda call "about Zelda"')
    await kim.cl('due', { env: { CL_TODAY: '2026-11-22' } })
    away(1)
    await kim.all('log zorn call waits', 'log acme call both --with zelda')
    expect(kim.bytes()).toContain('Zelda Zorn')
    await anna.all('forget zelda --yes "Zelda Zorn"')
    away(1, false)
    const { err } = await kim.cl('due', { env: { CL_TODAY: '2026-11-23' } })
    expect(err).toContain('#3: erased elsewhere, and now from 2 copies of the book and 2 of what waits on this laptop.')
    expect(kim.bytes()).not.toMatch(/zelda|zorn/i)
    expect(await ask(['select note from touches order by id'] as never)).toEqual([['both']])
    expect((await kim.cl('due')).err).not.toContain('erased')
    close()
  })

  it('ends by Ctrl-C between two additions, and says what was sent', async () => {
    const { kim, away, close } = await twoLaptops()
    away(1)
    await kim.all('log acme call one', 'log acme call two', 'log acme call three')
    away(1, false)
    const stopped = await kim.cl('log bolt call four', { ctrlC: 3 })
    expect(stopped).toEqual({
      code: 130,
      out: '',
      err: `In the book by now, after it had waited on this laptop:
  #1 log Acme: call, care, +, "one" (2026-11-21)
  #2 log Acme: call, care, +, "two" (2026-11-21)
Stopped. Nothing more was written; the rest waits on this laptop: cl outbox
`,
    })
    expect(await waiting(kim)).toMatchObject([{ number: 3, state: 'waiting' }])
    await kim.all('due')
    expect((await kim.cl('history')).out).toMatch(/three[\s\S]*two[\s\S]*one/)
    close()
  })

  it('of two terminals that send at once, one does', async () => {
    const { kim, away, ask, close } = await twoLaptops()
    away(1)
    for (let n = 0; n < 4; n += 1) await kim.all(`log acme call n${n}`)
    away(1, false)
    await Promise.all([kim.cl('due'), kim.cl('list'), kim.cl('history')])
    expect(await ask(['select note from touches order by id'] as never)).toEqual([['n0'], ['n1'], ['n2'], ['n3']])
    expect(await waiting(kim)).toEqual([])
    close()
  })

  it('an outbox that cannot be read keeps nobody from the book, and is said', async () => {
    const { kim, away, close } = await twoLaptops()
    away(1)
    await kim.all('log acme call one')
    const path = join(kim.place, 'book.outbox')
    const whole = readFileSync(path)
    writeFileSync(path, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 7)]))
    const said = expect.stringContaining('What waits on this laptop cannot be read or written')
    expect(await kim.cl('log acme call two')).toMatchObject({ code: 1, out: '', err: said })
    expect(await kim.cl('due')).toMatchObject({ code: 0, err: said })
    expect(await kim.cl('outbox')).toMatchObject({ code: 1, out: '', err: said })
    away(1, false)
    expect(await kim.cl('due')).toMatchObject({ code: 0, err: said })
    expect(await kim.cl('log acme call three')).toMatchObject({ code: 0, err: said })
    writeFileSync(path, whole)
    expect((await kim.cl('due')).err).toContain('In the book by now')
    close()
  })

  it('an addition for a server that has moved waits on, is said, and goes to the new address once somebody says so', async () => {
    const { kim, lines, away, ask, close, schema } = await twoLaptops()
    away(1)
    await kim.all('log acme call one', 'log acme call two', 'log acme call three')
    const moved = `${kim.address()}`.replace(`:${lines[1].port}/`, `:${lines[0].port}/`)
    const joined = await kim.cl(`share --join ${moved}`)
    expect(joined).toMatchObject({ code: 0, err: '3 wait on this laptop, for the book as it was: cl outbox\n' })
    expect(await kim.cl(`share --join ${moved}`)).toMatchObject({ code: 1, err: expect.stringContaining('already') })
    expect((await kim.cl('due')).err).toContain('for a book at another address: 3.')
    const listed = await kim.cl('outbox')
    expect(listed.out.replace(/\s+/g, ' ')).toContain(
      `waits (for the book at 127.0.0.1:${lines[1].port}/postgres?schema=${schema})`,
    )
    expect(listed.err).toBe('If the book has moved here, and only then: cl outbox --again 1 2 3\n')
    expect(await ask(['select note from touches'] as never)).toEqual([])
    const again = await kim.cl('outbox --again 1 3')
    expect(again.out).toBe(
      `They wait again, and are sent by the next command that reaches the server:
  #1 log Acme: call, care, +, "one" (2026-11-21)
  #3 log Acme: call, care, +, "three" (2026-11-21)\n`,
    )
    expect((await kim.cl('due')).err).toContain('for a book at another address: 1.')
    expect(await ask(['select note from touches order by id'] as never)).toEqual([['one'], ['three']])
    close()
  })

  it('joins no other book where the address of this one comes from elsewhere', async () => {
    const { kim, lines, close } = await twoLaptops()
    const address = `${kim.address()}`
    const other = address.replace(`:${lines[1].port}/`, `:${lines[0].port}/`)
    const named = await kim.cl(`share --join ${other}`, { env: { CL_BOOK: address } })
    expect(named).toMatchObject({ code: 1, err: expect.stringContaining('named by --book or CL_BOOK') })
    expect(kim.address()).toBe(address)
    close()
  })

  it('a book that was taken back meanwhile leaves all that waits where it is, and what is added with it', async () => {
    const { anna, kim, away, close } = await twoLaptops()
    away(1)
    await kim.all('log acme call one')
    expect((await anna.cl('share --back')).err).toContain('What waits on another laptop stays there')
    away(1, false)
    const takenBack = expect.stringMatching(/^The book at .* was taken back into a file on 2026-11-21, .*\n/)
    expect(await kim.cl('due')).toMatchObject({ code: 1, err: takenBack })
    for (const line of ['log acme call two', 'promise acme "send it"'])
      expect(await kim.cl(line)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^Kept on this laptop until the book is shared again \(cl outbox\): #[23] /),
        err: takenBack,
      })
    expect((await kim.cl('undo')).out).toContain('Took back: #3 promise Acme')
    expect(await waiting(kim)).toMatchObject([
      { what: 'call, care, +, "one"', state: 'waiting' },
      { what: 'call, care, +, "two"', state: 'waiting' },
    ])
    expect(readFileSync(kim.url, 'utf8')).toContain('postgres://')
    close()
  })
})

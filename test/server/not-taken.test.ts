import { describe, expect, it } from 'vitest'
import { laptop } from '../laptop.ts'
import { hasPostgres } from '../postgres.ts'
import { addressOf, ownSchema, placeOf, withEngine } from '../server.ts'

const troubles = [
  { what: 'full', code: '53100', said: 'The server of the book is full (no).' },
  { what: 'short of memory', code: '53200', said: 'The server of the book is full (no).' },
  { what: 'read-only', code: '25006', said: 'may only be read just now (no).' },
  { what: 'written to by somebody else for long', code: '55P03', said: 'Somebody else was writing to' },
  { what: 'written to by many', code: '40001', said: 'Others were writing to' },
  { what: 'faulty itself', code: 'XX000', said: 'The server of the book failed (no).' },
  { what: 'faulty on its disk', code: '58030', said: 'The server of the book failed (no).' },
  { what: 'shutting down', code: '57P01', said: null },
  { what: 'out of connections', code: '53300', said: null },
]

/** A laptop with a book on a server, which refuses each touch with an error of a code, until it is well. */
async function refusedWith(code: string) {
  const schema = ownSchema()
  const { cl, all } = laptop()
  await all('add Acme', `share ${await addressOf(schema)}`, 'due')
  const say = async (text: string) =>
    withEngine(await placeOf(schema), (engine) => engine.founding(() => engine.define(text)))
  await say(`create function no() returns trigger language plpgsql as $f$ begin
      raise exception 'no' using errcode = '${code}'; end $f$;
    create trigger no before insert on touches execute function no()`)
  return { cl, all, recover: () => say('drop function no cascade') }
}

const notes = async (cl: ReturnType<typeof laptop>['cl']): Promise<string[]> =>
  (JSON.parse((await cl('history --json')).out) as { note: string }[]).map(({ note }) => note).reverse()

describe.skipIf(!hasPostgres())('a touch that a server does not take just now', () => {
  it.each(troubles)('is kept where it is $what, with the reason, and sent in its order', async ({ code, said }) => {
    const { cl, all, recover } = await refusedWith(code)
    const first = await cl('log acme call one')
    expect(first).toMatchObject({
      code: 0,
      out: 'Kept on this laptop; it goes to the book when the server takes it: #1 log Acme: call, care, +, "one" (2026-11-21)\n',
    })
    expect(first.err).toEqual(said === null ? '' : expect.stringContaining(said))
    expect(first.err).not.toContain('Nothing was written')
    expect(await cl('log acme call two')).toMatchObject({ code: 0, out: expect.stringContaining('Kept') })
    await recover()
    await all('log acme call three')
    expect(await notes(cl)).toEqual(['one', 'two', 'three'])
    expect(JSON.parse((await cl('outbox --json')).out)).toEqual([])
  })

  it('keeps nobody from reading the book, and is not overtaken by a later one', async () => {
    const { cl, all, recover } = await refusedWith('53100')
    await all('log acme call one')
    const due = await cl('list')
    expect(due).toMatchObject({ code: 0, out: expect.stringContaining('Acme') })
    expect(due.err).toBe(
      'The server of the book is full (no). What waits on this laptop cannot be sent just now: cl outbox\n',
    )
    const later = await cl('learn acme goals "a second shop"')
    expect(later).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop'), err: due.err })
    const edited = await cl('edit acme --note x')
    expect(edited).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was written.') })
    expect((await cl('undo')).out).toContain('Took back: #2 learn Acme')
    await recover()
    await all('due')
    expect(await notes(cl)).toEqual(['one'])
  })

  it('is said to wait once in a command, with the reason', async () => {
    const { cl, all, recover } = await refusedWith('25006')
    await all('log acme call one')
    const reason = expect.stringMatching(/^.* may only be read just now \(no\)\. What waits on this laptop .*\n/)
    for (const line of ['edit acme --note x', 'snooze acme 2026-12-24', 'add Bolt']) {
      const { code, err } = await cl(line)
      expect([code, err]).toEqual([1, reason])
      expect(err.split('\n').slice(1)).toEqual([
        'Nothing else was done, for the same reason.',
        'Ask whoever runs the server. Nothing was written.',
        '',
      ])
    }
    await recover()
    await all('due')
    expect(await notes(cl)).toEqual(['one'])
  })

  it('is kept where the book is of a newer cl, with what to do, until this one is as new', async () => {
    const schema = ownSchema()
    const { cl, all } = laptop()
    await all('add Acme', `share ${await addressOf(schema)}`, 'due')
    const say = async (text: string) =>
      withEngine(await placeOf(schema), (engine) => engine.founding(() => engine.define(text)))
    await all('log acme call one')
    await say(`update book set version = version + 990;
      alter table purposes rename column care to other; alter table changes rename column key to other`)
    for (const line of ['log acme visit two', 'promise acme "send it"']) {
      const kept = await cl(line)
      expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop') })
      expect(kept.err).toMatch(
        /is of a newer cl \(its version is \d+; this cl knows up to \d+\): install the newest one\.\n$/,
      )
    }
    const due = await cl('due')
    expect(due).toMatchObject({ code: 1, out: '', err: expect.stringContaining('install the newest one') })
    expect((await cl('undo')).out).toContain('Took back: #2 promise Acme')
    await say(`update book set version = version - 990;
      alter table purposes rename column other to care; alter table changes rename column other to key`)
    await all('log acme call three')
    expect(await notes(cl)).toEqual(['one', 'two', 'three'])
    expect(JSON.parse((await cl('outbox --json')).out)).toEqual([])
  })

  it('is kept where the book has lost a table or a column, as while a backup is put back, until it has them again', async () => {
    const schema = ownSchema()
    const { cl, all } = laptop()
    await all('add Acme', `share ${await addressOf(schema)}`, 'due')
    const say = async (text: string) =>
      withEngine(await placeOf(schema), (engine) => engine.founding(() => engine.define(text)))
    const renamed = [
      ['touches', 'touches rename to others', 'others rename to touches'],
      ['note', 'touches rename column note to other', 'touches rename column other to note'],
    ]
    for (const [what, there, back] of renamed) {
      await say(`alter table ${there}`)
      const kept = await cl(`log acme call "without ${what}"`)
      expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop') })
      expect(kept.err).toMatch(/is not whole \(.*does not exist\)\./)
      const history = await cl('history')
      expect(history).toMatchObject({ code: 1, out: '' })
      expect(history.err).toContain('Nothing was written. Ask whoever runs the server')
      await say(`alter table ${back}`)
    }
    await all('due')
    expect(await notes(cl)).toEqual(['without touches', 'without note'])
  })

  it.each([
    { what: 'may not write', code: '42501', said: 'The role cl may not do this' },
    { what: 'is not let in any more', code: '28P01', said: 'does not let the role cl in without a password' },
    {
      what: 'may not log in any more',
      code: '28000',
      said: 'does not let the role cl in, whatever its password (no).',
    },
  ])('is refused where the role $what', async ({ code, said }) => {
    const { cl } = await refusedWith(code)
    const answer = await cl('log acme call one')
    expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringContaining(said) })
    expect(answer.err.includes('pgpass')).toBe(code === '28P01')
    expect(JSON.parse((await cl('outbox --json')).out)).toEqual([])
  })
})

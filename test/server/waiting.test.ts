import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PostgresEngine } from '#book/engines/postgres.ts'
import { laptop } from '../laptop.ts'
import { hasPostgres } from '../postgres.ts'
import { addressOf, ownSchema, placeOf, withEngine } from '../server.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A laptop with a book on a server, to which somebody else is writing while `work` is done. */
async function besideAWriter<T>(by: string, work: (own: ReturnType<typeof laptop>) => Promise<T>): Promise<T> {
  const schema = ownSchema()
  const own = laptop()
  await own.all('add Acme', `share ${await addressOf(schema)}`, 'due')
  const { whoWrites } = PostgresEngine.prototype
  return withEngine(await placeOf(schema), async (engine) => {
    const done = new Promise<void>((resolve) => {
      vi.spyOn(PostgresEngine.prototype, 'whoWrites').mockImplementation(async function (this: PostgresEngine) {
        const who = await whoWrites.call(this)
        resolve()
        return who
      })
    })
    let working: Promise<T> | undefined
    await engine.transaction(
      'write',
      async () => {
        await engine.settle()
        working = work(own)
        await done
      },
      { by },
    )
    return working as Promise<T>
  })
}

describe.skipIf(!hasPostgres())('a change of a shared book, while somebody else writes to it', () => {
  it('waits for them, and says once on whom', async () => {
    const result = await besideAWriter('Zoë', async ({ cl, home }) => {
      const file = join(home, 'new.csv')
      writeFileSync(file, 'name\nBolt\n')
      const imported = await cl(['import', file])
      return { ...imported, list: JSON.parse((await cl('list --json')).out) }
    })
    expect(result).toMatchObject({ code: 0, list: [{ name: 'Acme' }, { name: 'Bolt' }] })
    expect(
      result.err.match(/^Zoë is writing to postgres:.*, and this waits for them\. Ctrl-C ends it.*$/gm),
    ).toHaveLength(1)
  })

  it('is not made where Ctrl-C ends the wait; a name is said as far as the server keeps it', async () => {
    const { code, err, note } = await besideAWriter('Александра Иванова', async ({ cl }) => {
      const edited = await cl('edit acme --note unwritten', { ctrlC: 1 })
      return { ...edited, note: (await cl('show acme')).out }
    })
    expect({ code, note }).toEqual({ code: 130, note: expect.not.stringContaining('unwritten') })
    expect(err).toMatch(/^Александра\S* is writing to [^\n]*\nStopped\. Nothing was written\.\n$/)
  })

  it('is told from a server that is silent, also behind somebody who waits before and gives up', async () => {
    const schema = ownSchema()
    const { cl, all } = laptop()
    await all('add Acme', `share ${await addressOf(schema)}`, 'due')
    const place = await placeOf(schema)
    const logged = await withEngine(place, (writer) =>
      withEngine(place, (before) =>
        writer.transaction('write', async () => {
          await writer.settle()
          const givesUp = before.transaction('write', () => before.settle(), { lockPatience: 6_000 })
          const waits = sql`select 1 from pg_locks where relation = 'book'::regclass and locktype = 'tuple'`
          while ((await writer.cells(waits)).length === 0);
          const [result] = await Promise.all([cl('log acme call one'), expect(givesUp).rejects.toThrow('lock timeout')])
          return result
        }),
      ),
    )
    expect(logged).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop') })
    expect(logged.err).toMatch(/^Somebody else was writing to .* for some seconds\.\n$/)
  })

  it('does not overtake a touch that waits for them, too', async () => {
    const { kept, edited, all } = await besideAWriter('', async ({ cl }) => ({
      kept: await cl('log acme call one'),
      edited: await cl('edit acme --note x'),
      all: JSON.parse((await cl('undo --list --json')).out) as { summary: string }[],
    }))
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('Kept on this laptop') })
    expect(edited).toMatchObject({
      code: 0,
      err: expect.stringMatching(
        /^Somebody else was .*seconds\. What waits .*: cl outbox\nSomebody else is writing to .*\nIn the book by now, .*\n.*#1.*\n$/,
      ),
    })
    expect(all.map(({ summary }) => summary)).toEqual([
      'changed Acme (#1)',
      '#1 call, care, + with Acme, 2026-11-21',
      'added Acme (#1)',
    ])
  })
})

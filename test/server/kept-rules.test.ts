import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { laptop } from '../laptop.ts'
import { hasPostgres, psql } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { ownSchema, ownServer } from '../server.ts'

/** Two laptops with one book, of which the first knows the rules. */
async function twoLaptops() {
  const schema = ownSchema()
  const { port } = await ownServer()
  const line = await startProxy(port)
  const [anna, kim] = [laptop('anna@one'), laptop('kim@two')]
  await anna.all('add Acme', 'log acme call --on 2026-10-30')
  await anna.all(`share postgres://cl@127.0.0.1:${line.port}/postgres?schema=${schema}`, 'due', 'due')
  await kim.all(`share --join postgres://cl@127.0.0.1:${port}/postgres?schema=${schema}`)
  const waysOf = async (command: string) => {
    const before = line.ways()
    expect(await anna.cl(command)).toMatchObject({ code: 0 })
    return line.ways() - before
  }
  return { anna, kim, waysOf, sql: (text: string) => psql(port, `set search_path to ${schema}; ${text}`), line }
}

describe.skipIf(!hasPostgres())('the rules that a laptop keeps', () => {
  it('spare a way to the server, and hold no longer than in the book', async () => {
    const { anna, kim, waysOf, sql, line } = await twoLaptops()
    const lists = async (setting: string) => {
      await kim.all(`config set visit.every ${setting}`)
      return (await anna.cl('due')).out.includes('Acme')
    }
    expect([await lists('10d'), await lists('90d'), await lists('10d')]).toEqual([true, false, true])
    // One opens the connection, one asks, and one says good-bye.
    expect([await waysOf('due'), await waysOf('history')]).toEqual([3, 3])
    // Neither by cl, nor with a number of names that says so, as in a database that was put back from a backup.
    await sql("update settings set value = '90d' where key = 'visit.every'")
    expect((await anna.cl('due')).out).not.toContain('Acme')
    await kim.all('vocabulary purpose add tasting --care')
    for (const line of ['history --purpose tasting', 'log acme tasting'])
      expect(await anna.cl(line)).toMatchObject({ code: 0 })
    line.close()
  })

  it('are asked for where the kept ones are of another question, or of nothing', async () => {
    const { anna, kim, line } = await twoLaptops()
    await kim.all('config set visit.every 10d')
    const path = join(anna.place, 'book.known')
    const known = JSON.parse(readFileSync(path, 'utf8'))
    for (const rules of [undefined, { ...known.rules, question: 'select 1' }]) {
      writeFileSync(path, JSON.stringify({ ...known, rules }))
      expect((await anna.cl('due')).out).toContain('Acme')
    }
    line.close()
  })

  it('hide no book of a newer cl, which has other tables', async () => {
    const { anna, sql, line } = await twoLaptops()
    await sql('update book set version = 999; alter table touches rename column answered_on to other')
    expect((await anna.cl('due')).err).toContain('is of a newer cl')
    line.close()
  })
})

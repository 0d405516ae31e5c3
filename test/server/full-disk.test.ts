import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownFolder } from '../cl.ts'
import { laptop } from '../laptop.ts'
import { hasPostgres, type OwnServer, psql, startAgain, startPostgres, stopPostgres } from '../postgres.ts'

const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0

/** A disk of 100 MB, in memory; null where this user may make none. */
function smallDisk(): string | null {
  const folder = ownFolder()
  return mount('-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', folder) ? folder : null
}

const probe = hasPostgres() ? smallDisk() : null
if (probe !== null) spawnSync('umount', [probe])

/** Fills a disk but for so many kB. */
function fill(disk: string, left: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'other-files'), Buffer.alloc(bavail * bsize - left * 1024, 1))
}

/** Text that a server cannot make smaller. */
const longNote = (name: string): string => `${name} ${randomBytes(1_000).toString('hex')}`

const manyTouches = `customer,on,note\n${Array.from({ length: 3_000 }, (_, i) => `Customer ${i % 300},2026-10-0${1 + (i % 9)},${'words '.repeat(20)}${i}\n`).join('')}`

describe.skipIf(probe === null)('a server whose disk is full', () => {
  let disk: string
  let server: OwnServer
  const place = (schema: string) => `postgres://cl@127.0.0.1:${server.port}/postgres?schema=${schema}`
  /** A journal that is written on and on, and a server that is not started again by itself. */
  const settings = { min_wal_size: '2MB', max_wal_size: '1GB', checkpoint_timeout: '1h', restart_after_crash: 'off' }

  beforeEach(async () => {
    disk = smallDisk() ?? ''
    server = await startPostgres(settings, disk, '--wal-segsize=1')
  })
  afterEach(() => {
    stopPostgres(disk, { keep: true })
    spawnSync('umount', [disk])
  })

  /** Makes room on the disk, and starts the server again where it has stopped. */
  function makeRoom(): void {
    rmSync(join(disk, 'other-files'))
    stopPostgres(disk, { keep: true })
    startAgain(server, settings)
  }

  /** Logs until so many are kept here. @returns the names of the notes, by the answer to each */
  async function logUntil(
    cl: ReturnType<typeof laptop>['cl'],
    most: number,
    between: () => Promise<void> = async () => {},
  ) {
    const said: Record<'there' | 'kept', string[]> = { there: [], kept: [] }
    let fulls = 0
    for (let n = 1; n < 200 && said.kept.length < most; n += 1) {
      await between()
      const { code, out, err } = await cl(['log', 'acme', 'call', longNote(`n${n}`)])
      if (code !== 0) throw new Error(`cl log failed: ${err}`)
      if (/^The server of the book is full \(could not .+\)\./m.test(err)) fulls += 1
      said[out.startsWith('#') ? 'there' : 'kept'].push(`n${n}`)
    }
    return { ...said, fulls }
  }

  const notesIn = async (cl: ReturnType<typeof laptop>['cl']): Promise<string[]> =>
    (JSON.parse((await cl('history --json')).out) as { note: string }[])
      .map(({ note }) => note.split(' ')[0] ?? '')
      .reverse()

  it('says so, of whatever is typed, keeps touches, and has what it acknowledged and nothing else', async () => {
    const [anna, kim] = [laptop('anna@one'), laptop('kim@two')]
    await anna.all('add Acme', `share ${place('shop')}`, 'due')
    // Room in the journal, so that it is the tables that are full.
    await psql(server.port, "select pg_logical_emit_message(false, 'pad', repeat('x', 9000000))")
    await psql(server.port, "alter system set min_wal_size = '20MB'")
    await psql(server.port, 'select pg_reload_conf()')
    await psql(server.port, 'checkpoint')
    fill(disk, 200)
    const { there, kept, fulls } = await logUntil(anna.cl, 3)
    expect([kept.length, fulls, there.length > 0]).toEqual([3, 3, true])
    const full = { code: 1, err: expect.stringContaining('Nothing was written.') }
    expect(await anna.cl('import - --new', { stdin: manyTouches })).toMatchObject(full)
    expect((await anna.cl('undo --yes')).out).toContain(`Took back: #3 log Acme: call, care, +, "${kept.pop()} `)
    const due = await anna.cl('due')
    expect(due).toMatchObject({
      code: 0,
      err: expect.stringContaining('What waits on this laptop cannot be sent just now'),
    })
    expect(due.err).not.toContain('cannot be asked')
    expect((await kim.cl('import - --new', { stdin: manyTouches })).code).toBe(0)
    const before = (await kim.cl('list --json')).out
    expect(await kim.cl(`share ${place('other')}`)).toMatchObject(full)
    expect(await kim.cl('list --json')).toMatchObject({ code: 0, out: before, err: '' })
    makeRoom()
    expect((await anna.cl('due')).err).toContain('In the book by now')
    expect(await notesIn(anna.cl)).toEqual([...there, ...kept])
    expect(JSON.parse((await anna.cl('list --json')).out)).toHaveLength(1)
    await anna.all('log acme call more')
    await kim.all(`share ${place('other')}`)
    expect((await kim.cl('list --json')).out).toBe(before)
  })

  it('with a full journal, which stops it: touches are kept, and sent once there is room', async () => {
    const { cl, all } = laptop()
    await all('add Acme', `share ${place('shop')}`, 'due')
    fill(disk, 900)
    const writeJournal = () =>
      psql(server.port, "select pg_logical_emit_message(false, 'pad', repeat('x', 60000))").catch(() => {})
    const { there, kept } = await logUntil(cl, 4, writeJournal)
    expect([kept.length, there.length > 0]).toEqual([4, true])
    expect((await cl('due')).err).toContain('Not in it, and kept on this laptop')
    makeRoom()
    expect((await cl('due')).err).toContain('In the book by now')
    expect(await notesIn(cl)).toEqual([...there, ...kept])
  })
})

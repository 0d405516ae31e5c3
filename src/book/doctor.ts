import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import type { Health, Place } from '#domain/shop/health.ts'
import { isDamaged } from '#domain/shop/retention.ts'
import { standingCount } from './changes/changes.ts'
import type { Ask } from './engine.ts'
import { type SqliteEngine, withSqlite } from './engines/sqlite.ts'
import { applicationId } from './engines/sqlite-file.ts'
import { EngineTrouble, isOfSql } from './engines/sqlite-trouble.ts'
import { journalSize, lookIfPossible, sizeOf } from './file/header.ts'
import { leftovers, unfinishedOfUser } from './file/leftovers.ts'
import { ifPossible, snapshotFolder } from './file/paths.ts'
import { type SnapshotFile, snapshotFiles } from './file/snapshot-files.ts'
import { currentSchema } from './schema.ts'

/** This floor does not know the rows: the caller looks at them. */
export type RowsFound = Pick<Health, 'astray' | 'settings' | 'contents'>
type Inside = RowsFound & Pick<Health, 'place' | 'damage' | 'orphan' | 'changes'>

const nothingInside = (place: Place, damage: string | null = null): Inside => ({
  place,
  damage,
  orphan: null,
  astray: null,
  settings: [],
  contents: null,
  changes: 0,
})

/**
 * A bad book is no error. Nothing is changed.
 * @param ask looks at the rows of a book, or of a snapshot of it
 * @throws wrong usage, for a text that cannot be a path
 */
export async function healthOf(path: string, today: Day, ask: Ask<RowsFound>): Promise<Health> {
  const found = lookIfPossible(path)
  const header = 'header' in found ? found.header : undefined
  const inside = await insideOf(path, found, ask)
  const folder = dirname(resolve(path))
  return {
    path,
    folder,
    ...inside,
    size: sizeOf(path),
    journal: ifPossible(() => journalSize(path)) ?? 0,
    version: header?.applicationId === applicationId ? header.version : null,
    knownVersion: currentSchema.version,
    fileMode: ['folder', 'not a file'].includes(found.kind) ? null : modeOf(path),
    folderMode: modeOf(folder),
    snapshotMode: modeOf(snapshotFolder(path)),
    notWritable: [path, folder, snapshotFolder(path)].filter((each) => existsSync(each) && !mayWrite(each)),
    snapshots: await snapshotsOf(path, today, ask),
    leftovers: [...new Set([...leftovers(path), ...unfinishedOfUser(path)])],
    free: freeBytes(folder),
  }
}

export const sqliteVersion = (): Promise<string> => withSqlite(':memory:', ({ file }) => file.sqliteVersion())

async function insideOf(path: string, found: ReturnType<typeof lookIfPossible>, ask: Ask<RowsFound>): Promise<Inside> {
  if (found.kind === 'not to be read') return nothingInside(found.kind, found.reason)
  if (found.kind !== 'database') return nothingInside(found.kind)
  const { header, isSettled, isSealed } = found
  if (header.applicationId !== applicationId) return nothingInside('foreign')
  if (isSettled && header.version > currentSchema.version) return nothingInside('newer')
  if (isSettled && header.version < 1) return nothingInside('damaged', 'it says that it has no tables')
  if (isSealed) return nothingInside('sealed')
  return reading(path, async (engine) => {
    const damage = await engine.findDamage()
    if (damage !== null) return nothingInside('damaged', damage)
    return {
      place: 'book',
      damage,
      orphan: engine.file.orphan(),
      ...(await ask(engine)),
      changes: await standingCount(engine),
    }
  })
}

async function reading(path: string, ask: (engine: SqliteEngine) => Promise<Inside>): Promise<Inside> {
  const asking = (engine: SqliteEngine) => engine.transaction('read', () => ask(engine))
  try {
    return await withSqlite(path, asking, { readOnly: true })
  } catch (error) {
    if (isOfSql(error)) return nothingInside('damaged', error.message)
    if (!(error instanceof EngineTrouble)) throw error
    // Only a file with a broken-off change must be written to before it can be read.
    if (error.kind === 'readonly') return nothingInside('broken off')
    return nothingInside(error.kind === 'damaged' ? 'damaged' : 'not to be read', error.message)
  }
}

async function snapshotsOf(path: string, today: Day, ask: Ask<RowsFound>): Promise<Health['snapshots']> {
  const files = snapshotFiles(path, today).filter(({ why }) => why !== isDamaged)
  const days = files.map(({ day }) => day).sort()
  return {
    folder: snapshotFolder(path),
    count: files.length,
    newest: files[0]?.day ?? null,
    oldest: days[0] ?? null,
    size: files.reduce((sum, { size }) => sum + size, 0),
    damaged: files[0] ? await damageOf(files[0], ask) : null,
  }
}

async function damageOf({ path }: SnapshotFile, ask: Ask<RowsFound>): Promise<string | null> {
  const inside = await insideOf(path, lookIfPossible(path), ask)
  return inside.place === 'book' ? inside.orphan : (inside.damage ?? inside.place)
}

const modeOf = (path: string): number | null =>
  process.platform === 'win32' ? null : ifPossible(() => statSync(path).mode & 0o7777)

const mayWrite = (path: string): boolean => ifPossible(() => accessSync(path, constants.W_OK)) !== null

const freeBytes = (folder: string): number | null =>
  ifPossible(() => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  })

import { copyFileSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import { cannot, UserError } from '#errors.ts'
import type { Ask } from '../engine.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { EngineTrouble, isOfSql } from '../engines/sqlite-trouble.ts'
import { besides, fileAt, isThere } from '../file/header.ts'
import { openBook, readHeader } from '../file/opening.ts'
import { removeIfPossible } from '../file/paths.ts'
import { explainTrouble } from '../file/trouble.ts'
import { finishing } from '../file/unfinished.ts'
import { currentSchema } from '../schema.ts'
import { copyWhole, type Taken } from './snapshots.ts'

const another = 'Choose another: cl backups lists the snapshots.'

/** @throws cannot, for a file that is not a book of this version or an older one, or is the book itself */
export function checkSource(bookPath: string, source: string, today: Day): void {
  try {
    if (!readHeader(source, currentSchema.version, today)) throw cannot(`There is no snapshot or file "${source}".`)
  } catch (error) {
    throw error instanceof UserError && error.exitCode === 1 ? cannot(error.message, another) : error
  }
  if (fileAt(bookPath) === fileAt(source)) throw cannot(`${source} is the book itself.`, another)
}

/**
 * Reads a copy of the source, with the files beside it: reading it where it is would play back a broken-off change in it, and
 * change how it keeps its journal.
 * @throws cannot, when the source is damaged or cannot be opened; EngineTrouble, when the disk does not take the copy
 */
export async function copyOf<T>(source: string, target: string, today: Day, ask: Ask<T>): Promise<Taken & T> {
  const own = target.replace(/new$/, 'source.new')
  return finishing(own, async () => {
    try {
      copyFileSync(source, own)
      for (const suffix of ['-journal', '-wal'])
        if (isThere(`${source}${suffix}`)) copyFileSync(`${source}${suffix}`, `${own}${suffix}`)
      return await checkedCopyOf(source, own, target, today, ask)
    } finally {
      for (const suffix of besides) removeIfPossible(`${own}${suffix}`)
    }
  })
}

async function checkedCopyOf<T>(
  source: string,
  own: string,
  target: string,
  today: Day,
  ask: Ask<T>,
): Promise<Taken & T> {
  let engine: SqliteEngine | undefined
  try {
    const opened = openSource(source, own, today)
    engine = opened
    return await opened.transaction('read', async () => {
      const damage = await opened.findDamage()
      if (damage !== null) throw damagedSource(source, damage)
      return { ...(await copyWhole(opened, own, target)), ...(await ask(opened)) }
    })
  } catch (error) {
    const isDamaged = isOfSql(error) || (error instanceof EngineTrouble && error.kind === 'damaged')
    throw isDamaged ? damagedSource(source, error.message) : error
  } finally {
    engine?.close()
  }
}

function openSource(source: string, own: string, today: Day): SqliteEngine {
  try {
    const opened = openBook(own, currentSchema.version, today)
    if (!opened) throw cannot(`There is no snapshot or file "${source}".`, another)
    return opened.engine
  } catch (error) {
    throw error instanceof EngineTrouble ? explainTrouble(error, source, today) : error
  }
}

const damagedSource = (source: string, damage: string): UserError =>
  cannot(`${source} is damaged (${damage}), and was not restored. The book is as it was.`, another)

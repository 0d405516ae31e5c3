import type { Day } from '../days/day.ts'

/** A change that was taken back is not the last. */
export type Contents = { customers: number; touches: number; lastChange: Day | null }

/** `why` is such as `before import`. */
export type Snapshot = { day: Day; why: string }

const days = 10
const months = 12

/** Reasons stand in the names of snapshots. */
export const beforeFirstWrite = 'before the first write'
export const beforeRestore = 'before restore'
export const byBackup = 'backup'
export const isDamaged = 'damaged'

export const beforeVersion = (version: number): string => `before version ${version}`

/** `before import` */
export const beforeWork = (work: string): string => `before ${work.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`

/** A snapshot that cannot be made again is kept: the user's own, of older versions, and of a book that was replaced. */
const isKeptForGood = (why: string): boolean =>
  [beforeRestore, byBackup, isDamaged].includes(why) || /^before version \d+$/.test(why)

/**
 * All snapshots of the last 10 days with one are kept, the newest of each of the last 12 months with one, and for good the ones of a
 * migration, a restore or a backup (docs/reliability.md, "Snapshots"). Days and months without a snapshot do not count, so neither
 * a long holiday nor a wrong clock makes a snapshot old. A snapshot of a day after `today` was taken while the clock was wrong, or
 * with `--today`: it stays, and pushes no other out.
 * @param snapshots the newest first
 */
export function outlived<S extends Snapshot>(snapshots: S[], today: Day): S[] {
  const counted = snapshots.filter(({ day, why }) => day <= today && !isKeptForGood(why))
  const lastDays = [...new Set(counted.map(({ day }) => day))].slice(0, days)
  const newestOfMonths = new Map<string, S>()
  for (const snapshot of counted) {
    const month = snapshot.day.slice(0, 7)
    if (!newestOfMonths.has(month)) newestOfMonths.set(month, snapshot)
  }
  const monthly = [...newestOfMonths.values()].slice(0, months)
  return counted.filter((snapshot) => !lastDays.includes(snapshot.day) && !monthly.includes(snapshot))
}

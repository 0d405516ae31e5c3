import type { Bad, ImportedCustomer, ImportedTouch } from '../records.ts'

/** What is in a file, or in a part of it; each record is in one of the lists. */
export type Records = {
  customers: ImportedCustomer[]
  touches: ImportedTouch[]
  bad: Bad[]
  /** Records that are none of ours, such as a cancelled meeting, counted by why they are left out. */
  leftOut: Map<string, number>
}

/** A file in which nothing has been found yet. */
export const noRecords = (): Records => ({ customers: [], touches: [], bad: [], leftOut: new Map() })

/** Counts one more for a reason. */
export function countOne(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1)
}

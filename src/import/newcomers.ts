import { foldName } from '#domain/customers/name.ts'
import { resultOr } from '#errors.ts'
import { customersByKey } from './decide/keys.ts'
import { People } from './decide/people.ts'
import type { ImportFile } from './import-file.ts'
import type { Known } from './known.ts'
import { naming } from './open.ts'
import { checkCount, type ReadFiles } from './plan.ts'
import { customerFromParts } from './read/customer-parts.ts'
import type { Arrival, ImportedTouch } from './records.ts'

/**
 * Touches bring customers whom the book does not have, each of them once. Such a record is treated like every other one: a name
 * that is nearly somebody’s is asked about.
 * @param since touches before it bring nobody
 * @throws cannot, for more customers than an import takes
 */
export async function addNewcomers(
  files: ImportFile[],
  read: ReadFiles,
  known: Known,
  since: string | null,
): Promise<void> {
  // Mail names its people by address, not by name.
  for (const file of files.filter(({ onlyTouches, kind }) => onlyTouches && kind !== 'mail')) {
    const keys = customersByKey(file.customerColumn, known, [])
    const people = new People(known.customers, keys, known.rules.vocabulary)
    const isWanted = ({ on, whom }: ImportedTouch) =>
      on <= known.today &&
      (since === null || on >= since) &&
      'called' in whom &&
      people.called(whom.called).length === 0
    const seen = new Set<string>()
    await naming(file.name, async () => {
      for await (const { touches } of file.records()) {
        for (const newcomer of touches.filter(isWanted).flatMap((touch) => newcomersOf(touch, file, seen))) {
          read.arrivals.push(newcomer)
          read.fileOf.set(newcomer, file)
        }
        checkCount(read)
      }
    })
  }
}

/** Empty for a customer whom an earlier touch names, and for a name that nobody can have. */
function newcomersOf({ line, whom }: ImportedTouch, file: ImportFile, seen: Set<string>): Arrival[] {
  if (!('called' in whom) || seen.has(foldName(whom.called))) return []
  const { called } = whom
  seen.add(foldName(called))
  const parts = { line, names: [called], emails: called.includes('@') ? [called] : [] }
  const made = resultOr(null, () => customerFromParts(parts))
  return made === null ? [] : [{ ...made, phoneKey: null, source: file.sources.customers }]
}

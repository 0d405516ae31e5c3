import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { currentSchema } from '#book/schema.ts'
import { words } from '../words.ts'
import { bringUp } from './books.ts'
import { type Around, clAsProgram, type Said } from './cl.ts'
import { copyFolder, filesBelow } from './folders.ts'
import type { Scenario } from './scenarios.ts'
import { stateOf } from './state.ts'

/** A scenario that has been played through once, for the states before and after it. */
export type Prepared = Scenario & {
  name: string
  argv: string[]
  around: Around
  /** The folder as it is before, which stays so. */
  from: string
  /** The output of the command when nothing goes wrong. */
  said: Said
  /** The digests of the book before and after, and on the way; `before` is empty if there is no whole book. */
  digests: { before: string; after: string; steps: string[] }
  /** The bytes of the book before; null for none. */
  book: Buffer | null
  /** The bytes of the target before and after; null for none. */
  targets: { before: Buffer | null; after: Buffer | null }
  /** The files before and after. */
  files: Set<string>
}

/** The state of a change: as before, at a step on the way, as after, or none of these; or unknown. */
export type Found = 'before' | 'step' | 'after' | 'neither' | 'unknown'

const bytesOf = (path: string): Buffer | null => (existsSync(path) ? readFileSync(path) : null)

/** Plays a scenario through in a folder of `work`. */
export async function prepare(name: string, scenario: Scenario, work: string): Promise<Prepared> {
  const [from, folder] = [mkdtempSync(join(work, 'from-')), mkdtempSync(join(work, 'through-'))]
  await scenario.base(from)
  copyFolder(from, folder)
  const around = { ...(scenario.today && { today: scenario.today }) }
  const argv = words(scenario.line)
  const said = clAsProgram(folder, argv, around)
  if (said.code !== 0) throw new Error(`${name}: cl ${scenario.line} ended with ${said.code}: ${said.err}`)
  const target = (at: string) => (scenario.target === undefined ? null : bytesOf(join(at, scenario.target)))
  return {
    ...scenario,
    name,
    argv,
    around,
    from,
    said,
    digests: {
      before: stateOf(join(from, 'book.db'), work).digest,
      after: stateOf(join(folder, 'book.db'), work).digest,
      steps: scenario.before === 'older' ? stepsFrom(from, work) : [],
    },
    book: bytesOf(join(from, 'book.db')),
    targets: { before: target(from), after: target(folder) },
    files: new Set([...filesBelow(from), ...filesBelow(folder)]),
  }
}

/** The digests of an older book after each migration. */
function stepsFrom(from: string, work: string): string[] {
  const folder = mkdtempSync(join(work, 'steps-'))
  copyFolder(from, folder)
  const path = join(folder, 'book.db')
  const { version } = stateOf(path, work)
  const versions = Array.from({ length: currentSchema.version - version }, (_, n) => version + 1 + n)
  return versions.map((each) => {
    bringUp(path, each)
    return stateOf(path, work).digest
  })
}

/** The state of the book, by the driver alone; `damage` is the finding of a check, for a state that is neither. */
export function bookIn(folder: string, prepared: Prepared, work: string): { found: Found; damage: string | null } {
  const { before, digests, book } = prepared
  const path = join(folder, 'book.db')
  const bytes = bytesOf(path)
  if (bytes === null) return { found: before === 'none' ? 'before' : 'neither', damage: 'it is not there' }
  if (before === 'damaged' && book !== null && bytes.equals(book)) return { found: 'before', damage: null }
  const { digest, damage } = stateOf(path, work)
  // A journal may be played back into a damaged book, which is damaged still.
  if (damage !== null) return { found: before === 'damaged' ? 'before' : 'neither', damage }
  if (digest === digests.after) return { found: digest === digests.before ? 'unknown' : 'after', damage }
  if (digest === digests.before) return { found: 'before', damage }
  return { found: digests.steps.includes(digest) ? 'step' : 'neither', damage }
}

/** The state of the target; unknown if there is none, or it does not change. */
export function targetIn(folder: string, { target, targets: { before, after } }: Prepared): Found {
  if (target === undefined || isSame(before, after)) return 'unknown'
  const bytes = bytesOf(join(folder, target))
  return isSame(bytes, after) ? 'after' : isSame(bytes, before) ? 'before' : 'neither'
}

const isSame = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : contentsOf(one) === contentsOf(other)

/** A file without the counters that differ between runs: a book’s header counts its writes, a page’s chart its classes. */
function contentsOf(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  return text.startsWith('SQLite') ? text.slice(100) : text.replace(/\bzr\d+-cls-\d+/g, '')
}

/** True when a command that may have been broken off had said that it was done. */
export function isAcknowledged({ out, err }: Said, { says, said }: Prepared): boolean {
  if (says) return says.test(out + err)
  return said.out === '' ? err.includes(lastLine(said.err)) : out === said.out
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

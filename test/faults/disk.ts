import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Random } from './random.ts'
import type { Call } from './record.ts'

/**
 * The losses of a power cut. `unsynced lost`: names are as they were, and files have their synced contents alone. `sectors`:
 * names are as they were, and of unsynced contents any sectors of 512 bytes are there. `names`: of the names that were given
 * or taken since their folder was synced, none, the first ones or any are there; and of unsynced contents nothing, all, or any
 * sectors.
 */
export const lossModels = ['unsynced lost', 'sectors', 'names'] as const
export type LossModel = (typeof lossModels)[number]

type Change = { at: number; bytes: Buffer } | { cutTo: number }
type File = { synced: Buffer; since: Change[] }
type Place = File | 'folder'
type Naming = { folder: string; change: (names: Map<string, Place>) => void }

const sector = 512

function changed(bytes: Buffer, change: Change): Buffer {
  const length = 'cutTo' in change ? change.cutTo : Math.max(bytes.length, change.at + change.bytes.length)
  const result = Buffer.alloc(length)
  bytes.copy(result)
  if ('bytes' in change) change.bytes.copy(result, change.at)
  return result
}

/** A write as those of single sectors: a disk may do any of them, in any order. */
function inSectors(change: Change): Change[] {
  if ('cutTo' in change) return [change]
  const parts: Change[] = []
  for (let done = 0; done < change.bytes.length; ) {
    const length = Math.min(sector - ((change.at + done) % sector), change.bytes.length - done)
    parts.push({ at: change.at + done, bytes: change.bytes.subarray(done, done + length) })
    done += length
  }
  return parts
}

const all = (file: File): Buffer => file.since.reduce(changed, file.synced)

/** The contents of a folder: files with their number on the disk, and folders. */
export type Start = { path: string; number: string; bytes: Buffer | null }[]

export const startOf = (root: string): Start =>
  readdirSync(root, { withFileTypes: true, recursive: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { path, number: String(lstatSync(path).ino), bytes: entry.isDirectory() ? null : readFileSync(path) }
  })

/** A disk that has not yet written all that it was given. */
export class Disk {
  readonly #root: string
  readonly #files = new Map<string, File>()
  readonly #names = new Map<string, Place>()
  readonly #syncedNames: Map<string, Place>
  #namings: Naming[] = []

  /** A disk that has all of a folder. */
  constructor(root: string, start: Start) {
    this.#root = root
    for (const { path, number, bytes } of start) {
      const file = bytes && { synced: bytes, since: [] }
      this.#names.set(path, file ?? 'folder')
      if (file) this.#files.set(number, file)
    }
    this.#syncedNames = new Map(this.#names)
  }

  /** Takes a call in. @param syncs true when a sync reaches the disk */
  take({ what, number, at, length, path, to, bytes }: Call, syncs: boolean): void {
    const file = () => {
      const found = this.#files.get(number)
      if (!found) throw new Error(`${what} of a file that is not known: ${path}`)
      return found
    }
    const given: Partial<Record<Call['what'], () => unknown>> = {
      create: () => {
        const created: File = { synced: Buffer.alloc(0), since: [] }
        this.#files.set(number, created)
        this.#name(path, created)
      },
      write: () => file().since.push({ at, bytes }),
      cut: () => file().since.push({ cutTo: length }),
      sync: () => syncs && this.#sync(path, number),
      rename: () => this.#rename(path, to),
      link: () => this.#name(to, file()),
      mkdir: () => this.#name(path, 'folder'),
      unlink: () => this.#change(path, (names) => names.delete(path)),
      rmdir: () => this.#change(path, (names) => names.delete(path)),
    }
    given[what]?.()
  }

  #rename(path: string, to: string): void {
    const named = this.#names.get(path)
    if (named === undefined) throw new Error(`rename of what is not there: ${path}`)
    this.#change(to, (names) => {
      names.delete(path)
      names.set(to, named)
    })
  }

  #name(path: string, place: Place): void {
    this.#change(path, (names) => names.set(path, place))
  }

  #change(path: string, change: (names: Map<string, Place>) => unknown): void {
    change(this.#names)
    this.#namings.push({ folder: dirname(path), change })
  }

  #sync(path: string, number: string): void {
    const file = this.#files.get(number)
    if (file) {
      file.synced = all(file)
      file.since = []
      return
    }
    for (const { folder, change } of this.#namings) if (folder === path) change(this.#syncedNames)
    this.#namings = this.#namings.filter(({ folder }) => folder !== path)
  }

  /** The files after a power cut: their contents by their names below the root. */
  afterCut(model: LossModel, random: Random): Map<string, Buffer> {
    const names = model === 'names' ? this.#namesAfterCut(random) : this.#names
    const isThere = (path: string): boolean =>
      path === this.#root || (names.get(path) === 'folder' && isThere(dirname(path)))
    const contents = new Map<File, Buffer>()
    const left = new Map<string, Buffer>()
    for (const [path, place] of names) {
      if (place === 'folder' || !isThere(dirname(path))) continue
      const bytes = contents.get(place) ?? afterCut(place, model, random)
      contents.set(place, bytes)
      left.set(relative(this.#root, path), bytes)
    }
    return left
  }

  #namesAfterCut(random: Random): Map<string, Place> {
    const names = new Map(this.#syncedNames)
    const [any, end] = [random.happens(1 / 3), random.below(this.#namings.length + 1)]
    for (const [place, { change }] of this.#namings.entries())
      if (any ? random.happens(0.5) : place < end) change(names)
    return names
  }
}

function afterCut(file: File, model: LossModel, random: Random): Buffer {
  const how = model === 'unsynced lost' ? 'none' : model === 'sectors' ? 'any' : random.one(['none', 'all', 'any'])
  if (how === 'none') return file.synced
  if (how === 'all') return all(file)
  const often = random.one([0.1, 0.5, 0.9])
  return file.since
    .flatMap(inSectors)
    .filter(() => random.happens(often))
    .reduce(changed, file.synced)
}

/** Fills a folder with the files that a disk has left. */
export function writeFolder(folder: string, left: Map<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, bytes] of left) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, name), bytes, { mode: 0o600 })
  }
}

import { readFileSync } from 'node:fs'
import type { Noting } from '#book/file/unfinished.ts'
import { defaultLaptopSettings, type LaptopSettings, laptopSettingsFrom } from '#domain/shop/laptop-settings.ts'
import { cannot, codeOf, resultOr, UserError } from '#errors.ts'
import { laptopPath } from './book-path.ts'
import { Draft } from './draft.ts'
import { makeFolderOf } from './files.ts'
import type { World } from './world.ts'

/** The settings of this laptop are in a file of their own, which no book, import or snapshot ever writes. */
export class Laptop {
  readonly #path: string
  readonly #noting: Noting

  /** @throws cannot, where there is no home folder */
  constructor(world: Pick<World, 'env' | 'platform' | 'home'>, noting: Noting = () => null) {
    this.#path = laptopPath(world)
    this.#noting = noting
  }

  /** @throws cannot, when the file cannot be read, or holds a value that its key cannot have */
  settings(): LaptopSettings {
    const kept = this.#kept()
    try {
      return laptopSettingsFrom(kept)
    } catch (error) {
      throw error instanceof UserError ? this.#unreadable() : error
    }
  }

  /** Null where no teammate is set. Only a book on a server asks for it. */
  me(): string | null {
    return this.#kept()['me'] ?? null
  }

  /** Null where no calendar is kept. @throws cannot, as `settings` does */
  calendarOf(book: string): string | null {
    return this.#kept()['calendar.book'] === book ? this.settings().calendarFile : null
  }

  /**
   * A value of null is the default again. Nobody else may read the file.
   * @throws cannot, when the file cannot be read or written: then it is as it was
   */
  keep(values: Record<string, string | null>): void {
    const all = Object.entries({ ...this.#kept(), ...values })
    const kept = Object.fromEntries(all.filter(([, value]) => value !== null))
    makeFolderOf(this.#path)
    const draft = new Draft(this.#path, { force: true, noting: this.#noting })
    draft.add(`${JSON.stringify(kept, null, 2)}\n`)
    draft.publish()
  }

  #kept(): Record<string, string> {
    const text = textOf(this.#path)
    if (text === null) return {}
    const kept = parsed(text)
    if (kept) return kept
    throw this.#unreadable()
  }

  #unreadable(): UserError {
    return cannot(`The settings of this laptop cannot be read: ${this.#path}`, 'Mend that file, or remove it.')
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw cannot(`The settings of this laptop cannot be read (${code}): ${path}`, 'See who may read that file.')
  }
}

/** Null for anything but an object of texts. */
function parsed(text: string): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.values(value).every((each) => typeof each === 'string')
      ? (value as Record<string, string>)
      : null
  } catch {
    return null
  }
}

/** Settings that cannot be read do not stop a page from being shown. */
export const wantsPager = (world: World): boolean =>
  resultOr(defaultLaptopSettings.pager, () => new Laptop(world).settings().pager)

/** Null where no calendar is kept. */
export const calendarFileOf = (book: string, world: World): string | null =>
  resultOr(null, () => new Laptop(world).calendarOf(book))

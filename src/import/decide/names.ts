import { foldName } from '#domain/name.ts'
import { wholeKeys } from '#domain/name-keys.ts'

/** Whose a name is, however it is written: the same letters first, else the only one that is one name with it. */
export class NameIndex {
  readonly #letters = new Map<string, number>()
  readonly #forms = new Map<string, Set<number>>()

  add(name: string, id: number): void {
    this.#letters.set(foldName(name), id)
    for (const form of wholeKeys(name)) this.#forms.set(form, (this.#forms.get(form) ?? new Set()).add(id))
  }

  find(name: string): number | undefined {
    const same = this.#letters.get(foldName(name))
    if (same !== undefined) return same
    const ids = new Set(wholeKeys(name).flatMap((form) => [...(this.#forms.get(form) ?? [])]))
    const [first] = ids
    return ids.size === 1 ? first : undefined
  }
}

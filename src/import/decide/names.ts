import { foldName } from '#domain/customers/name.ts'
import { wholeKeys } from '#domain/customers/name-keys.ts'
import { remembering } from '#domain/remembered.ts'

/** Other spellings of a name share the forms. */
type Folded = { letters: string; forms: string[] }

/** One record asks for the same few names again and again. */
const folded = remembering((name: string): Folded => ({ letters: foldName(name), forms: wholeKeys(name) }), 200)

const beforeMark = (key: string): string => key.split('(', 1)[0] ?? ''

/** A name finds its customer by its letters first, else by its forms, if they are one customer's. */
export class NameIndex {
  readonly #letters = new Map<string, number>()
  /** Mostly one customer has a form. */
  readonly #forms = new Map<string, number | Set<number>>()
  readonly #marked = new Set<string>()

  add(name: string, id: number): void {
    const { letters, forms } = folded(name)
    this.#letters.set(letters, id)
    for (const form of forms) {
      const others = this.#forms.get(form) ?? id
      if (others !== id) this.#forms.set(form, new Set(typeof others === 'number' ? [others] : others).add(id))
      else this.#forms.set(form, id)
    }
    for (const key of [letters, ...forms]) if (key.includes('(')) this.#marked.add(beforeMark(key))
  }

  find(name: string): number | undefined {
    const { letters, forms } = folded(name)
    const same = this.#letters.get(letters)
    if (same !== undefined) return same
    let only: number | undefined
    for (const form of forms) {
      const found = this.#forms.get(form)
      if (found === undefined || found === only) continue
      if (only !== undefined || typeof found !== 'number') return undefined
      only = found
    }
    return only
  }

  /** Some name may go on in brackets after the letters of this one. */
  mayBeMarked(name: string): boolean {
    const { letters, forms } = folded(name)
    return this.#marked.size > 0 && [letters, ...forms].some((key) => this.#marked.has(beforeMark(key)))
  }
}

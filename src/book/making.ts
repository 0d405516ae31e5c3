import type { Made } from './book.ts'
import type { Maker } from './changes/makers.ts'

/** The changes that a command makes in a book of either kind, and their maker. */
export class Making {
  hasChanged = false
  readonly made: Made[] = []
  lastKept: number | null = null
  readonly #whoMakes: () => Maker | undefined
  #maker: Maker | undefined

  /** @param whoMakes gives the maker of the changes, and is called when a maker is first needed */
  constructor(whoMakes: () => Maker | undefined) {
    this.#whoMakes = whoMakes
  }

  get maker(): Maker | undefined {
    this.#maker ??= this.#whoMakes()
    return this.#maker
  }

  get isCopyRead(): boolean {
    return false
  }

  async finish(): Promise<void> {}

  /** Notes a change that this command has made. */
  protected note(made: Made): void {
    this.hasChanged = true
    this.made.push(made)
  }
}

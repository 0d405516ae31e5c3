import type { Made } from './book.ts'
import type { Change } from './changes/changes.ts'
import type { Maker, PointersTo } from './changes/makers.ts'
import type { Engine } from './engine.ts'

/** Changes of a command, and their maker, are alike in a book of either kind. */
export abstract class Making {
  hasChanged = false
  readonly made: Made[] = []
  lastKept: number | null = null
  readonly #whoMakes: () => Maker | undefined
  #maker: Maker | undefined

  /** @param whoMakes is called when a maker is first needed */
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

  get isReadHere(): boolean {
    return false
  }

  async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    const { takeBackLastChange } = await import('./changes/undo.ts')
    const change = await this.transact((engine) => takeBackLastChange(engine, { only, maker: this.maker, pointersTo }))
    if (change) this.note({ what: 'undo', id: change.id })
    return change
  }

  async redo(): Promise<Change | 'lost' | undefined> {
    const { bringBack } = await import('./changes/redo.ts')
    const change = await this.transact((engine) => bringBack(engine, this.maker))
    if (change && change !== 'lost') this.note({ what: 'redo', id: change.id })
    return change
  }

  async finish(): Promise<void> {}

  /** The book is there. */
  protected abstract transact<T>(work: (engine: Engine) => Promise<T>): Promise<T>

  protected note(made: Made): void {
    this.hasChanged = true
    this.made.push(made)
  }
}

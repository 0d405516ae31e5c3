type Source<Found> = (typed: string | undefined) => Promise<Found[]>
type Key = { name?: string }
const enter = { name: 'return' }

/**
 * Enter may come before anybody is found, as at the end of a paste, and the library drops it: here it takes the first whom the
 * text finds. Anything behind that Enter is no part of the text.
 */
export class EarlyEnter<Found> {
  readonly #source: Source<Found>
  readonly #input: NodeJS.EventEmitter
  #typed = ''
  /** The text in front of an Enter that came too early. */
  #entered: string | undefined
  #searches = 0

  /** @param input the terminal, which emits `keypress` */
  constructor(source: Source<Found>, input: NodeJS.EventEmitter) {
    this.#source = source
    this.#input = input
    input.on('keypress', this.#press)
  }

  readonly search = async (typed: string | undefined): Promise<Found[]> => {
    this.#typed = typed ?? ''
    this.#searches += 1
    try {
      return await this.#source(this.#entered ?? typed)
    } finally {
      this.#searches -= 1
      if (this.#searches === 0) setImmediate(this.#pressAgain)
    }
  }

  over(): void {
    this.#input.off('keypress', this.#press)
  }

  readonly #press = (_: string | undefined, { name }: Key): void => {
    if ((name === 'return' || name === 'enter') && this.#searches > 0 && this.#typed !== '')
      this.#entered ??= this.#typed
  }

  readonly #pressAgain = (): void => {
    if (this.#entered === undefined || this.#searches > 0) return
    this.#input.emit('keypress', '\r', enter)
  }
}

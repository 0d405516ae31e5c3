/** One piece of work comes after the other: a prompt that searches as it is typed asks again before it has its answer. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  async over(): Promise<void> {
    for (let last: unknown; last !== this.#last; await nextTurn()) {
      last = this.#last
      await last
    }
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

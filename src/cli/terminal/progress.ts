import { interrupted } from '#errors.ts'
import { bar } from '#views/bars.ts'
import { cut, visible } from '#views/text.ts'
import type { World } from '../world.ts'

const megabyte = 1_000_000
/** Milliseconds until the line appears, and between two of its states. */
const patience = 1_000
const pace = 100
/** Bytes that a quick disk reads and writes within a quarter of a second, and others in seconds. */
const slowSize = 20_000_000

type Seen = Pick<World, 'stderr' | 'now' | 'pause' | 'countSeconds'>

export class Progress {
  readonly #world: Seen
  #work: { what: string; began: number; shown: number | null } | undefined

  constructor(world: Seen) {
    this.#world = world
  }

  /**
   * Shows work that has taken longer than a second, and lets Ctrl-C be heard.
   * @param all the whole of the work, in the unit of `done`, at which the line goes away; null where it is not known: `done` is in
   *   bytes then
   * @throws 130, when it is broken off
   */
  async tell(what: string, done: number, all: number | null): Promise<void> {
    if (this.#world.stderr.isTerminal) this.#show(what, done, all)
    if (!(await this.#world.pause())) return
    this.clear()
    throw interrupted()
  }

  #show(what: string, done: number, all: number | null): void {
    const now = this.#world.now().getTime()
    if (this.#work?.what !== what) {
      this.clear()
      this.#work = { what, began: now, shown: null }
    }
    const { began, shown } = this.#work
    if (all !== null && done >= all) this.clear()
    else if (now - began > patience && now - (shown ?? 0) > pace) {
      this.#world.stderr.write(`\r${cut(visible(what), 40)} ${howFar(done, all)}`)
      this.#work.shown = now
    }
  }

  /**
   * Shows a line and its seconds at once, for work whose progress cannot be told; Ctrl-C is not heard meanwhile.
   * @param size the bytes of the files that it reads or writes; below 20 MB it is done in a moment, and no line is shown
   */
  async during<T>(what: string, size: number, work: () => Promise<T>): Promise<T> {
    if (size < slowSize || !this.#world.stderr.isTerminal) return work()
    this.clear()
    const now = this.#world.now().getTime()
    this.#work = { what, began: now, shown: now }
    this.#world.stderr.write(`${cut(visible(what), 60)}…`)
    const end = await this.#world.countSeconds?.()
    try {
      return await work()
    } finally {
      end?.()
      this.clear()
    }
  }

  clear(): void {
    if (this.#work && this.#work.shown !== null) this.#world.stderr.write('\r\u001b[K')
    this.#work = undefined
  }
}

const howFar = (done: number, all: number | null): string =>
  all === null ? `${Math.floor(done / megabyte)} MB` : `${bar(done / all, 20)} ${Math.floor((done / all) * 100)} %`

import type { Book, Made } from '#book/book.ts'
import type { Day } from '#domain/days/day.ts'
import { UserError } from '#errors.ts'
import { placeNameOf } from './book-path.ts'
import type { Laptop } from './laptop.ts'
import type { Output } from './output.ts'
import { insideHook } from './run-hook.ts'
import type { World } from './world.ts'

type Changing = { book: Book; today: Day; out: Output; laptop: () => Promise<Laptop> }

/**
 * Tells the user's program (`hooks.after-change`) of each change, once it is on the disk. Nothing that goes wrong with it harms
 * the change, or is more than a line.
 */
export class ChangeHook {
  readonly #world: Pick<World, 'env' | 'now' | 'runHook'>
  readonly #context: Changing
  readonly #failures: string[] = []
  #told = 0
  #running: Promise<void> = Promise.resolve()

  constructor(world: Pick<World, 'env' | 'now' | 'runHook'>, context: Changing) {
    this.#world = world
    this.#context = context
  }

  /** Runs the program for each change since, one after the other, and does not wait for it. */
  async begin(): Promise<void> {
    const { made } = this.#context.book
    const fresh = made.slice(this.#told)
    this.#told = made.length
    if (fresh.length === 0 || this.#world.env[insideHook]) return
    await this.#guarded(async () => {
      // Without a home folder, nothing is set.
      const laptop = await this.#context.laptop().catch(() => null)
      const afterChange = laptop?.settings().afterChange ?? []
      if (afterChange.length === 0) return
      const texts = await this.#textsOf(fresh)
      this.#running = this.#running.then(() => this.#guarded(() => this.#run(afterChange, texts)))
    })
  }

  /** Runs it for the last changes, waits, and says each failure on stderr. */
  async end(): Promise<void> {
    await this.begin()
    await this.#running
    for (const failure of this.#failures.splice(0)) this.#context.out.say(failure)
  }

  async #run(line: string[], texts: string[]): Promise<void> {
    for (const text of texts) {
      const why = await this.#world.runHook(line, text)
      if (why !== null) this.#failures.push(`The change was made, but hooks.after-change failed: ${why}`)
    }
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      const why = error instanceof UserError ? error.message : String(error)
      this.#failures.push(`The change was made, but hooks.after-change was not run: ${why}`)
    }
  }

  /** The form is that of docs/programs.md. */
  async #textsOf(made: Made[]): Promise<string[]> {
    const { book, today } = this.#context
    const { toldChange } = await import('#tables/told-changes.ts')
    const who = book.maker?.name ?? null
    const about = { on: today, at: this.#world.now().toISOString(), who, book: placeNameOf(book) }
    const told = await book.read(async (db) => {
      const all = []
      for (const each of made) all.push(await toldChange(db, each))
      return all
    })
    return told.map(({ rows, ...change }) => `${JSON.stringify({ ...change, ...about, rows })}\n`)
  }
}

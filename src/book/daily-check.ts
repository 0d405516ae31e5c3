import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite } from '#domain/shop/retention.ts'
import type { OfBook } from './connection.ts'
import { type Engine, isAny, type Reader } from './engine.ts'
import { damaged } from './file/trouble.ts'
import type { Copying } from './snapshots/snapshots.ts'

/** The check of a book on a day, and the snapshot after it. */
export class DailyCheck {
  readonly #book: OfBook
  #isPassed = false

  constructor(book: OfBook) {
    this.#book = book
  }

  /** Asks whether the book was checked today, with the first read of a command; a book that was checked stays so. */
  async ask(db: Reader): Promise<void> {
    this.#isPassed ||= await isAny(db, sql`checks where checked_on = ${this.#book.today}`)
  }

  /** Forgets the answer: the next file that is opened may be another. */
  forget(): void {
    this.#isPassed = false
  }

  /**
   * Damage that SQLite reads over is only found by a check, so each day’s first write makes one, and then a snapshot
   * (docs/reliability.md): while nobody else can write, so that there is one for a day.
   * @param copying copies the book; null where this command has taken a snapshot already
   * @returns the path of the snapshot; null when none was taken
   * @throws cannot, for a book that is damaged
   */
  async pass(engine: Engine, copying: Copying | null): Promise<string | null> {
    const { path, today, during } = this.#book
    await this.ask(engine)
    if (this.#isPassed) return null
    const damage = await during('Checking the book', () => engine.findDamage())
    if (damage !== null) throw damaged(path, damage, today)
    const { takeSnapshot } = await import('./snapshots/snapshots.ts')
    const taken = copying && (await takeSnapshot(copying, path, today, beforeFirstWrite))
    await markChecked(engine, today)
    return taken?.path ?? null
  }
}

/** Notes that the book has passed its check on this day. */
export const markChecked = (engine: Engine, today: Day): Promise<void> =>
  engine.run(sql`insert into checks (id, checked_on) values (1, ${today})
    on conflict (id) do update set checked_on = excluded.checked_on`)

import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeWork } from '#domain/shop/retention.ts'
import type { Addition, Waiting } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { type Book, type Erased, type Numbered, nothingChanged } from '../book.ts'
import { newKey } from '../chance.ts'
import { type Change, type LastChange, lastChange } from '../changes/changes.ts'
import type { PointersTo } from '../changes/makers.ts'
import type { Changing } from '../changes/writer.ts'
import type { Ask, Engine } from '../engine.ts'
import { ifPossible, removeIfPossible, urlPath } from '../file/paths.ts'
import { discardSnapshot, pruneSnapshots } from '../file/snapshot-files.ts'
import { Making } from '../making.ts'
import { currentSchema } from '../schema.ts'
import { backUp, type Target } from '../snapshots/backup.ts'
import type { Taken } from '../snapshots/snapshots.ts'
import type { Address } from './address.ts'
import type { AroundBook } from './around.ts'
import { Away, isAway, mayPass } from './away.ts'
import { type Changed, makeChange, nextNames } from './changing.ts'
import { knowNothing } from './known.ts'
import { Transactions } from './transactions.ts'

export class ServerBook extends Making implements Book {
  readonly path: string
  readonly server: string
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #transactions: Transactions
  readonly #away: Away
  /** So many commands that only add are at work. */
  #adding = 0

  /**
   * @param path the file that this laptop would have as its book: copies of the book are kept beside it
   */
  constructor(address: Address, path: string, today: Day, around: AroundBook, schema = currentSchema) {
    super(around.whoMakes)
    this.path = path
    this.server = address.text
    this.#today = today
    this.#tell = around.tell
    const book = { ...around, address, path, today, schema }
    this.#away = new Away(book)
    this.#transactions = new Transactions(book, (id, kept) => this.made.push({ what: 'change', id, kept }))
  }

  /** Away from the network, the last copy that this laptop has is read, and that is said. */
  read<T>(ask: Ask<T>): Promise<T> {
    if (this.#adding > 0) return this.#readToAdd(ask)
    return this.#transactions.instead('read', ask, isAway, (trouble) => this.#away.readCopy(ask, trouble))
  }

  readOrNew<T>(ask: Ask<T>): Promise<T> {
    return this.#adding > 0 ? this.#readToAdd(ask) : this.#transactions.run('read', ask)
  }

  /** Names and words are read where the server answers nothing just now. */
  #readToAdd<T>(ask: Ask<T>): Promise<T> {
    return this.#transactions.instead('read', ask, mayPass, (trouble) => this.#away.readNames(ask, trouble))
  }

  override get isCopyRead(): boolean {
    return this.#away.isCopyRead
  }

  override get isReadHere(): boolean {
    return this.#away.isRead
  }

  async adding<T>(work: () => Promise<T>): Promise<T> {
    this.#adding += 1
    try {
      return await work()
    } finally {
      this.#adding -= 1
    }
  }

  async write<T>(change: Changing<T>): Promise<T> {
    return this.#told(
      await this.#transactions.run('write', (engine) =>
        makeChange(engine, change, { madeOn: this.#today, maker: this.maker }),
      ),
    )
  }

  async add<T>(addition: Addition, change: Changing<T>): Promise<{ result: T } | { kept: Waiting }> {
    const key = newKey()
    const added = await this.#transactions.instead<Changed<T> | Waiting>(
      'write',
      (engine) => makeChange(engine, change, { madeOn: this.#today, maker: this.maker, key }),
      mayPass,
      (trouble) => this.#away.keep(addition, key, this.maker, trouble),
    )
    if (!('key' in added)) return { result: await this.#told(added) }
    this.lastKept = -added.number
    return { kept: added }
  }

  #told<T>({ result, change }: Changed<T>): T | Promise<T> {
    if (change === null) this.#tell(nothingChanged)
    else this.note({ what: 'change', id: change })
    return result
  }

  override async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    if (only !== undefined && only < 0) return this.#away.takeBack(only)
    return super.undo(only, pointersTo)
  }

  /** The last addition that waits here comes first, where the server takes nothing just now. */
  lastChange(): Promise<LastChange | undefined> {
    return this.#transactions.instead(
      'read',
      (engine) => {
        this.#transactions.giveWay()
        return lastChange(engine, this.maker)
      },
      mayPass,
      async (trouble) => {
        const last = await this.#away.lastWaiting()
        if (!last) throw trouble
        return last
      },
    )
  }

  async afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T> {
    const { path } = await this.#transactions.run('read', (engine) =>
      this.#transactions.snapshot(engine, beforeWork(why)),
    )
    const hadChanged = this.hasChanged
    try {
      const result = await work()
      pruneSnapshots(this.path, path, this.#today)
      return result
    } catch (error) {
      if (this.hasChanged === hadChanged) discardSnapshot(path)
      throw error
    }
  }

  backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    return this.#transactions.run('read', async (engine) => ({
      ...(await backUp(this.#transactions.copying(engine), this.path, target, this.#today)),
      ...(await ask(engine)),
    }))
  }

  /** The server itself overwrites the deleted rows, in its own time. */
  async erase<T>(gone: Numbered | null, work: (engine: Engine) => Promise<T>): Promise<Erased<T>> {
    const result = await this.transact(work)
    this.note({ what: 'forget', id: null, gone })
    return { result, notAnew: null }
  }

  async writeAnew(): Promise<void> {
    await this.read(async () => {})
  }

  /** The file is made in the place where this laptop would have it. Where that fails, the book is still the one on the server. */
  async takeBack(before: (engine: Engine) => Promise<void>): Promise<Taken> {
    const { putBack } = await import('./share.ts')
    this.#transactions.keepNothing()
    const taken = await this.#transactions.run('write', async (engine) => {
      await before(engine)
      const made = await putBack(this.#transactions.copying(engine), this.path, this.#today)
      await engine.run(sql`update book set closed_on = ${this.#today}`)
      return made
    })
    ifPossible(() => knowNothing(this.path))
    removeIfPossible(urlPath(this.path))
    return taken
  }

  exists(): boolean {
    return true
  }

  get isNew(): boolean {
    return false
  }

  discard(): void {
    throw cannot(`${this.server} is on a server, and cl deletes none.`, 'cl share --back makes a file of it.')
  }

  override finish(): Promise<void> {
    return this.#transactions.finish()
  }

  protected transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#transactions.run('write', async (engine) => {
      await engine.run(nextNames)
      return work(engine)
    })
  }

  close(): void {
    this.#transactions.close()
    this.#away.close()
  }
}

import { existsSync, rmSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import type { Addition } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import {
  type Book,
  type During,
  type Erased,
  type Numbered,
  nothingChanged,
  unsaid,
  type WhileWorking,
} from './book.ts'
import type { LastChange } from './changes/changes.ts'
import type { Maker } from './changes/makers.ts'
import type { Changing } from './changes/writer.ts'
import { Connection, type OfBook } from './connection.ts'
import { askWhetherChecked } from './daily-check.ts'
import type { Ask, Engine } from './engine.ts'
import { EngineTrouble } from './engines/sqlite-trouble.ts'
import { journalSize, sizeOf } from './file/header.ts'
import { linkFollowed } from './file/paths.ts'
import { discardSnapshot, pruneSnapshots, snapshotFiles } from './file/snapshot-files.ts'
import { damaged, explainTrouble, wayBack } from './file/trouble.ts'
import type { FileWriter } from './file-writer.ts'
import { Making } from './making.ts'
import { currentSchema, type Schema } from './schema.ts'
import type { Target } from './snapshots/backup.ts'
import type { Taken } from './snapshots/snapshots.ts'
import { Turns } from './turns.ts'

const writingAnew = 'Writing the book anew'

type Options = { schema?: Schema; whoMakes?: () => Maker | undefined; during?: During }

/** The file is opened on first use. */
export class FileBook extends Making implements Book {
  readonly path: string
  readonly server = null
  readonly #book: OfBook
  readonly #connection: Connection
  #writer: FileWriter | undefined
  readonly #turns = new Turns()

  /**
   * @param tell tells the user what the command itself does not say of the book
   * @param options `whoMakes` gives the maker of the changes, and is called when a maker is first needed; `during` tells the user
   *   of work that takes a while
   * @throws cannot, for a link that leads nowhere
   */
  constructor(
    path: string,
    today: Day,
    tell: (text: string) => void,
    { schema = currentSchema, whoMakes = () => undefined, during = unsaid }: Options = {},
  ) {
    super(whoMakes)
    this.path = linkFollowed(path)
    const whileWorking: WhileWorking = (what, work) => during(what, sizeOf(this.path), work)
    this.#book = { path: this.path, today, schema, tell, during: whileWorking }
    this.#connection = new Connection(this.#book)
  }

  async read<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      return engine.transaction('read', () => ask(engine))
    })
  }

  async readOrNew<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrNew()
      return engine.transaction('read', async () => {
        const { isUnwritten } = this.#connection
        const [answer] = await Promise.all([ask(engine), isUnwritten || askWhetherChecked(this.#connection, engine)])
        return answer
      })
    })
  }

  async write<T>(change: Changing<T>): Promise<T> {
    const { result, id } = await this.#guarded(async () => (await this.#writing()).write(change, this.maker))
    if (id === null) this.#book.tell(nothingChanged)
    else this.note({ what: 'change', id })
    return result
  }

  async add<T>(_addition: Addition, change: Changing<T>): Promise<{ result: T }> {
    return { result: await this.write(change) }
  }

  adding<T>(work: () => Promise<T>): Promise<T> {
    return work()
  }

  async lastChange(): Promise<LastChange | undefined> {
    return this.#guarded(async () => {
      const [engine, { lastChange }] = await Promise.all([
        this.#connection.openOrFail(),
        import('./changes/changes.ts'),
      ])
      return engine.transaction('read', () => lastChange(engine, this.maker))
    })
  }

  async afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T> {
    const writer = await this.#writing()
    const path = await this.#guarded(() => writer.snapshot(why))
    try {
      const result = await work()
      if (path !== null) pruneSnapshots(this.path, path, this.#book.today)
      return result
    } catch (error) {
      if (path !== null) writer.discardUnchanged(path)
      throw error
    }
  }

  async backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    return this.#guarded(async () => (await this.#writing()).backUp(target, ask))
  }

  async erase<T>(gone: Numbered | null, work: (engine: Engine) => Promise<T>): Promise<Erased<T>> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      const result = await (await this.#writing()).transact(work)
      this.note({ what: 'forget', id: null, gone })
      try {
        await this.#book.during(writingAnew, async () => engine.vacuum())
        return { result, notAnew: null }
      } catch (error) {
        if (error instanceof EngineTrouble) return { result, notAnew: error.message }
        throw error
      }
    })
  }

  async writeAnew(): Promise<void> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      await this.#book.during(writingAnew, async () => engine.vacuum())
    })
  }

  exists(): boolean {
    return existsSync(this.path)
  }

  get isNew(): boolean {
    return !this.exists() && wayBack(this.path, this.#book.today) === undefined && journalSize(this.path) === 0
  }

  async takeBack(): Promise<Taken> {
    throw cannot(`The book is a file already: ${this.path}`)
  }

  discard(): void {
    this.close()
    rmSync(this.path, { force: true })
    for (const { path } of snapshotFiles(this.path, this.#book.today)) discardSnapshot(path)
  }

  close(): void {
    this.#connection.close()
  }

  protected transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#guarded(async () => {
      await this.#connection.openOrFail()
      return (await this.#writing()).transact(work)
    })
  }

  /** A command that only reads does not load the writer. */
  async #writing(): Promise<FileWriter> {
    const { FileWriter } = await import('./file-writer.ts')
    this.#writer ??= new FileWriter(this.#connection)
    return this.#writer
  }

  /** A trouble with the file becomes an error for the user. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(work)
    } catch (error) {
      if (error instanceof EngineTrouble) throw explainTrouble(error, this.path, this.#book.today)
      const damage = await this.#connection.damageIn(error)
      throw damage === null ? error : damaged(this.path, damage, this.#book.today)
    }
  }
}

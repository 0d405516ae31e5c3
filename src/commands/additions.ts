import type { Writer } from '#book/changes/writer.ts'
import type { Around, Chosen } from '#cli/choose-customer.ts'
import type { Waiting } from '#domain/shop/waiting.ts'
import { customersCalled } from '#tables/handles.ts'

type Write<Whom, Said> = (db: Writer, around: Around, whom: Whom, said: Said) => Promise<{ summary: string }>
type WriteAny = Write<Chosen[], object>

// What was kept as JSON is of the type of which it was made.
const toMany =
  <Said>(load: () => Promise<Write<Chosen[], Said>>) =>
  async (): Promise<WriteAny> =>
    (await load()) as WriteAny

const toOne = <Said>(load: () => Promise<Write<Chosen, Said>>) =>
  toMany<Said>(async () => {
    const write = await load()
    return async (db, around, [one], said) => {
      if (!one) throw new Error('It is about nobody.')
      return write(db, around, one, said)
    }
  })

/** How the commands that only add write it, each by its name. */
const additions: Record<string, () => Promise<WriteAny>> = {
  log: toMany(async () => (await import('./touches/log.ts')).writeLogged),
  promise: toOne(async () => (await import('./loops/promise.ts')).writePromise),
  learn: toOne(async () => (await import('./practices/learn.ts')).writeLearned),
  save: toOne(async () => (await import('./practices/save.ts')).writeSaving),
  pulse: toOne(async () => (await import('./practices/pulse.ts')).writePulse),
}

/**
 * Writes what has waited on this laptop, as its command would have on its day. Somebody new whom another has added meanwhile
 * is the one of that name.
 * @returns what the change was, in a line
 */
export async function writeAddition(db: Writer, { kind, whom, said, madeOn }: Waiting): Promise<string> {
  const write = await additions[kind]?.()
  if (!write) throw new Error(`"${kind}" is no command that only adds.`)
  const chosen: Chosen[] = []
  for (const each of whom) {
    const [there] = 'newName' in each ? await customersCalled(db, each.newName) : []
    chosen.push(there ? { id: there.id, name: there.name } : each)
  }
  const around = { today: madeOn, out: { sayWithNext: () => {} } }
  return (await write(db, around, chosen, said)).summary
}

import type { Writer } from '#book/changes/writer.ts'
import type { WriteAboutOne } from '#cli/add-and-show.ts'
import { type Around, chosenCustomer } from '#cli/names/choose-customer.ts'
import type { Waiting, Whom } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { customerById, wasEverCalled } from '#tables/customers/customers.ts'
import { customersCalled } from '#tables/customers/handles.ts'

type Write<Said> = (db: Writer, around: Around, whom: Whom[], said: Said) => Promise<{ summary: string }>

// The outbox keeps as JSON what was said: each command reads back what it has kept there, so that the type is known.
const toMany =
  <Said>(load: () => Promise<Write<Said>>) =>
  async () =>
    (await load()) as Write<object>

const toOne = <Said>(load: () => Promise<WriteAboutOne<Said, unknown>>) =>
  toMany<Said>(async () => {
    const write = await load()
    return async (db, around, [one], said) => {
      if (!one) throw new Error('It is about nobody.')
      return write(db, await chosenCustomer(db, one, around), said, around.today)
    }
  })

const additions: Record<string, () => Promise<Write<object>>> = {
  log: toMany(async () => (await import('./touches/record.ts')).writeLogged),
  promise: toOne(async () => (await import('./loops/promise.ts')).writePromise),
  learn: toOne(async () => (await import('./practices/learn.ts')).writeLearned),
  save: toOne(async () => (await import('./practices/save.ts')).writeSaving),
  pulse: toOne(async () => (await import('./practices/pulse.ts')).writePulse),
}

/**
 * Writes an addition that has waited on this laptop, as its command would have on its day. If another laptop has added the
 * new customer of that name meanwhile, it goes to that one.
 * @returns the summary of the change, in a line
 * @throws cannot, for a customer who is not in the book any more
 */
export async function writeAddition(db: Writer, { kind, whom, said, madeOn }: Waiting): Promise<string> {
  const write = await additions[kind]?.()
  if (!write) throw new Error(`"${kind}" is no command that only adds.`)
  const chosen: Whom[] = []
  for (const each of whom) chosen.push(await asTheyAreNow(db, each))
  const around = { today: madeOn, out: { sayWithNext: () => {} } }
  return (await write(db, around, chosen, said)).summary
}

/**
 * In a book that was put back from a backup, somebody else may have the number of a customer who was added since.
 * @throws cannot, for a customer who is not in the book any more
 */
async function asTheyAreNow(db: Writer, whom: Whom): Promise<Whom> {
  const there = 'id' in whom ? await customerById(db, whom.id) : undefined
  if (there && 'id' in whom && (await wasEverCalled(db, there, whom.name))) return whom
  const name = 'id' in whom ? whom.name : whom.newName
  const [called] = await customersCalled(db, name)
  if (!('id' in whom)) return called ? { id: called.id, name: called.name } : whom
  const now = called ? `: by that name there is ${called.name} (#${called.id})` : ''
  throw cannot(`${name} (#${whom.id}) is not in the book any more${now}.`)
}

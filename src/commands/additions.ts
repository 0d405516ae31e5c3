import type { Writer } from '#book/changes/writer.ts'
import type { WriteAddition } from '#book/server/around.ts'
import type { WriteAboutOne } from '#cli/add-and-show.ts'
import { type Around, chosenCustomer } from '#cli/names/choose-customer.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { customerById, wasEverCalled } from '#tables/customers/customers.ts'
import { customersCalled } from '#tables/customers/handles.ts'
import { mergedInto } from '#tables/customers/merge.ts'

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
 * @returns the summary of the change, in a line, and the customers to whom it went in the place of others
 * @throws cannot, for a customer who is not in the book any more
 */
export const writeAddition: WriteAddition = async (db, { kind, whom, said, madeOn }) => {
  const write = await additions[kind]?.()
  if (!write) throw new Error(`"${kind}" is no command that only adds.`)
  const chosen: Whom[] = []
  const went: string[] = []
  for (const each of whom) {
    const now = await asTheyAreNow(db, each)
    if (!isAmong(chosen, now)) chosen.push(now)
    if ('id' in each && 'id' in now && now.id !== each.id)
      went.push(`${each.name} (#${each.id}) was merged into ${now.name} (#${now.id}), who has it.`)
  }
  const around = { today: madeOn, out: { sayWithNext: () => {} } }
  return { summary: (await write(db, around, chosen, said)).summary, went }
}

const isAmong = (all: Whom[], one: Whom): boolean =>
  'id' in one && all.some((each) => 'id' in each && each.id === one.id)

/**
 * In a book that was put back from a backup, somebody else may have the number of a customer who was added since.
 * @throws cannot, for a customer who is not in the book any more, nor merged into one who is
 */
async function asTheyAreNow(db: Writer, whom: Whom): Promise<Whom> {
  const called = async (name: string) => (await customersCalled(db, name))[0]
  if (!('id' in whom)) {
    const added = await called(whom.newName)
    return added ? { id: added.id, name: added.name } : whom
  }
  const { id, name } = whom
  const there = await customerById(db, id)
  if (await wasEverCalled(db, there ?? { id, name: '' }, name)) {
    if (there) return whom
    const into = await mergedInto(db, id)
    if (into) return { id: into.id, name: into.name }
  }
  const other = await called(name)
  const now = other ? `: by that name there is ${other.name} (#${other.id})` : ''
  throw cannot(`${name} (#${id}) is not in the book any more${now}.`)
}

import type { Reader } from '#book/engine.ts'
import { discardSnapshot } from '#book/snapshot-files.ts'
import { customerIdFor } from '#cli/choose-customer.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { foldName } from '#domain/name.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { bookOption, hashIsLost, word } from '#hints.ts'
import { customerStillThere } from '#tables/customers.ts'
import { messageView } from '#views/message.ts'
import { counted, countedKinds } from '#views/text.ts'
import { customerToErase, othersThan } from './customer.ts'
import { changesOfCustomer, type Erasure, eraseCustomer, leaveReceipt, rowsOfCustomer } from './erasure.ts'
import { eraseFromSnapshots, type LeftSnapshot, snapshotPaths, unfinishedFiles } from './snapshots.ts'

export const forget = command({
  name: 'forget',
  summary: 'Erase a customer for good',
  examples: [
    ['cl forget acme', 'from the book, what cl undo keeps, and the snapshots; asks for the name'],
    ['cl forget acme --yes "Acme Bakery"', 'without asking'],
    ['cl forget --finish', 'what the disk did not let it do'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', 'name, alias, e-mail, phone or number')
      .option('--yes <name>', 'the whole name, to say that you are sure')
      .option('--finish', 'finish what was broken off: write the book anew'),
  async run(context, { yes, finish }, [typed]) {
    if (finish) return finishErasing(context, typed)
    if (typed === undefined) throw wrongUsage(`Whom? ${hashIsLost}`, 'As in: cl forget acme')
    const { book, out, today } = context
    const id = await customerIdFor(context, typed)
    const plan = await book.read(async (db) => {
      const { name, whom } = await whomToErase(db, id)
      return { name, erasure: { rows: await rowsOfCustomer(db, whom), changes: await changesOfCustomer(db, whom) } }
    })
    const snapshots = snapshotPaths(book.path).length
    out.say(`${plan.name} (#${id}) will be erased: ${inWords({ ...plan.erasure, closed: 0 }, snapshots)}.`)
    out.say('This cannot be undone. What notes of others say of them stays, and so does what you exported or copied.')
    await makeSure(context, plan.name, yes)
    // Read again: while the name was typed, another terminal may have changed the customer.
    const { whom, living } = await book.read((db) => whomToErase(db, id))
    const kept = await book.snapshot('erasing')
    // The snapshots first: if this is broken off, the customer is still in the book, and can be named again.
    const { erased, left } = await eraseFromSnapshots(book.path, whom, living, [])
    const trouble = left.find(({ isTrouble }) => isTrouble)
    if (trouble) {
      if (kept !== null) discardSnapshot(kept)
      throw stoppedBefore(trouble, plan.name)
    }
    const { result: what, notAnew } = await book.erase(async (db) => {
      const words = inWords(await eraseCustomer(db, await customerToErase(db, id)), erased.length)
      await leaveReceipt(db, today, words)
      return words
    })
    // Then those that were taken meanwhile.
    const later = await eraseFromSnapshots(book.path, whom, living, [...erased, ...left.map(({ path }) => path)])
    left.push(...later.left, ...unfinishedFiles(book.path))
    await out.show(
      { text: `Erased: ${what}.`, json: { erased: id, what, left: left.map(({ path }) => path) } },
      messageView,
    )
    sayLeft(context, left, plan.name)
    if (notAnew !== null) sayNotAnew(context, notAnew)
    return left.length === 0 && notAnew === null ? 0 : 1
  },
})

const stoppedBefore = ({ path, why }: LeftSnapshot, name: string): UserError =>
  cannot(
    `${name} could not be erased from ${path} (${why}), and is still in the book.`,
    'Make room on the disk, or check it and who may write there; then type it again.',
  )

/** What is to be done about the snapshots that somebody may still be in. */
function sayLeft({ out, quote }: Context, left: LeftSnapshot[], name: string): void {
  for (const { path, why } of left) out.say(`Not erased from ${path}: ${why}`)
  if (left.some(({ isTrouble }) => isTrouble))
    out.say(`Make room on the disk, or check it; then: cl forget ${word(name, quote)}`)
  else if (left.length > 0)
    out.say('They may still be in there. Delete what is named above, unless you need it for something else.')
}

/** What is to be done when the rows are erased, and the disk did not let the file be written anew. */
function sayNotAnew({ book, out, quote }: Context, why: string): void {
  out.say(`The file of the book could not be written anew (${why}): its free space may hold something of them.`)
  out.say(`Make room on the disk, or check it; then: cl forget --finish${bookOption(book.path, quote)}`)
}

async function finishErasing({ book, out }: Context, typed: string | undefined): Promise<void> {
  if (typed !== undefined) throw wrongUsage('--finish is about nobody by name.', 'Leave out the name, or --finish.')
  await book.writeAnew()
  await out.show({ text: 'The book was written anew.', json: { finished: true } }, messageView)
}

/** @throws cannot, when the customer is not there any more */
async function whomToErase(db: Reader, id: number) {
  const { name } = await customerStillThere(db, id)
  const whom = await customerToErase(db, id)
  return { name, whom, living: await othersThan(db, whom) }
}

function inWords({ rows, changes, closed }: Erasure, snapshots: number): string {
  return [
    countedKinds(rows),
    `${counted(changes, 'change')} of the undo log`,
    ...(closed > 0 ? [`${counted(closed, 'older change')} closed`] : []),
    ...(snapshots > 0 ? [`in ${counted(snapshots, 'snapshot')}`] : []),
  ].join(', ')
}

/** @throws wrong usage, unless the name is typed, or given by --yes */
async function makeSure({ prompts, quote }: Context, name: string, yes: string | undefined): Promise<void> {
  const isName = (text: string) => foldName(text) === foldName(name)
  const refused = `That is not the name, ${name}.`
  if (yes === undefined) {
    prompts.need(`--yes ${quote(name)}`)
    await prompts.line('Type the name to erase it for good (Ctrl-C to leave it)', {
      check: async (text) => (isName(text) ? undefined : refused),
    })
  } else if (!isName(yes)) throw wrongUsage(`${refused} Nothing was erased.`, `To be sure: --yes ${quote(name)}`)
}

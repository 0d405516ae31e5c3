import type { During } from '#book/book.ts'
import type { Reader } from '#book/engine.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdFor, customerIdIfThere } from '#cli/names/choose-customer.ts'
import { foldName } from '#domain/customers/name.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { bookOption, hashIsLost, word } from '#hints.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { messageView } from '#views/message.ts'
import { counted, countedKinds } from '#views/text.ts'
import { customerToErase, goneToErase, othersThan } from './customer.ts'
import { changesOfCustomer, type Erasure, eraseCustomer, leaveReceipt, rowsOfCustomer } from './erasure.ts'
import {
  byNamesOfSnapshots,
  eraseFromSnapshots,
  type LeftSnapshot,
  snapshotPaths,
  snapshotsWith,
  unfinishedFiles,
} from './snapshots.ts'

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
      .argument('[customer]', waysToName)
      .option('--yes <name>', 'the whole name, to say that you are sure')
      .option('--finish', 'finish what was broken off: write the book anew'),
  async run(context, { yes, finish }, [typed]) {
    if (finish) return finishErasing(context, typed)
    if (typed === undefined) throw wrongUsage(`Whom? ${hashIsLost}`, 'As in: cl forget acme')
    const { book, out } = context
    const sought = (await customerIdIfThere(context, typed)) ?? (await goneOrChosen(context, typed))
    const plan = await book.read((db) => whomToErase(db, sought, book.path))
    const { id, name } = plan
    const snapshots = id === null ? await snapshotsWith(book.path, plan.whom, plan.others) : snapshotPaths(book.path)
    const who = id === null ? `${name}, who is not in the book any more,` : `${name} (#${id})`
    out.say(`${who} will be erased: ${inWords({ ...plan.erasure, closed: 0 }, snapshots.length)}.`)
    out.say('This cannot be undone. The notes of other customers stay as they are, and so do your exports and copies.')
    await makeSure(context, typed, name, yes)
    const { what, left, notAnew } = await erase(context, sought, plan)
    const json = { erased: id, what, left: left.map(({ path }) => path) }
    try {
      await out.show({ text: `Erased: ${what}.`, json }, messageView)
    } finally {
      // A full disk may take neither the book written anew nor the output: the error says what is left to do all the same.
      sayLeft(context, left, name)
      if (book.server !== null) sayOthersCopies(context)
      if (notAnew !== null) sayNotAnew(context, notAnew)
    }
    return left.length === 0 && notAnew === null ? 0 : 1
  },
})

/** The book comes after the snapshots, and before snapshots that were taken meanwhile. */
async function erase({ book, out, today }: Context, sought: Sought, plan: { id: number | null; name: string }) {
  const during: During = (what, size, work) => out.progress.during(what, size, work)
  const gone = plan.id === null ? null : { table: 'customers', id: plan.id }
  const { result, notAnew } = await book.afterSnapshot('erasing', () =>
    book.erase(gone, async (db) => {
      // Read again: while the name was typed, another terminal may have changed the customer. From here on none can.
      const { whom, others } = await whomToErase(db, sought, book.path)
      // The snapshots come first: if this is broken off, the customer is still in the book, and can be named again.
      const { erased, left } = await eraseFromSnapshots(book.path, whom, others, [], during)
      const trouble = left.find(({ isTrouble }) => isTrouble)
      if (trouble) throw stoppedBefore(trouble, plan.name)
      const what = inWords(await eraseCustomer(db, whom), erased.length)
      await leaveReceipt(db, today, what, whom)
      return { what, whom, others, erased, left }
    }),
  )
  const { what, whom, others, erased, left } = result
  // `cl backup` only reads the book, so no lock keeps it from taking one.
  const done = [...erased, ...left.map(({ path }) => path)]
  const later = await eraseFromSnapshots(book.path, whom, others, done, during)
  return { what, left: [...left, ...later.left, ...unfinishedFiles(book.path)], notAnew }
}

const stoppedBefore = ({ path, why }: LeftSnapshot, name: string): UserError =>
  cannot(
    `${name} could not be erased from ${path} (${why}), and so not from the book either.`,
    'Make room on the disk, or check it and who may write there; then type it again.',
  )

function sayLeft({ out, quote }: Context, left: LeftSnapshot[], name: string): void {
  for (const { path, why } of left) out.say(`Not erased from ${path}: ${why}`)
  if (left.some(({ isTrouble }) => isTrouble))
    out.say(`Make room on the disk, or check it; then: cl forget ${word(name, quote)}`)
  else if (left.length > 0)
    out.say('They may still be in there. Delete what is named above, unless you need it for something else.')
}

/** No command on this laptop can reach these copies. */
function sayOthersCopies({ out }: Context): void {
  out.say('Each other laptop erases its copies, and what waits on it, with its next command that reaches the server.')
  out.say('The backups of the server are its owner’s: they hold what was erased for as long as they are kept.')
}

/** The rows are erased, and the disk did not let the file be written anew. */
function sayNotAnew({ book, out, quote }: Context, why: string): void {
  out.say(`The file of the book could not be written anew (${why}): its free space may hold something of them.`)
  out.say(`Make room on the disk, or check it; then: cl forget --finish${bookOption(book.path, quote)}`)
}

async function finishErasing({ book, out }: Context, typed: string | undefined): Promise<void> {
  if (typed !== undefined) throw wrongUsage('--finish takes no name.', 'Leave out the name, or --finish.')
  await book.writeAnew()
  await out.show({ text: 'The book was written anew.', json: { finished: true } }, messageView)
}

/** A customer of the book by number; somebody who is not in it any more by name. */
type Sought = number | string

/**
 * The name, where the undo log or a snapshot knows the typed name, number, e-mail address or phone; else the id of a customer chosen
 * among near names.
 */
async function goneOrChosen(context: Context, typed: string): Promise<Sought> {
  const { book } = context
  if (await isGone(context, typed)) return typed
  const { nameInLog, nameInSnapshots, waysTyped } = await import('./gone.ts')
  const ways = await book.read((db) => waysTyped(db, typed))
  const name = (await book.read((db) => nameInLog(db, ways))) ?? (await nameInSnapshots(book.path, ways))
  return name !== null && (await isGone(context, name)) ? name : customerIdFor(context, typed)
}

async function isGone({ book }: Context, name: string): Promise<boolean> {
  const { whom, others, erasure } = await book.read((db) => whomToErase(db, name))
  return erasure.changes > 0 || (await snapshotsWith(book.path, whom, others)).length > 0
}

/**
 * @param path the book's own, where its snapshots are asked for further names of somebody who is not in it any more
 * @throws cannot, when the customer is not there any more
 */
async function whomToErase(db: Reader, sought: Sought, path?: string) {
  const isGone = typeof sought === 'string'
  const name = isGone ? sought : (await customerStillThere(db, sought)).name
  const known = isGone ? await goneToErase(db, sought) : await customerToErase(db, sought)
  const others = await othersThan(db, known)
  const whom = isGone && path !== undefined ? await byNamesOfSnapshots(path, known, others) : known
  const erasure = { rows: await rowsOfCustomer(db, whom), changes: await changesOfCustomer(db, whom) }
  return { id: isGone ? null : sought, name, whom, others, erasure }
}

function inWords({ rows, changes, closed }: Erasure, snapshots: number): string {
  return [
    ...(rows.length > 0 ? [countedKinds(rows)] : []),
    `${counted(changes, 'change')} of the undo log`,
    ...(closed > 0 ? [`${counted(closed, 'older change')} closed`] : []),
    ...(snapshots > 0 ? [`in ${counted(snapshots, 'snapshot')}`] : []),
  ].join(', ')
}

/** @throws wrong usage, unless the name is typed, or given by --yes */
async function makeSure({ prompts, quote }: Context, typed: string, name: string, yes?: string): Promise<void> {
  const isName = (text: string) => foldName(text) === foldName(name)
  const refused = `That is not the name, ${name}.`
  const sure = `Type: cl forget ${word(typed, quote)} --yes ${quote(name)}`
  if (yes === undefined) {
    prompts.need('the name, to be sure', sure)
    await prompts.line('Type the name to erase it for good (Ctrl-C to leave it)', (text) => {
      if (!isName(text)) throw wrongUsage(refused)
    })
  } else if (!isName(yes)) throw wrongUsage(`${refused} Nothing was erased.`, sure)
}

import type { Book } from '#book/book.ts'
import { namesServer } from '#book/file/paths.ts'
import type { Address } from '#book/server/address.ts'
import { Outbox } from '#book/server/outbox.ts'
import { passwordLine } from '#book/server/secrets.ts'
import { joinBook, shareBook } from '#book/server/share.ts'
import { command } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import { sumOf } from '#domain/sums.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { sizeText } from '#formats/size.ts'
import { word } from '#hints.ts'
import { bringMeAlong, settingsOf } from '#tables/rules.ts'
import { contentsOf } from '#tables/whole-book.ts'
import { messageView } from '#views/message.ts'
import { contentsText } from '#views/shop/backups.ts'
import { outboxWords } from '#views/shop/outbox.ts'

const example = 'postgres://kim@db.example.com/shop'

export const share = command({
  name: 'share',
  summary: 'Put the book on a server',
  examples: [
    [`cl share ${example}`, 'moves the book to a PostgreSQL; every command goes on as before'],
    [`cl share --join ${example}`, 'on another laptop, or where the server has moved: from now on, that book'],
    ['cl share --back', 'makes a file of it again'],
    ['cl share', 'says where the book is'],
  ],
  define: (cmd) =>
    cmd
      .argument('[address]', 'of a PostgreSQL, without the password')
      .option('--join', 'use the book that is there, in the place of the one on this laptop')
      .option('--back', 'take the book back into a file on this laptop')
      .option('--yes', 'also where this laptop has a book of its own, which is kept as a snapshot'),
  async run(context, { join, back, yes }, [address]) {
    if (back && (join || address !== undefined))
      throw wrongUsage('--back takes neither an address nor --join.', 'Type: cl share --back')
    if (back) return takeBack(context)
    if (address === undefined && join) throw wrongUsage('Which book?', `As in: cl share --join ${example}`)
    if (address === undefined) return sayWhere(context)
    return join ? joinThere(context, address, yes === true) : move(context, address)
  },
})

async function sayWhere({ book, out }: Context): Promise<void> {
  const text = book.server === null ? `The book is a file: ${book.path}` : `The book is on a server: ${book.server}`
  const waiting = await new Outbox(book.path).all()
  const json = { file: book.server === null ? book.path : null, server: book.server, waiting: waiting.length }
  await out.show({ text, json }, messageView)
  if (waiting.length > 0) out.say(`${outboxWords(waiting)}: cl outbox`)
}

/**
 * A book of this laptop that is on a server already may move to another address.
 * @throws cannot, for the present address; and where --book or CL_BOOK names the book
 */
function refuseElsewhere({ server, path }: Book, { text }: Address): void {
  if (server === text) throw cannot(`That is the book of this laptop already: ${server}`, 'cl due shows who needs you.')
  if (server !== null && !namesServer(path))
    throw cannot(`The book is named by --book or CL_BOOK: ${server}`, 'To use another one, name that there.')
}

async function move({ book, out, address: addressFrom, laptop, quote, today }: Context, typed: string): Promise<void> {
  if (book.server !== null)
    throw cannot(`The book is on a server already: ${book.server}`, 'To leave it: cl share --back')
  const address = await addressFrom(typed)
  // The read brings an old book up to this version, or refuses it with the reason.
  const own = book.isNew
    ? null
    : await book.read(async (db) => ({ ...(await contentsOf(db)), ...(await settingsOf(db)) }))
  book.close()
  const sharer = { maker: book.maker, name: own?.me ?? null }
  const { sums, kept } = await shareBook(book.path, address, today, sharer, (...all) => out.progress.tell(...all))
  if (own?.me) (await laptop()).keep({ me: own.me })
  const rows = sumOf([...sums.values()], (each) => each.rows)
  const { customers, touches, lastChange } = own ?? { customers: 0, touches: 0, lastChange: null }
  const text = `Shared, and compared row by row: ${contentsText({ customers, touches, lastChange })}\n${address.text}`
  await out.show({ text, json: { server: address.text, rows, customers, touches, kept } }, messageView)
  if (kept !== null) out.say(`The file of before is kept, and no more written to: ${kept}`)
  out.say(`On another laptop: cl share --join ${word(address.text, quote)}`)
  sayWhereThePasswordGoes(out, address)
}

async function joinThere(context: Context, typed: string, yes: boolean): Promise<void> {
  const { book, out, prompts, quote, today } = context
  const address = await context.address(typed)
  refuseElsewhere(book, address)
  const there = await context.openServer(address)
  const contents = await there.read(contentsOf).finally(() => there.close())
  if (book.server === null && book.exists() && !yes) {
    const own = contentsText(await book.read(contentsOf))
    if (!prompts.available)
      throw wrongUsage(
        `This laptop has a book of its own (${own}): ${book.path}`,
        'To set it aside, as a snapshot: --yes',
      )
    if (!(await askYesOrNo(context, `This laptop has a book of its own (${own}). Set it aside, as a snapshot?`))) return
  }
  book.close()
  const kept = joinBook(book.path, address, today)
  const text = `From now on the book of this laptop is the one at ${address.text}: ${contentsText(contents)}`
  await out.show({ text, json: { server: address.text, ...contents, kept } }, messageView)
  if (kept !== null) {
    out.say(`The book that was here is kept, and nothing of it is in the shared one: ${kept}`)
    out.say(
      `To bring its customers there: cl export here.csv --book ${quote(kept)}   and then: cl import here.csv --new`,
    )
    out.say('Its touches: the same with --what touches at the export, into another file.')
  }
  const waiting = await new Outbox(book.path).all()
  if (waiting.length > 0) out.say(`${outboxWords(waiting)}, for the book as it was: cl outbox`)
  sayWhereThePasswordGoes(out, address)
}

function sayWhereThePasswordGoes(out: Context['out'], { heldPassword, place }: Address): void {
  if (!heldPassword) return
  out.say(
    'The password is not kept, and what was typed may be in the history of your shell. Where PostgreSQL looks for it:',
  )
  out.say(`~/.pgpass, which only you may read, with the line ${passwordLine(place)}`)
}

async function takeBack({ book, out }: Context): Promise<void> {
  const { path, size } = await book.takeBack(bringMeAlong)
  const text = `Taken back, and compared row by row: ${sizeText(size)}\n${path}`
  await out.show({ text, json: { path, size } }, messageView)
  out.say(`Nobody else can write to ${book.server} any more; its tables are still there.`)
  out.say('What waits on another laptop stays there, and is not in the file: cl outbox shows it there.')
}

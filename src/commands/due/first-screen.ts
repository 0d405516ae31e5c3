import type { Context } from '#cli/context.ts'
import { hasCustomers } from '#tables/customers/customers.ts'
import { dueView } from '#views/due/due.ts'
import { forToday } from '#views/due/due-page.ts'
import { termsFitting } from '#views/terms.ts'
import { counted } from '#views/text.ts'
import type { View } from '#views/view.ts'
import { morningList, nobodyToday } from './due.ts'

const namesShown = 3
const otherLines = 3

/** Each command has its meaning beside it, or below it where the terminal is too narrow. */
const commandsView: View<string> = {
  text: (page, { tableWidth }) => termsFitting(page, tableWidth),
  json: (page) => page,
}

/** The page of `cl` alone in a terminal; without a book, it says how to begin. */
export async function firstScreen({ book, out, today }: Context): Promise<void> {
  if (book.isNew) return out.show(begin, commandsView, { paged: false })
  const list = await book.read(async (db) =>
    (await hasCustomers(db)) ? morningList(db, today, {}, { isForPage: true, count: false }) : null,
  )
  if (list === null) return out.show(begin, commandsView, { paged: false })
  const needed = list.rows.filter((row) => row.today).length
  if (needed === 0) await out.show(nobodyToday(list, today), commandsView, { paged: false })
  else {
    out.print(`${counted(needed, 'customer needs', 'customers need')} you today.\n\n`)
    const commands = await out.render(ofADay, commandsView, 'text')
    const left = (out.rows ?? 0) - otherLines - (commands.split('\n').length - 1)
    const rows = out.rows === null ? null : Math.max(namesShown + 1, left)
    await out.show({ ...list, shown: forToday, limit: namesShown, screen: { rows, below: [] } }, dueView)
  }
  await out.show(ofADay, commandsView, { paged: false })
}

const begin = `cl keeps your customers in mind: log each touch, see who needs you.

Three ways to begin:
  cl add "Acme Bakery"      your first customer
  cl import contacts.vcf    your contacts, or a spreadsheet of them
  cl demo                   a sample book, to look around in

More: cl --help`

const ofADay = `
  cl morning                           one by one, a key for each thing to do
  cl log acme call "all good"          a touch: a call, a visit, a letter
  cl promise acme a sample by friday   what you said you would do
  cl done 7                            a promise kept, a complaint mended
  cl undo                              takes back the last change

More: cl --help`

import type { Context } from '#cli/context.ts'
import { hasCustomers } from '#tables/customers.ts'
import { dueView } from '#views/due/due.ts'
import { counted } from '#views/text.ts'
import { morningList, nextOf, nobody } from './due.ts'

const namesShown = 3
/** The lines of the screen that are not the table's. */
const otherLines = 11

/** The page of `cl` alone in a terminal: who needs you, and the commands of a day; without a book, how to begin. */
export async function firstScreen({ book, out, today }: Context): Promise<void> {
  if (book.isNew) return out.print(begin)
  const list = await book.read(async (db) =>
    (await hasCustomers(db)) ? morningList(db, today, {}, { isForPage: true, count: false }) : null,
  )
  if (list === null) return out.print(begin)
  const needed = list.rows.filter((row) => row.today).length
  if (needed === 0) out.print(`${nobody(false, null, nextOf(list, today))}\n`)
  else {
    out.print(`${counted(needed, 'customer')} ${needed === 1 ? 'needs' : 'need'} you today.\n\n`)
    const shown = { all: false, ratio: false, soon: false }
    const rows = out.rows === null ? null : Math.max(namesShown + 1, out.rows - otherLines)
    await out.show({ ...list, shown, limit: namesShown, screen: { rows, below: [] } }, dueView)
  }
  out.print(ofADay)
}

const begin = `cl keeps your customers in mind: log each touch, see who needs you.

Three ways to begin:
  cl add "Acme Bakery"      your first customer
  cl import contacts.vcf    your contacts, or a spreadsheet of them
  cl demo                   a sample book, to look around in

More: cl --help
`

const ofADay = `
  cl morning                           one by one, a key for each thing to do
  cl log acme call "all good"          a touch: a call, a visit, a letter
  cl promise acme a sample by friday   what you said you would do
  cl done 7                            a promise kept, a complaint mended
  cl undo                              takes back the last change

More: cl --help
`

import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { type Day, notAfterToday } from '../domain/day.ts'
import { isOpen, type NamedLoop, outcomeFor } from '../domain/loop.ts'
import { checkNote } from '../domain/name.ts'
import { cannot, type UserError } from '../errors.ts'
import { shortDay } from '../formats/day-words.ts'
import { customerById, customerCalled } from '../store/customers.ts'
import type { Reader } from '../store/engine.ts'
import { loopById, openLoops } from '../store/loops.ts'
import { closedView } from '../views/loops.ts'
import { chooseCustomer } from './choose-customer.ts'

type Options = { as?: string; on?: Day }

export const done = command<Options, [loop: string, note: string[]]>({
  name: 'done',
  summary: 'Close a loop',
  examples: [
    ['cl done 7', 'a promise kept, a complaint mended or a request done'],
    ['cl done acme sent it by courier', 'the only loop that acme has open, with a note'],
    ['cl done 7 --as broken', 'a promise that was not kept'],
    ['cl done 9 --as dropped', 'opened by mistake: it counts nowhere'],
  ],
  days: { on: 'past' },
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .argument('[note...]', 'how it ended')
      .option('--as <outcome>', 'broken, declined or dropped, where it was not kept, mended or done')
      .option('--on <day>', 'when it was (today)'),
  async run(context, options, [which, words]) {
    const { today, out } = context
    const closedOn = notAfterToday(options.on ?? today, today, 'The end of a loop')
    const note = words.length === 0 ? null : checkNote('note', words.join(' '))
    const loop = await chooseLoop(context, which)
    const closed = await context.book.write(async (db) => {
      const fresh = await loopById(db, loop.id)
      if (!fresh || fresh.closedOn !== null) throw notOpen(fresh ?? loop, today)
      const outcome = outcomeFor(fresh.kind, options.as)
      if (closedOn < fresh.openedOn) {
        throw cannot(
          `The ${fresh.kind} #${fresh.id} was opened on ${fresh.openedOn}: it cannot end before, on ${closedOn}.`,
        )
      }
      await db.update('loops', fresh.id, { closed_on: closedOn, outcome, closing_note: note })
      return {
        summary: `${fresh.kind} #${fresh.id} of ${fresh.customerName} ${outcome}: ${fresh.text}`,
        result: { ...fresh, closedOn, outcome, closingNote: note },
      }
    })
    await out.show(closed, closedView(today))
  },
})

function notOpen(loop: NamedLoop, today: Day): UserError {
  const name = `The ${loop.kind} #${loop.id}`
  if (loop.closedOn === null) return cannot(`${name} was opened on ${loop.openedOn}, after ${today}.`)
  return cannot(
    `${name} is closed already: ${loop.outcome} ${shortDay(loop.closedOn, today)}.`,
    'cl undo takes back the last change.',
  )
}

const summaryOf = (loop: NamedLoop): string => `#${loop.id} ${loop.kind}: ${loop.text}`

/** Whether what looks like a loop's number is a customer's number or name. */
async function isCustomer(db: Reader, which: string): Promise<boolean> {
  if (which.startsWith('#')) return (await customerById(db, Number(which.slice(1)))) !== undefined
  return (await customerCalled(db, which)).length > 0
}

/** The loop of that number, or the only one that the customer has open; with several, the user is asked. */
async function chooseLoop(context: Context, which: string): Promise<NamedLoop> {
  const { book, prompts, today } = context
  const number = /^#?(\d{1,15})$/.exec(which.trim())?.[1]
  const numbered = number === undefined ? undefined : await book.read((db) => loopById(db, Number(number)))
  if (numbered && (numbered.closedOn !== null || !isOpen(numbered, today))) throw notOpen(numbered, today)
  if (numbered) return numbered
  if (number !== undefined && !(await book.read((db) => isCustomer(db, which)))) {
    throw cannot(`There is no loop #${number}.`, 'cl loops shows what is open.')
  }
  const chosen = await chooseCustomer(context, which, {
    hint: 'Type more of the name, or the number of the loop: cl loops shows it.',
  })
  const open = 'id' in chosen ? await book.read((db) => openLoops(db, today, chosen.id)) : []
  const [first, ...others] = open
  if (!first) throw cannot(`Nothing is open for "${which}".`, 'cl loops shows what is open.')
  if (others.length === 0) return first
  if (!prompts.available) {
    throw cannot(
      `${first.customerName} has ${open.length} open: ${open.map(summaryOf).join('; ')}.`,
      `Say which, as in: cl done ${first.id}`,
    )
  }
  return prompts.select(
    'Which one?',
    open.map((loop) => ({ name: summaryOf(loop), value: loop })),
  )
}

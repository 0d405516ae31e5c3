import { changeAndShow } from '#cli/change-and-show.ts'
import { command, DayOption } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerOfWord } from '#cli/names/customer-of-word.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkNote } from '#domain/customers/name.ts'
import { notAfterToday } from '#domain/days/day.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import { outcomeInNote } from '#formats/touches/outcome-in-note.ts'
import { lastWords, word } from '#hints.ts'
import { openLoops } from '#tables/loops.ts'
import { textBehind } from '#views/due/score-words.ts'
import { closedLoopsView } from '#views/loops/loops.ts'
import { chooseLoops } from './choose-loop.ts'
import { closeIfStillOpen } from './close-loop.ts'

export const done = command({
  name: 'done',
  summary: 'Close a loop',
  sought: {
    '--note': 'cl done 7 sent it by courier',
    '--by': 'cl done 7 --on yesterday',
  },
  examples: [
    ['cl done 7', 'a promise kept, a complaint mended or a request done'],
    ['cl done 7 9 12', 'several at once, one undo'],
    ['cl done acme sent it by courier', 'the only loop that acme has open, with a note'],
    ['cl done 7 -- 2 boxes by courier', 'a note that begins with a number'],
    ['cl done 7 --as broken', 'a promise that was not kept'],
    ['cl done 7 --on yesterday', 'kept yesterday'],
    ['cl done 9 --as dropped', 'opened by mistake: it counts nowhere'],
  ],
  values: wholeValues(),
  define: (cmd) =>
    cmd
      .argument('<loop>', 'its number, or a customer who has just one open')
      .argument('[note...]', 'more numbers, then how it ended')
      .option('--as <outcome>', 'broken, declined or dropped, where it was not kept, mended or done')
      .addOption(new DayOption('--on <day>', 'past', 'when it was (today)')),
  async run(context, options, [which, words]) {
    const { today, out, quote } = context
    const instead = (id: number | string, left: string[]) => {
      if (left.length === 0) return `cl done ${id}`
      // A note that begins with a number would be taken for more loops.
      return `cl done ${id} ${/^\d+$/.test(left[0] ?? '') ? '-- ' : ''}${lastWords(left.join(' '), quote)}`
    }
    const on = notAfterToday(options.on ?? today, today, 'The end of a loop')
    const { loops, rest } = await chooseLoops(context, which, words, instead)
    const note = rest.length === 0 ? null : checkNote('note', rest.join(' '))
    const closed = await changeAndShow(context, closedLoopsView, async (db) => {
      const result = []
      for (const loop of loops) result.push(await closeIfStillOpen(db, loop, { on, as: options.as, note }, today))
      return {
        summary: result
          .map((each) => `${each.kind} #${each.id} of ${each.customerName} ${each.outcome}${textBehind(each)}`)
          .join('; '),
        result,
      }
    })
    if (options.on === undefined)
      await sayDayNotTaken(context, rest, (left) => instead(loops.map(({ id }) => id).join(' '), left))
    if (note !== null) await sayWhoElse(context, note, loops)
    if (options.as !== undefined || note === null) return
    for (const { id, kind, outcome } of closed) {
      const said = outcomeInNote(kind, note)
      if (said !== undefined) out.say(`#${id} counted as ${outcome}. Not so? cl undo, then cl done ${id} --as ${said}`)
    }
  },
})

/** A customer's name alone may have been taken for the note: `done anna tom`. */
async function sayWhoElse({ book, out, today }: Context, note: string, closed: NamedLoop[]): Promise<void> {
  const name = note.replace(/^(?:and|&|und|et) /i, '')
  if (/[\s,]/.test(name)) return
  const [first, ...others] = await book.read(async (db) => {
    const one = await customerOfWord(db, name)
    return one && closed.every(({ customerId }) => customerId !== one.id) ? openLoops(db, today, one.id) : []
  })
  if (!first) return
  const next = others.length === 0 ? `cl done ${first.id}` : `cl loops ${first.customerId}`
  out.say(`"${name}" became the note, and is a customer with something open: ${next}`)
}

/** A note that begins with a day of the past, as in `done 7 yesterday`, may have been meant as `--on`. */
async function sayDayNotTaken(
  { out, quote }: Context,
  note: string[],
  instead: (note: string[]) => string,
): Promise<void> {
  const { wordsOfDay } = await import('#formats/days/day-forms.ts')
  const words = note[0] === 'on' ? note.slice(1) : note
  const many = wordsOfDay(words, 'of a touch')
  const day = words.slice(0, many).join(' ')
  if (many > 0 && day !== 'today')
    out.say(`Closed today. If it was ${day}: cl undo, then ${instead(words.slice(many))} --on ${word(day, quote)}`)
}

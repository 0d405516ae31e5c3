import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Day } from '../domain/day.ts'
import { checkNote } from '../domain/name.ts'
import { minutesFrom, notAfterToday } from '../domain/touch.ts'
import { channelNamed, findPurpose, purposeNamed, type Tone, toneFrom, type Vocabulary } from '../domain/vocabulary.ts'
import { cannot, wrongUsage } from '../errors.ts'
import { loopOpenedBy } from '../store/loops.ts'
import type { NewRow } from '../store/rows.ts'
import { vocabularyOf } from '../store/rules.ts'
import { findTouch, type NamedTouch } from '../store/touches.ts'
import type { Writer } from '../store/writer.ts'
import { amendedView } from '../views/amended.ts'
import { type Chosen, chooseCustomer, chosenCustomer } from './choose-customer.ts'
import { touchNumber, touchNumbered } from './touch-number.ts'

type Options = {
  on?: Day
  tone?: Tone
  channel?: string
  purpose?: string
  note?: string
  customer?: string
  minutes?: number
  in?: true
  out?: true
}

export const amend = command<Options, [touch: number | undefined]>({
  name: 'amend',
  summary: 'Correct a touch',
  examples: [
    ['cl amend --tone -', 'the touch that was entered last went badly'],
    ['cl amend 481 --on yesterday --channel visit', 'another day and channel'],
    ['cl amend 481 --customer "Bolt Garage"', 'it was with somebody else'],
    ['cl amend --note -', 'a new note, read from the standard input'],
  ],
  days: { on: 'past' },
  define: (cmd) =>
    cmd
      .argument('[touch]', 'its number; the one entered last, if none is named', touchNumber)
      .option('--on <day>', 'when it was')
      .option('--tone <tone>', '+ = -', toneFrom)
      .option('--channel <channel>', 'how it was')
      .option('--purpose <purpose>', 'why it was; tone and who began it follow, unless said')
      .option('--note <text>', 'the note; "" takes it away, - reads it from the standard input')
      .option('--customer <customer>', 'with whom it was')
      .option('--minutes <n>', 'time given to it', minutesFrom)
      .option('--in', 'they began it')
      .option('--out', 'we began it'),
  async run(context, options, [id]) {
    const said: (keyof Options)[] = ['on', 'tone', 'channel', 'purpose', 'note', 'customer', 'minutes', 'in', 'out']
    if (said.every((option) => options[option] === undefined)) {
      throw wrongUsage(
        'Nothing to correct was named.',
        'Give --on, --tone, --channel, --purpose, --note, --customer, --minutes, --in or --out.',
      )
    }
    const { book, today, out } = context
    if (options.on) notAfterToday(options.on, today)
    const chosen = options.customer === undefined ? undefined : await chooseCustomer(context, options.customer)
    const note = options.note === '-' ? await context.readStdin() : options.note
    const amended = await book.write(async (db) => {
      const before = await touchNumbered(db, id)
      const vocabulary = await vocabularyOf(db)
      await db.update(
        'touches',
        before.id,
        await changesTo(before, db, vocabulary, { ...options, note }, chosen, context),
      )
      await amendLoop(db, before, vocabulary)
      const after = (await findTouch(db, before.id)) as NamedTouch
      return { summary: `amended #${before.id} with ${after.customerName}`, result: { before, after } }
    })
    await out.show(amended, amendedView)
  },
})

async function changesTo(
  before: NamedTouch,
  db: Writer,
  vocabulary: Vocabulary,
  options: Omit<Options, 'note'> & { note: string | undefined },
  chosen: Chosen | undefined,
  context: Context,
): Promise<NewRow<'touches'>> {
  const purpose = options.purpose === undefined ? undefined : purposeNamed(vocabulary, options.purpose)
  const changes: NewRow<'touches'> = {}
  if (options.on) changes.on_day = options.on
  if (options.channel !== undefined) changes.channel_id = channelNamed(vocabulary, options.channel).id
  if (purpose && purpose.name !== before.purpose) {
    changes.purpose_id = purpose.id
    changes.tone = purpose.tone
    changes.begun_by = purpose.begunBy
  }
  if (options.tone) changes.tone = options.tone
  if (options.in) changes.begun_by = 'them'
  if (options.out) changes.begun_by = 'us'
  if (options.minutes !== undefined) changes.minutes = options.minutes
  if (options.note !== undefined) changes.note = options.note.trim() === '' ? null : checkNote('note', options.note)
  if (chosen) changes.customer_id = (await chosenCustomer(db, chosen, context)).id
  return Object.keys(changes).length === 0 ? { tone: before.tone } : changes
}

/** Keeps the loop that the touch opened, or should have opened, true to the touch. */
async function amendLoop(db: Writer, before: NamedTouch, vocabulary: Vocabulary): Promise<void> {
  const after = (await findTouch(db, before.id)) as NamedTouch
  const opens = findPurpose(vocabulary, after.purpose)?.opens ?? null
  const loop = await loopOpenedBy(db, before.id)
  if (loop && loop.kind !== opens) await db.remove('loops', loop.id)
  else if (loop) {
    if (loop.closedOn !== null && loop.closedOn < after.on) {
      throw cannot(`The ${loop.kind} #${loop.id} that it opened ended on ${loop.closedOn}, before ${after.on}.`)
    }
    if (loop.openedOn !== after.on || loop.customerId !== after.customerId) {
      await db.update('loops', loop.id, { opened_on: after.on, customer_id: after.customerId })
    }
  }
  // A touch whose purpose stays as it was may have lost its loop on purpose, by cl done --as dropped or by an edit.
  if (opens && loop?.kind !== opens && after.purpose !== before.purpose) {
    await db.insert('loops', { customer_id: after.customerId, kind: opens, touch_id: after.id, opened_on: after.on })
  }
}

import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command, DayOption, type OptionsOf } from '#cli/command.ts'
import { chooseCustomer, chosenCustomer } from '#cli/names/choose-customer.ts'
import { rowNumber } from '#cli/numbers.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { checkNote } from '#domain/customers/name.ts'
import { notAfterToday } from '#domain/days/day.ts'
import { minutesFrom } from '#domain/days/lengths.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import { onlySaid } from '#domain/only-said.ts'
import type { NamedTouch } from '#domain/touches/touch.ts'
import { channelNamed, findPurpose, purposeNamed, toneFrom, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { forgetEnding, loopOpenedBy, moveLoop, openLoop, removeLoop } from '#tables/loops.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { passOnTelling, tellingPurpose, tellOfSavings } from '#tables/savings.ts'
import { moveSurprise } from '#tables/surprises.ts'
import { amendTouch, findTouch, type TouchChanges } from '#tables/touches.ts'
import { amendedView, changedWords } from '#views/touches/amended.ts'
import { teammateOrNone } from '../loops/by.ts'
import { touchNumbered } from './touch-number.ts'

const define = (blank: Commander) =>
  blank
    .argument('[touch]', 'its number; the one entered last, if none is named', touchOrChange)
    .addOption(new DayOption('--on <day>', 'past', 'when it was'))
    .option('--tone <tone>', '+ = -', toneFrom)
    .option('--channel <channel>', 'how it was')
    .option('--purpose <purpose>', 'why it was; tone and who began it follow, unless said')
    .option('--note <text>', 'the note; "" removes it, - reads it from the standard input')
    .option('--customer <customer>', 'with whom it was')
    .option('--minutes <n>', 'time given to it', minutesFrom)
    .option('--by <teammate>', 'the teammate who had it; none where nobody in particular')
    .addOption(new Option('--in', 'they began it').conflicts('out'))
    .option('--out', 'you began it')

type Options = OptionsOf<typeof define>

/** @throws wrong usage for anything but a number: people type the change alone, as in `amend yesterday` */
const touchOrChange = (typed: string): number =>
  rowNumber(typed, 'a touch', 'Without a number it is the last one; what changes is an option: cl amend --on yesterday')

export const amend = command({
  name: 'amend',
  summary: 'Correct a touch',
  instead: 'What changes is an option: cl amend 481 --on yesterday --note "all good"',
  examples: [
    ['cl amend --tone -', 'the touch that was entered last went badly'],
    ['cl amend 481 --on yesterday --channel visit', 'another day and channel'],
    ['cl amend 481 --purpose complaint', 'why it was: its tone follows, and what it opens'],
    ['cl amend 481 --in --minutes 20', 'they began it, and the time given'],
    ['cl amend 481 --customer "Bolt Garage"', 'it was with somebody else'],
    ['cl amend 481 --by kim', 'a teammate had it'],
    ['cl amend --note -', 'a new note, read from the standard input'],
  ],
  values: wholeValues(['text', 'day', 'n', 'customer', 'teammate'], { ownIsNumber: true }),
  define,
  async run(context, options, [id]) {
    if (Object.keys(options).length === 0) {
      throw wrongUsage(
        'Nothing to correct was named.',
        `As in: cl amend${id === undefined ? '' : ` ${id}`} --on yesterday   More: cl amend --help`,
      )
    }
    const { today } = context
    if (options.on) notAfterToday(options.on, today)
    const chosen = options.customer === undefined ? undefined : await chooseCustomer(context, options.customer)
    const note = options.note === '-' ? checkNote('note', await context.readStdin()) : options.note
    const { after } = await changeAndShow(context, amendedView, async (db) => {
      const before = await touchNumbered(db, today, id)
      const vocabulary = await vocabularyOf(db)
      const changes = changesTo(before, vocabulary, { ...options, note })
      if (chosen) changes.customerId = (await chosenCustomer(db, chosen, context)).id
      if (options.by !== undefined) changes.byId = await teammateOrNone(db, options.by)
      await amendTouch(db, before.id, changes)
      const after = (await findTouch(db, today, before.id)) as NamedTouch
      const loops = await amendLoop(db, before, after, vocabulary)
      const noLongerTold = await amendWhatItDid(db, before, after)
      return {
        summary: `amended #${before.id} with ${after.customerName}: ${changedWords(before, after)}`,
        result: { before, after, ...loops, noLongerTold },
      }
    })
    if (note === undefined || options.tone !== undefined) return
    const { doubtAboutNote } = await import('./touch-doubts.ts')
    const doubt = await doubtAboutNote(after, await context.book.read(vocabularyOf))
    if (doubt !== undefined) context.out.say(doubt)
  },
})

/** Another purpose brings its tone and who begins it, unless said. */
function changesTo(
  before: NamedTouch,
  vocabulary: Vocabulary,
  said: Omit<Options, 'note'> & { note: string | undefined },
): TouchChanges {
  const { on, channel, minutes, note } = said
  const named = said.purpose === undefined ? undefined : purposeNamed(vocabulary, said.purpose)
  const other = named?.name === before.purpose ? undefined : named
  return onlySaid({
    on,
    channelId: channel === undefined ? undefined : channelNamed(vocabulary, channel).id,
    purposeId: other?.id,
    tone: said.tone ?? other?.tone,
    begunBy: said.out ? 'us' : said.in ? 'them' : other?.begunBy,
    minutes,
    note: note === undefined ? undefined : note.trim() === '' ? null : checkNote('note', note),
  })
}

/** Keeps the loop that the touch opened, or should have opened, true to the touch. */
async function amendLoop(
  db: Writer,
  before: NamedTouch,
  after: NamedTouch,
  vocabulary: Vocabulary,
): Promise<{ removed: NamedLoop | null; opened: { id: number; kind: string } | null }> {
  const opens = findPurpose(vocabulary, after.purpose)?.opens ?? null
  const loop = await loopOpenedBy(db, before.id)
  // A purpose that stays as it was keeps its loop, or the lack of one, whatever the vocabulary says by now.
  const isOther = after.purpose !== before.purpose && loop?.kind !== opens
  const removed = loop && isOther ? loop : null
  if (removed) await removeLoop(db, removed.id)
  else if (loop) await followTouch(db, loop, after)
  if (!isOther || !opens) return { removed, opened: null }
  const { customerId, id: touchId, on: openedOn } = after
  const id = await openLoop(db, { customerId, kind: opens, touchId, openedOn, dueOn: null })
  return { removed, opened: { id, kind: opens } }
}

/**
 * Keeps the savings that the touch tells of, the idea that it used and the loop that it ended true to the touch.
 * @returns the number of savings that the customer has not been told of any more
 */
async function amendWhatItDid(db: Writer, before: NamedTouch, after: NamedTouch): Promise<number> {
  const isSame = (['purpose', 'on', 'customerId'] as const).every((key) => before[key] === after[key])
  if (isSame) return 0
  if (before.customerId !== after.customerId) await forgetEnding(db, after.id)
  await moveSurprise(db, after)
  const untold = await passOnTelling(db, after.id, after.id)
  if (after.purpose === tellingPurpose) await tellOfSavings(db, after)
  return untold
}

/** @throws cannot, when the loop had ended before the touch's new day */
async function followTouch(db: Writer, loop: NamedLoop, { on, customerId }: NamedTouch): Promise<void> {
  if (loop.closedOn !== null && loop.closedOn < on && loop.outcome !== 'dropped') {
    throw cannot(
      `The ${loop.kind} #${loop.id} that it opened ended on ${loop.closedOn}, before ${on}.`,
      'Give a day up to then.',
    )
  }
  if (loop.openedOn !== on || loop.customerId !== customerId) {
    await moveLoop(db, loop.id, { customerId, openedOn: on })
  }
}

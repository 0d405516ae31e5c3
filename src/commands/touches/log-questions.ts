import type { Context } from '#cli/context.ts'
import { searchCustomers } from '#cli/names/meaning-of-name.ts'
import { customerLabel } from '#cli/names/refused-name.ts'
import { askForNote, askOrNothing, saysNo } from '#cli/terminal/questions.ts'
import { checkName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import type { TouchDraft } from '#domain/touches/touch.ts'
import { type Purpose, type Tone, type TouchWords, toneNames, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { reasonAgainst } from '#errors.ts'
import { customersAtHand } from '#figures/at-hand.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { customersCalled } from '#tables/customers/handles.ts'
import type { Rules } from '#tables/rules.ts'
import type { By } from '../loops/by.ts'
import { promised } from '../loops/promise-day.ts'
import { draftOf, endedBy, type SaidOfTouch, type TouchPlan } from './touch-plan.ts'

const tones: Tone[] = ['+', '=', '-']

/** Answers that the command line has given are not asked for again. */
type Said = SaidOfTouch & { by: By; others: Whom[]; promise: string | null }

/** Asks for customer, purpose, note and a promise, then about the usual rest. */
export async function askForTouch(context: Context, rules: Rules, said: Said): Promise<TouchPlan> {
  const customer = await askForCustomer(context, rules)
  const purpose = await askForPurpose(context, rules.vocabulary)
  const note = await noteOf(context, said)
  const promise = said.promise ?? (await askForPromise(context))
  const by = promise !== null && said.by.day === undefined ? await askForDay(context) : (said.by.day ?? null)
  return {
    chosen: [customer, ...said.others],
    draft: await askForTheRest(context, rules, { purpose, ...onlySaid({ note }) }, said),
    rules,
    promise,
    by,
    done: endedBy(said.done),
    teammate: said.by.teammate,
  }
}

async function askForCustomer({ book, prompts, today }: Context, rules: Rules): Promise<Whom> {
  const atHand = await book.readOrNew((db) => customersAtHand({ db, rules, today }))
  const place = ({ id }: { id: number }) => (atHand.includes(id) ? atHand.indexOf(id) : atHand.length)
  return prompts.search<Whom>('Who was it with?', async (typed) => {
    const { found, isTaken } = await book.readOrNew(async (db) => ({
      found: await searchCustomers(db, typed),
      isTaken: typed.trim() !== '' && (await customersCalled(db, typed)).length > 0,
    }))
    const known = found
      .sort((a, b) => place(a) - place(b))
      .slice(0, 20)
      .map((each) => ({ name: customerLabel(each), value: { id: each.id, name: each.name } as Whom }))
    const canBeName = (await reasonAgainst(() => checkName('name', typed))) === undefined
    if (isTaken || !canBeName) return known
    return [...known, { name: `Add "${typed.trim()}" as a new customer`, value: { newName: typed.trim() } }]
  })
}

const askForPurpose = ({ prompts }: Context, { purposes }: Vocabulary): Promise<Purpose> =>
  prompts.select(
    'Why?',
    purposes.map((each) => ({ name: `${each.name} (${each.tone}): ${each.meaning}`, value: each })),
    purposes.find((each) => each.name === 'care'),
  )

/** A note of `-` is read from the standard input. */
async function noteOf(context: Context, { note }: Said): Promise<string | undefined> {
  if (note === '-') return context.readStdin()
  return typeof note === 'string' ? note : ((await askForNote(context)) ?? undefined)
}

const askForPromise = ({ prompts }: Context): Promise<string | null> =>
  prompts.note('Did you promise something? (Enter for no)', (text) => (saysNo(text) ? null : promised(text)))

const askForDay = (context: Context): Promise<Day | null> =>
  askOrNothing(context, 'By when? (friday, in 2 weeks, 20 Nov; Enter for no day)', (text) =>
    context.day(text, 'future'),
  )

/** `call, good, today, begun by you`: a touch as it is usually, unless the user says otherwise. */
const restInWords = ({ channel, tone, on, begunBy }: TouchDraft, today: Day): string =>
  `${channel.name}, ${toneNames[tone]}, ${dayInWords(on, today)}, begun by ${begunBy === 'us' ? 'you' : 'them'}`

/** Shows channel, tone, day and beginner as they would be written, and asks for the ones to change. */
async function askForTheRest(context: Context, rules: Rules, words: TouchWords, said: Said): Promise<TouchDraft> {
  const { prompts, today } = context
  const { promise: _, others: __, by: ___, note: ____, ...options } = said
  for (;;) {
    const draft = await draftOf(context, rules, words, options)
    const next = await prompts.select(`Write it down as: ${restInWords(draft, today)}?`, [
      { name: 'Yes', value: 'yes' },
      { name: 'Another channel', value: 'channel' },
      { name: 'It went otherwise', value: 'tone' },
      { name: 'Another day', value: 'day' },
      { name: `Begun by ${draft.begunBy === 'us' ? 'them' : 'you'}`, value: 'begunBy' },
    ])
    if (next === 'yes') return draft
    if (next === 'channel') words.channel = await askForChannel(context, rules.vocabulary, draft)
    else if (next === 'tone') words.tone = await askForTone(context, draft)
    else if (next === 'day')
      options.on = await prompts.line('When was it? (yesterday, friday, 20 Nov)', (text) => context.day(text, 'past'))
    else {
      delete options.in
      delete options.out
      options[draft.begunBy === 'us' ? 'in' : 'out'] = true
    }
  }
}

const askForChannel = ({ prompts }: Context, { channels }: Vocabulary, { channel }: TouchDraft) =>
  prompts.select(
    'How?',
    channels.map((each) => ({ name: each.name, value: each })),
    channels.find(({ name }) => name === channel.name),
  )

const askForTone = ({ prompts }: Context, { tone }: TouchDraft) =>
  prompts.select(
    'How did it go?',
    tones.map((each) => ({ name: `${each} ${toneNames[each]}`, value: each })),
    tone,
  )

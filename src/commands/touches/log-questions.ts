import { type Chosen, customerLabel, searchCustomers } from '#cli/choose-customer.ts'
import type { Context } from '#cli/context.ts'
import { askForNote, askOrNothing } from '#cli/questions.ts'
import type { Day } from '#domain/day.ts'
import { checkName, foldName } from '#domain/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import { type Tone, toneNames, type Vocabulary } from '#domain/vocabulary.ts'
import { reasonAgainst } from '#errors.ts'
import { rulesOf } from '#tables/rules.ts'
import type { By } from '../loops/by.ts'
import { draftOf, endedBy, type SaidOfTouch, type TouchPlan } from './touch-plan.ts'

const tones: Tone[] = ['+', '=', '-']

/** What the command line has said already: it is not asked again. */
type Said = SaidOfTouch & { by: By; others: Chosen[]; promise: string | null }

/** `cl log` with nothing after it: asks for customer, purpose, channel, tone, note and a promise. */
export async function askForTouch(context: Context, said: Said): Promise<TouchPlan> {
  const rules = await context.book.readOrNew(rulesOf)
  const customer = await askForCustomer(context)
  const words = await askForWords(context, rules.vocabulary)
  const note = said.note === undefined ? await askForNote(context) : null
  const promise = said.promise ?? (await askForPromise(context))
  const by = promise !== null && said.by.day === undefined ? await askForDay(context) : (said.by.day ?? null)
  return {
    chosen: [customer, ...said.others],
    draft: await draftOf(context, rules, { ...words, ...onlySaid({ note: note ?? undefined }) }, said),
    rules,
    promise,
    by,
    done: endedBy(said.done),
    teammate: said.by.teammate,
  }
}

async function askForCustomer({ book, prompts }: Context): Promise<Chosen> {
  return prompts.search<Chosen>('Who was it with?', async (typed) => {
    const found = await book.readOrNew((db) => searchCustomers(db, typed))
    const known = found.slice(0, 20).map((each) => ({ name: customerLabel(each), value: { id: each.id } as Chosen }))
    const isTaken = found.some((each) => foldName(each.how) === foldName(typed))
    const canBeName = (await reasonAgainst(() => checkName('name', typed))) === undefined
    if (isTaken || !canBeName) return known
    return [...known, { name: `Add "${typed.trim()}" as a new customer`, value: { newName: typed.trim() } }]
  })
}

/** Words that say no, where a promise is asked for. */
const saysNo = /^(?:n|no|nope|nothing|none|-|\u2013)[.!]?$/i

async function askForPromise(context: Context): Promise<string | null> {
  const answer = await askForNote(context, 'Did you promise something? (Enter for no)')
  return answer === null || saysNo.test(answer.trim()) ? null : answer
}

async function askForWords({ prompts }: Context, { channels, purposes }: Vocabulary) {
  const purpose = await prompts.select(
    'Why?',
    purposes.map((each) => ({ name: `${each.name} (${each.tone}): ${each.meaning}`, value: each })),
    purposes.find((each) => each.name === 'care'),
  )
  const channel = await prompts.select(
    'How?',
    channels.map((each) => ({ name: each.name, value: each })),
    channels.find((each) => each.name === purpose.channel),
  )
  const named = tones.map((each) => ({ name: `${each} ${toneNames[each]}`, value: each }))
  return { purpose, channel, tone: await prompts.select('How did it go?', named, purpose.tone) }
}

async function askForDay(context: Context): Promise<Day | null> {
  const inFuture = (text: string) => context.day(text, 'future')
  const answer = await askOrNothing(context, 'By when? (friday, in 2 weeks, 20 Nov; Enter for no day)', inFuture)
  return answer === null ? null : inFuture(answer)
}

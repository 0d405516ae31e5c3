import type { Context } from '../context.ts'
import { checkName, checkNote } from '../domain/name.ts'
import { type Tone, toneNames } from '../domain/vocabulary.ts'
import { rulesOf } from '../store/rules.ts'
import { type Chosen, customerLabel, searchCustomers } from './choose-customer.ts'
import { draftOf, type TouchPlan } from './log.ts'

/** `cl log` with nothing after it: asks for customer, channel, purpose, tone, note and a promise. */
export async function askForTouch(context: Context, options: Parameters<typeof draftOf>[3]): Promise<TouchPlan> {
  const { book, prompts, day } = context
  const rules = await book.readOrNew(rulesOf)
  const { channels, purposes } = rules.vocabulary
  const chosen = await prompts.search<Chosen>('Who was it with?', async (typed) => {
    const found = await book.readOrNew((db) => searchCustomers(db, typed))
    const known = found.slice(0, 20).map((each) => ({ name: customerLabel(each), value: { id: each.id } as Chosen }))
    return canBeName(typed)
      ? [...known, { name: `Add "${typed.trim()}" as a new customer`, value: { newName: typed.trim() } }]
      : known
  })
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
  const tones: Tone[] = ['+', '=', '-']
  const tone = await prompts.select(
    'How did it go?',
    tones.map((each) => ({ name: `${each} ${toneNames[each]}`, value: each })),
    purpose.tone,
  )
  const note = await prompts.line('A note (Enter for none)', { check: noteReason })
  const promise = await prompts.line('Did you promise something? (Enter for no)', { check: noteReason })
  const by = promise.trim() === '' ? '' : await prompts.line('By when? (friday, in 2 weeks, 20 Nov; Enter for no day)')
  const said = { channel, purpose, tone, ...(note.trim() === '' ? {} : { note }) }
  return {
    chosen: [chosen],
    draft: await draftOf(context, rules, said, options),
    rules,
    promise: promise.trim() === '' ? null : checkNote('promise', promise),
    by: by.trim() === '' ? null : await day(by, 'future'),
  }
}

function canBeName(typed: string): boolean {
  try {
    checkName('name', typed)
    return true
  } catch {
    return false
  }
}

function noteReason(text: string): string | undefined {
  try {
    if (text.trim() !== '') checkNote('note', text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

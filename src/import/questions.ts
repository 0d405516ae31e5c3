import type { Context } from '#cli/context.ts'
import { counted } from '#views/text.ts'
import type { Answer, Planned } from './decide/customers.ts'
import type { SaidMapping, What } from './read/columns.ts'
import type { Arrival } from './records.ts'

const questions: Record<What, [field: string, words: string][]> = {
  customers: [
    ['name', 'the name'],
    ['email', 'the e-mail address'],
    ['phone', 'the phone number'],
    ['note', 'the note'],
    ['tags', 'the tags'],
  ],
  touches: [
    ['customer', 'the customer'],
    ['on', 'the day'],
    ['note', 'the note'],
    ['channel', 'how it was (the channel)'],
    ['purpose', 'why it was (the purpose)'],
  ],
}

/** Asks what the columns of a file mean. */
export async function askForColumns(
  { prompts }: Context,
  name: string,
  header: string[],
): Promise<Pick<SaidMapping, 'what' | 'fields'>> {
  const what = await prompts.select<What>(`What is in ${name}?`, [
    { name: 'customers, one to a row', value: 'customers' },
    { name: 'touches, one to a row: calls, visits, orders …', value: 'touches' },
  ])
  const fields: Record<string, string> = {}
  for (const [field, words] of questions[what]) {
    const columns = header.filter((title) => title !== '').map((title) => ({ name: title, value: title }))
    const needed = field === 'name' || field === 'customer' || field === 'on'
    const choices = needed ? columns : [{ name: '(none)', value: '' }, ...columns]
    const column = await prompts.select(`Which column has ${words}?`, choices)
    if (column !== '') fields[field] = column
  }
  return { what, fields }
}

type Doubtful = Extract<Planned, { pile: 'doubtful' }>

/** Asks of each doubtful record who it is. */
export async function askWhoTheyAre({ prompts, out }: Context, doubtful: Doubtful[]): Promise<Map<Arrival, Answer>> {
  out.say(`${counted(doubtful.length, 'record')} may be somebody who is there already.`)
  const answers = new Map<Arrival, Answer>()
  for (const [i, { arrival, candidates }] of doubtful.entries()) {
    const reach = [arrival.email, arrival.phone].filter((each) => each !== null).join(', ')
    const others = doubtful.length - i - 1
    const answer = await prompts.select<Answer | 'skip all'>(
      `${arrival.name}${reach === '' ? '' : ` (${reach})`}, line ${arrival.line}: who is it?`,
      [
        ...candidates.slice(0, 5).map(({ id, name, why }) => ({
          name: `The same as ${name} (${id > 0 ? `#${id}` : 'new'}): ${why}`,
          value: { same: id },
        })),
        { name: 'Somebody new', value: 'new' },
        { name: 'Skip: leave this one out', value: 'skip' },
        ...(others > 0 ? [{ name: `Skip this one and the ${others} after it`, value: 'skip all' as const }] : []),
      ],
    )
    if (answer === 'skip all') {
      for (const rest of doubtful.slice(i)) answers.set(rest.arrival, 'skip')
      return answers
    }
    answers.set(arrival, answer)
  }
  return answers
}

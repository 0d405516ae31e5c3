import { namesOf, type Waiting, waitingLine } from '#domain/shop/waiting.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { fieldsOf } from '../json-parts.ts'
import { tableOf } from '../table.ts'
import { counted, joined, visible } from '../text.ts'
import type { View } from '../view.ts'

const asJson = (waiting: Waiting) => ({
  number: waiting.number,
  command: waiting.kind,
  customers: waiting.whom,
  ...fieldsOf(waiting, 'what', 'madeOn', 'state', 'why'),
})

function keptWords({ state, why }: Waiting): string {
  if (why !== null) return 'Kept on this laptop until the book is shared again (cl outbox)'
  return state === 'unsure'
    ? 'The connection was lost while it was written: kept on this laptop, and written once to the book when the server takes it'
    : 'Kept on this laptop; it goes to the book when the server takes it'
}

/** An addition that waits for a reason is of a book that is on the server no more. */
export const keptView: View<Waiting> = {
  text: (kept) => visible(`${keptWords(kept)}: ${waitingLine({ ...kept, state: 'waiting' })}`),
  json: (kept) => ({ kept: true, ...asJson(kept) }),
}

/** `elsewhere` is the place of its book where that is not the book in use, else null. */
type Listed = Waiting & { elsewhere: string | null }

const states = { waiting: 'waits', unsure: 'may be in the book', refused: 'not taken' }

export const outboxView: View<Listed[]> = {
  text: (all, paper) =>
    tableOf(all, paper, [
      { title: '#', of: ({ number }) => `#${number}` },
      { title: 'Made', of: ({ madeOn }) => dayInWords(madeOn, paper.today) },
      { title: 'Command', of: ({ kind }) => kind },
      { title: 'What', least: 20, wraps: true, of: (each) => `${namesOf(each)}: ${each.what}` },
      { title: 'State', least: 12, wraps: 'beside', of: stateOf },
    ]),
  json: (all) => all.map((each) => ({ ...asJson(each), elsewhere: each.elsewhere })),
}

function stateOf({ state, why, elsewhere }: Listed): string {
  const said = why === null ? states[state] : `${states[state]}: ${why}`
  return elsewhere === null ? said : `${said} (for the book at ${elsewhere})`
}

export function outboxWords(all: Waiting[]): string {
  const refused = all.filter(({ state }) => state === 'refused').length
  const waits = all.length - refused
  return joined(', ', [
    waits > 0 && `${counted(waits, 'waits', 'wait')} on this laptop`,
    refused > 0 && `${refused} not taken by the book`,
  ])
}

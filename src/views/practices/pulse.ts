import type { Named } from '#domain/customers/name-order.ts'
import type { Day } from '#domain/days/day.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { nameAndId } from '../json-parts.ts'
import { numbered, tableOf } from '../table.ts'
import { upOrDown, visible } from '../text.ts'
import { csvOf, fieldColumns, type View } from '../view.ts'

const pulseJson = ({ id, on, rating, guess, quote }: Pulse) => ({ id, on, rating, guess, quote })

type Rated = { customer: Named; pulse: Pulse; before: Pulse | null }

/** `up 2 from 7 (12 Aug)` */
function trendWords({ pulse, before }: Rated, today: Day): string {
  if (before === null) return 'their first rating'
  const change = pulse.rating - before.rating
  const way = change === 0 ? 'no change' : upOrDown(change)
  return `${way} from ${before.rating} (${dayInWords(before.on, today)})`
}

function guessWords({ rating, guess }: Pulse): string[] {
  if (guess === null) return []
  const off = Math.abs(guess - rating)
  return [off === 0 ? 'as you guessed' : `you guessed ${guess}: ${off} too ${guess > rating ? 'high' : 'low'}`]
}

export const ratedView: View<Rated> = {
  text: (rated, { today, colour }) => {
    const { customer, pulse } = rated
    const quote = pulse.quote === null ? '' : `: ${pulse.quote}`
    return [
      visible(`${pulse.rating} of 10 from ${customer.name}, ${dayInWords(pulse.on, today)}${quote}`),
      colour.dim([trendWords(rated, today), ...guessWords(pulse)].join(' · ')),
    ].join('\n')
  },
  json: ({ customer, pulse, before }) => ({
    customer: nameAndId(customer),
    ...pulseJson(pulse),
    change: before === null ? null : pulse.rating - before.rating,
    guessOff: pulse.guess === null ? null : Math.abs(pulse.guess - pulse.rating),
  }),
}

export const pulsesView: View<{ customer: Named; pulses: Pulse[] }> = {
  text: ({ pulses }, paper) =>
    tableOf(pulses, paper, [
      numbered('Pulse'),
      { title: 'Day', of: ({ on }) => shortDay(on, paper.today) },
      { title: 'Rating', align: 'right', of: ({ rating }) => String(rating) },
      { title: 'Guess', align: 'right', of: ({ guess }) => String(guess ?? '–') },
      { title: 'Words', least: 16, wraps: true, of: ({ quote }) => quote ?? '' },
    ]),
  json: ({ pulses }) => pulses.map(pulseJson),
  csv: ({ customer, pulses }) =>
    csvOf(pulses, {
      id: ({ id }) => id,
      customer: () => customer.name,
      ...fieldColumns('on', 'rating', 'guess', 'quote'),
    }),
}

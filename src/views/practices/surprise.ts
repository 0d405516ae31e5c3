import type { ChosenIdea, IdeaUse, Surprisable } from '#domain/practices/surprise.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { nameAndId } from '../json-parts.ts'
import { numbered, tableOf } from '../table.ts'
import { answered, joined, visible } from '../text.ts'
import type { View } from '../view.ts'

/** `doneBy` is the number of today's touch, once the surprise is done. */
export type Suggestion = { customer: Surprisable; idea: ChosenIdea; doneBy: number | null }

/** Null where nobody is to be surprised. */
export const suggestionView: View<Suggestion | null> = {
  text: (suggestion, paper) => {
    if (suggestion === null) return ''
    const { colour, today } = paper
    const { customer, idea, doneBy } = suggestion
    const last =
      customer.lastSurprise === null
        ? 'not surprised so far'
        : `last surprised ${shortDay(customer.lastSurprise, today)}`
    const state = joined(' · ', [
      last,
      idea.usedOn && `every idea was used on them: this one longest ago, ${shortDay(idea.usedOn, today)}`,
      doneBy !== null && `done today: #${doneBy}`,
    ])
    return [
      visible(`Surprise ${customer.name}: ${idea.text}`),
      ...answered(state, paper).map((line) => colour.dim(line)),
    ].join('\n')
  },
  json: (suggestion) =>
    suggestion && {
      customer: nameAndId(suggestion.customer),
      idea: { id: suggestion.idea.id, text: suggestion.idea.text, usedOn: suggestion.idea.usedOn },
      lastSurprise: suggestion.customer.lastSurprise,
      doneBy: suggestion.doneBy,
    },
}

export const ideasView: View<IdeaUse[]> = {
  text: (ideas, paper) =>
    tableOf(ideas, paper, [
      numbered('Idea'),
      { title: 'Text', least: 20, wraps: true, of: ({ text }) => text },
      { title: 'Used', align: 'right', of: ({ used }) => String(used) },
      { title: 'Last', of: ({ lastUsedOn }) => (lastUsedOn === null ? '' : shortDay(lastUsedOn, paper.today)) },
    ]),
  json: (ideas) => ideas,
}

import type { Day } from '#domain/days/day.ts'
import type { NoVisit } from '#domain/due/score.ts'
import type { NamedLoop } from '#domain/loops/loop.ts'
import type { AnsweredState, Answering, NoAnswer } from '#domain/practices/answers.ts'
import { type Saving, sumOfSavings } from '#domain/practices/savings.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { NamedTouch } from '#domain/touches/touch.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { loopJson, loopState, textOf } from '../loops/loop-lines.ts'
import { savingsWords } from '../practices/savings.ts'
import { counted, detailLines, paragraphs, prose, type TitledWords, titled, visible } from '../text.ts'
import { namedTouchJson, notBecause } from '../touch-lines.ts'
import type { Paper, View } from '../view.ts'

export type TouchPage = {
  touch: NamedTouch
  noVisit: NoVisit | null
  opened: NamedLoop | null
  ended: NamedLoop[]
  told: Saving[]
  idea: string | null
  answering: Answering
  settings: Pick<Settings, 'currency'>
}

const margin = 9

const visitWords = (noVisit: NoVisit | null): string => {
  if (noVisit === null) return 'a care visit'
  return noVisit === 'purpose' ? '' : `no care visit: ${notBecause[noVisit]}`
}

const needsNone: Record<NoAnswer, string> = {
  spoken: 'you spoke with each other',
  loop: 'its loop has a clock of its own',
  good: 'good news',
}

function answeredWords(state: AnsweredState | null, today: Day): string {
  if (state === null) return ''
  if (state.kind === 'none') return `needs none: ${needsNone[state.because]}`
  if (state.kind === 'settled') return `needs none since ${dayInWords(state.on, today)}`
  if (state.kind === 'answered') return `#${state.by}, ${dayInWords(state.on, today)}`
  return state.days === 0 ? 'waits since today' : `waits ${counted(state.days, 'day')}`
}

const loopWords = (loop: NamedLoop, today: Day, text: string): string =>
  `${loop.kind} #${loop.id}, ${loopState(loop, today)}${text === '' ? '' : `: ${text}`}`

/** The loop's text is left out where it is the touch's note, which stands above. */
const openedWords = (loop: NamedLoop, note: string | null, today: Day): string =>
  loopWords(loop, today, loop.text === note ? (loop.closingNote ?? '') : textOf(loop))

function page({ touch, noVisit, opened, ended, told, idea, answering, settings }: TouchPage, paper: Paper): string {
  const { today, colour } = paper
  const { id, channel, purpose, tone, customerName, on } = touch
  const title = `#${id} ${channel}, ${purpose}, ${tone} with ${customerName}, ${dayInWords(on, today)}`
  const lines: TitledWords[] = [
    ['Begun by', touch.begunBy === 'us' ? 'you' : 'them'],
    ['By', touch.by ?? ''],
    ['Time', touch.minutes === null ? '' : counted(touch.minutes, 'minute')],
    ['Visit', visitWords(noVisit)],
    ['Opened', opened === null ? '' : openedWords(opened, touch.note, today)],
    ...ended.map((loop): TitledWords => ['Ended', loopWords(loop, today, textOf(loop))]),
    ['Answer', answeredWords(answering.answered, today)],
    ['Answers', answering.answers.map((each) => `#${each}`).join(', ')],
    ['Told of', told.length === 0 ? '' : savingsWords(sumOfSavings(told), settings.currency)],
    ['Idea', idea ?? ''],
  ]
  return paragraphs([
    titled('', visible(title), 0, paper).map((line) => colour.bold(line)),
    touch.note === null ? [] : prose(touch.note, paper),
    detailLines(lines, margin, paper),
  ])
}

export const touchView: View<TouchPage> = {
  text: page,
  json: ({ touch, noVisit, opened, ended, told, idea, answering }, { today }) => ({
    ...namedTouchJson(touch),
    by: touch.by,
    noVisit,
    opened: opened && loopJson(opened, today),
    ended: ended.map((loop) => loopJson(loop, today)),
    answered: answering.answered,
    answers: answering.answers,
    savingsTold: told.map((saving) => saving.id),
    idea,
  }),
}

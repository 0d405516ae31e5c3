import type { Context } from '#cli/context.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { counted, joined } from '#views/text.ts'
import type { ImportPlan } from './plan.ts'
import { skips } from './questions.ts'
import { countMore } from './records.ts'

/** Yes, no, or left out: whether it is that touch, or was with that customer. */
type MeetingAnswer = 'same' | 'new' | 'skip'

const doNotAsk = 'No: do not ask again'
/** Each doubt has the words for yes and no. */
const questions: Record<
  'whom' | 'visit' | 'booked' | 'moved',
  [(what: string, name: string, touch: number, from: string) => string, string, string]
> = {
  whom: [(what, name) => `${what}: was it with ${name}?`, 'Yes, with them', doNotAsk],
  visit: [(what, name) => `${what}: did you meet ${name}, and all was well?`, 'Yes, we met', doNotAsk],
  booked: [(what, name, touch) => `${what} with ${name}: is it touch #${touch}?`, 'Yes, the same', 'No, another touch'],
  moved: [
    (what, name, touch, from) => `${what} with ${name}: is it touch #${touch} of ${from}, moved?`,
    'Yes, it was moved',
    'No, another touch',
  ],
}

/** A list shorter than the plan leaves the rest doubtful. */
export async function askOfMeetings(
  { prompts, out, today }: Context,
  { doubtfulTouches, customers }: ImportPlan,
): Promise<MeetingAnswer[]> {
  out.say(
    `${counted(doubtfulTouches.length, 'meeting or call', 'meetings or calls')} may be no touch, or one that is in the book.`,
  )
  const answers: MeetingAnswer[] = []
  for (const [i, { touch, booked, moved }] of doubtfulTouches.entries()) {
    const name = customers.byId.get(touch.customerId)?.name ?? ''
    const what = joined(', ', [dayInWords(touch.on, today), touch.note && `"${touch.note}"`])
    const others = doubtfulTouches.length - i - 1
    const doubt = moved ? 'moved' : booked === null ? (touch.meeting?.doubt ?? 'whom') : 'booked'
    const [question, yes, no] = questions[doubt]
    const from = moved ? dayInWords(moved.from, today) : ''
    const answer = await prompts.select<MeetingAnswer | 'skip all'>(question(what, name, booked ?? 0, from), [
      { name: yes, value: 'same' },
      { name: no, value: 'new' },
      ...skips(others),
    ])
    if (answer === 'skip all') break
    answers.push(answer)
  }
  return answers
}

/** The order is that of the meetings; one without an answer stays doubtful. */
export async function settleMeetings(plan: ImportPlan, answers: MeetingAnswer[]): Promise<void> {
  const doubtful = plan.doubtfulTouches.splice(0)
  for (const [i, each] of doubtful.entries()) {
    const answer = answers[i] ?? 'skip'
    const { touch, booked, moved, file } = each
    const source = file.sources.touches
    const key = { source, key: touch.key ?? '', customerId: touch.customerId, on: touch.on }
    if (answer === 'skip') plan.doubtfulTouches.push(each)
    else if ((answer === 'same') === (booked === null)) {
      await plan.staging.add(source, [touch])
      plan.touches.new += 1
    } else if (booked === null) {
      plan.touchKeys.push({ ...key, touchId: null })
      countMore(
        plan.leftOut.touches,
        touch.meeting?.doubt === 'visit' ? 'no visit, as you said' : 'with nobody of that name',
      )
    } else if (moved) {
      plan.retoldTouches.push(moved.key)
      plan.changedTouches.set(booked, { ...plan.changedTouches.get(booked), on: touch.on })
      plan.touches.changed += 1
    } else {
      plan.touchKeys.push({ ...key, touchId: booked })
      plan.touches.same += 1
    }
  }
}

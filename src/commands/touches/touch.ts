import type { Reader } from '#book/engine.ts'
import { changeAndShow } from '#cli/change-and-show.ts'
import { command, DayOption } from '#cli/command.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import type { AnsweredState, NoAnswer } from '#domain/practices/answers.ts'
import { cannot } from '#errors.ts'
import { answeringOf } from '#figures/answers.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { noVisitOf } from '#figures/touch-counts.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { loopOpenedBy, loopsEndedBy } from '#tables/loops.ts'
import { savingsToldBy } from '#tables/savings.ts'
import { ideaUsedBy } from '#tables/surprises.ts'
import { settleTouch } from '#tables/touches.ts'
import { type TouchPage, touchView } from '#views/touches/touch.ts'
import { touchNumber, touchNumbered } from './touch-number.ts'

export const touch = command({
  name: 'touch',
  summary: 'One touch, whole',
  instead: 'To change it: cl amend 481 --on yesterday --note "all good"',
  examples: [
    ['cl touch 481', 'every word of it, and what became of it'],
    ['cl touch 481 --answered', 'it needs no answer any more'],
    ['cl touch 481 --answered friday', 'since Friday, when it was answered elsewhere'],
  ],
  define: (cmd) =>
    cmd
      .argument('<touch>', 'its number', touchNumber)
      .addOption(
        new DayOption(
          '--answered [day]',
          'past',
          'this touch of theirs needs no answer (any more), from that day on (today)',
        ),
      ),
  async run(context, { answered }, [id]) {
    const { book, today, out } = context
    if (answered === undefined) {
      return out.show(await book.read((db) => pageOf(db, today, id)), touchView)
    }
    const on = notAfterToday(answered === true ? today : answered, today)
    await changeAndShow(context, touchView, async (db) => {
      const { touch, answering } = await pageOf(db, today, id)
      if (on < touch.on) throw cannot(`#${id} is of ${touch.on}: it cannot be answered before, on ${on}.`)
      refuseAnswered(id, answering.answered, { on, today })
      await settleTouch(db, id, on)
      return {
        summary: `#${id} of ${touch.customerName} needs no answer`,
        result: await pageOf(db, today, id),
      }
    })
  },
})

/** @throws cannot, when there is no touch of that number */
async function pageOf(db: Reader, today: Day, id: number): Promise<TouchPage> {
  const touch = await touchNumbered(db, today, id)
  const seen = await seenFrom(db, today)
  return {
    touch,
    noVisit: (await noVisitOf(seen, [id])).get(id) ?? null,
    opened: (await loopOpenedBy(db, id)) ?? null,
    ended: await loopsEndedBy(db, id),
    told: await savingsToldBy(db, id),
    idea: await ideaUsedBy(db, id),
    answering: await answeringOf(seen, touch),
    settings: seen.rules.settings,
  }
}

const noNeed: Record<NoAnswer, string> = {
  spoken: 'you spoke with each other',
  loop: 'the loop that it opened has a clock of its own',
  good: 'it was good news',
}

/** @throws cannot, for a touch that needs no answer, or has one by that day */
function refuseAnswered(id: number, answered: AnsweredState | null, { on, today }: { on: Day; today: Day }): void {
  if (answered === null) throw cannot(`#${id} was begun by you: there is nothing to answer.`, `See it: cl touch ${id}`)
  if (answered.kind === 'none') throw cannot(`#${id} needs no answer as it is: ${noNeed[answered.because]}.`)
  if (answered.kind === 'answered' && answered.on <= on)
    throw cannot(`#${id} was answered by #${answered.by}, ${shortDay(answered.on, today)}.`, `See it: cl touch ${id}`)
}

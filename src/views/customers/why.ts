import { isArchived, type ListedCustomer } from '#domain/customers/customer.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { isForToday, type Reason, type Standing } from '#domain/due/due.ts'
import type { Explanation } from '#domain/due/why.ts'
import { type DueLoop, isOpen, loopDays, withDueBy } from '#domain/loops/loop.ts'
import type { Rhythm } from '#domain/practices/attention.ts'
import { respectOf, type Share, trustOf } from '#domain/practices/trust.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { dueWords, notScoredWords, openWords, reasonWords, visitWords } from '../due/score-words.ts'
import { nameAndId } from '../json-parts.ts'
import { loopJson } from '../loops/loop-lines.ts'
import { flagWords, percent, rhythmWords, rounded } from '../practices/attention.ts'
import { respectJson, trustJson } from '../practices/practices.ts'
import { counted, hanging, paragraphs, titleLines, visible } from '../text.ts'
import { notBecause, touchInWords, touchJson, touchTable } from '../touch-lines.ts'
import type { Paper, View } from '../view.ts'
import { scoreJson } from './show.ts'

type Why = {
  dossier: Dossier
  /** The standing in the list of due: also that of an archived customer, where something is open with them. */
  listed: Dossier['standing']
  explanation: Explanation
}

function visitPart({ dossier, explanation }: Why, today: Day): string[] {
  const score = dossier.standing?.score
  if (!score) return []
  const { lastVisit, noVisits } = explanation
  const nearly = noVisits.map(
    ({ touch, why }) => `  no care visit: ${touchInWords(touch, today)}, because ${notBecause[why]}`,
  )
  if (score.visitDue === null || score.visitEvery === 'never')
    return ['No care visits are scheduled: the cadence is never.', ...nearly]
  const from = lastVisit
    ? `last care visit ${lastVisit.on} (${touchInWords(lastVisit, today)})`
    : `no care visit yet, so from the day they came, ${dossier.customer.since}`
  const { snoozedUntil, firstDay } = dossier.customer
  const byCadence = addDays(lastVisit?.on ?? dossier.customer.since, score.visitEvery)
  const later =
    score.visitDue === snoozedUntil
      ? `snoozed until ${snoozedUntil}, which is later`
      : `the book knows of none before: the first one is planned for ${firstDay}`
  const snoozed = score.visitDue === byCadence ? [] : [`  ${later}`]
  const days = score.daysOverdue ?? 0
  const state =
    days > 0 ? `${counted(days, 'day')} overdue` : days === 0 ? 'due today' : `due in ${counted(-days, 'day')}`
  return [
    `Care visit: ${state}`,
    `  ${from}`,
    `  every ${counted(score.visitEvery, 'day')}`,
    ...snoozed,
    `  due on ${score.visitDue}; today is ${today}: ${state}`,
    ...nearly,
  ]
}

function ratioPart({ dossier, explanation }: Why, paper: Paper): string[] {
  const score = dossier.standing?.score
  if (!score) return []
  const { from, to, days } = explanation.window
  const { goal } = score
  const enough = score.needed === 0 ? 'enough' : `${score.needed} short`
  const sum =
    goal === null
      ? 'no ratio is wanted of them: the goal is none'
      : score.negative === 0
        ? 'no negative touch, so there is nothing to make good'
        : `${goal} × ${score.negative} negative = ${goal * score.negative} wanted, ${score.positive} positive: ${enough}`
  return [
    ...[
      `Ratio: ${score.positive}:${score.negative}${score.needed > 0 ? `, ${score.needed} short of ${goal}:1` : ''}`,
      `  window of ${counted(days, 'day')}: ${from} … ${to}, both included`,
      `  ${sum}`,
    ].flatMap((line) => hanging(line, paper)),
    ...listed('Negative', explanation.negative, paper),
    ...listed('Positive', explanation.positive, paper),
  ]
}

const listed = (title: string, touches: Touch[], paper: Paper): string[] =>
  touches.length === 0 ? [] : ['', `${title} touches (${touches.length})`, touchTable([...touches].reverse(), paper)]

/** `due 2026-11-20; today is 2026-11-21: 1 day late`; of a loop without a day, the day from which it is in `cl due`. */
const sinceDue = ({ openedOn, dueOn, dueBy }: DueLoop, today: Day): string =>
  dueOn === null
    ? `without a day, so in due from ${dueBy}; today is ${today}: ${openWords(daysBetween(openedOn, today))}`
    : `due ${dueOn}; today is ${today}: ${dueWords(dueOn, daysBetween(dueOn, today), today)}`

function loopPart({ dossier, listed }: Why, reasons: Reason[], today: Day): string[] {
  return reasons.flatMap((reason) => {
    const loop = 'loop' in reason ? dossier.loops.find((each) => each.id === reason.loop) : undefined
    if (!loop || !listed) return []
    const sum =
      loop.kind === 'complaint'
        ? `opened ${loop.openedOn}; today is ${today}: ${openWords(loopDays(loop, today) ?? 0)}, and it needs you until it is mended`
        : `opened ${loop.openedOn}, ${sinceDue(withDueBy(loop, dossier.rules.settings), today)}`
    return [visible(reasonWords(reason, listed.score, 0)), `  ${sum}`, `  close it: cl done ${loop.id}`]
  })
}

/** The sum behind the word `steady` or `uneven` (docs/scoring.md, "Attention"). */
const spreadWords = ({ spread }: Rhythm): string =>
  spread === null ? '' : `; half of the times between two are within ${counted(rounded(spread), 'day')} of each other`

function attentionPart({ dossier }: Why): string[] {
  const { attention } = dossier
  const { courting, now } = attention.drift
  return [
    `Attention: ${flagWords(attention).join(' · ') || 'as it should be'}`,
    `  begun by you, not negative, not about money: ${courting} in the first 90 days from ${dossier.customer.since}, ${now} in the last 90`,
    `  rhythm of the care visits: ${rhythmWords(attention.rhythm)}${spreadWords(attention.rhythm)}`,
  ]
}

function partLine(what: string, { part, whole }: Share, halfIsEnough = false): string[] {
  if (whole === 0) return []
  const half = halfIsEnough ? `, of which half is enough: ${percent(Math.min(whole, 2 * part), whole)}` : ''
  return [`  ${what}: ${part} of ${whole}, ${percent(part, whole)}${half}`]
}

const scoreTitle = (name: string, score: number | null): string =>
  `${name}: ${score === null ? '– (nothing to go by yet)' : `${Math.round(score)} of 100, the mean of`}`

function trustPart({ dossier }: Why): string[] {
  const { trust, respect } = dossier.practices
  return [
    scoreTitle('Trust', trustOf(trust)),
    ...partLine('promises kept on time, of those that fell due', trust.promises),
    ...partLine('touches begun by you, of those not about money', trust.initiative, true),
    ...partLine('dates that passed with a touch of yours in the 3 days up to them', trust.details),
    ...partLine('complaints that you told them of first, or mended in time', trust.settingRight),
    '',
    scoreTitle('Respect', respectOf(respect)),
    ...partLine('topics answered', respect.knowing),
    ...partLine('care visits on whose day a fact was learned', respect.listening, true),
    ...partLine(
      `touches of theirs answered within ${counted(dossier.rules.settings.replyWithin, 'day')}`,
      respect.answering,
    ),
  ]
}

function otherReasonsPart({ dossier }: Why, reasons: Reason[]): string[] {
  return reasons.flatMap((reason) => {
    if (!dossier.standing || !Object.hasOwn(untilWhen, reason.kind)) return []
    return [visible(reasonWords(reason, dossier.standing.score, 0)), `  ${untilWhen[reason.kind as OtherKind]}`]
  })
}

type OtherKind = 'reply' | 'date' | 'savings'
const untilWhen: Record<OtherKind, string> = {
  reply: 'until you log a touch of yours that reached them and is no bill, on that day or after',
  date: 'until you log a touch of yours that reached them; on the day and the 3 days before it, a good one',
  savings: 'until you log a touch with the purpose savings',
}

/** The place where `cl due` lists somebody: its table, the lines below it, or nowhere. */
function whereListed(
  reasons: Reason[],
  standing: Pick<Standing<ListedCustomer>, 'customer' | 'score' | 'tried' | 'isVisitSpent' | 'openLoops'>,
  settings: Pick<Settings, 'dateAhead'>,
  today: Day,
): string {
  if (reasons.length === 0 && standing.openLoops.length > 0)
    return `Nothing to do today: what is open needs nothing of you yet. See it: cl loops ${standing.customer.id}`
  if (reasons.length === 0) return `Nothing to do today: ${visitWords(standing.score, today)}.`
  const count = counted(reasons.length, 'reason')
  return reasons.some((reason) => isForToday(reason, standing, settings, today))
    ? `Listed in due for ${count}.`
    : `Nothing to do today; in the lines below the list of due for ${count}.`
}

function page(why: Why, paper: Paper): string {
  const { dossier, listed, explanation } = why
  const { customer } = dossier
  const fitting = (lines: string[]) => lines.flatMap((line) => hanging(line, paper))
  const isGone = isArchived(customer, paper.today)
  const whyArchived = isGone && customer.archivedWhy !== null ? `: ${visible(customer.archivedWhy)}` : '.'
  const head = [
    ...titleLines(customer, paper),
    ...fitting(dossier.standing ? [] : [`Not scored: ${notScoredWords(customer, paper.today)}${whyArchived}`]),
    ...fitting(listed ? [whereListed(explanation.reasons, listed, dossier.rules.settings, paper.today)] : []),
  ]
  const loops = fitting(loopPart(why, explanation.reasons, paper.today))
  if (!dossier.standing) return paragraphs([head, loops])
  const parts = [
    head,
    loops,
    fitting(otherReasonsPart(why, explanation.reasons)),
    fitting(visitPart(why, paper.today)),
    ratioPart(why, paper),
    fitting(attentionPart(why)),
    fitting(trustPart(why)),
  ]
  return paragraphs(parts)
}

export const whyView: View<Why> = {
  text: page,
  json: ({ dossier, explanation }, { today }) => ({
    customer: nameAndId(dossier.customer),
    score: scoreJson(dossier, today),
    window: explanation.window,
    goal: dossier.standing ? dossier.standing.score.goal : dossier.rules.settings.ratioGoal,
    lastVisit: explanation.lastVisit && touchJson(explanation.lastVisit),
    noVisits: explanation.noVisits.map(({ touch, why }) => ({ ...touchJson(touch), because: notBecause[why] })),
    positive: explanation.positive.map(touchJson),
    negative: explanation.negative.map(touchJson),
    trust: trustJson(dossier.practices.trust),
    respect: respectJson(dossier.practices.respect),
    loops: dossier.loops.filter((loop) => isOpen(loop, today)).map((loop) => loopJson(loop, today)),
  }),
}

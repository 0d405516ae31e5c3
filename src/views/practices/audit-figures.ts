import type { AuditFigures } from '#domain/practices/audit.ts'
import { counted, daysApart, joined } from '../text.ts'
import { percent } from './attention.ts'

const nothing = 'nothing noted yet'
const nobodyToCompare = 'nobody to compare yet: that takes 180 days, and some courting'

const none = (n: number): string => (n === 0 ? 'none' : String(n))
const is = (n: number): string => (n === 1 ? 'is' : 'are')

const aboutMoneyWords = ({ touches, aboutMoney }: AuditFigures): string =>
  aboutMoney === null
    ? nothing
    : `${percent(aboutMoney, touches)} of the touches were about money (${aboutMoney} of ${touches})`

function keptWords({ window, customersBefore, kept, lost, wonBack }: AuditFigures): string {
  const then = window === 365 ? 'a year ago' : `${counted(window, 'day')} ago`
  const stayed =
    kept === null
      ? `nobody was a customer ${then}`
      : `still with you: ${none(kept)} of the ${customersBefore} of ${then}`
  return kept === null && lost + wonBack === 0 ? stayed : `${stayed}; ${none(lost)} lost, ${none(wonBack)} won back`
}

const driftWords = (drifting: number, granted: number): string =>
  `${none(drifting)} ${is(drifting)} drifting and ${none(granted)} ${is(granted)} taken for granted`

const driftingWords = ({ courted, drifting, takenForGranted }: AuditFigures): string =>
  drifting === null
    ? nobodyToCompare
    : `of ${counted(courted, 'customer')} courted, ${driftWords(drifting, takenForGranted ?? 0)}`

const grantedWords = ({ courtedLong, takenForGranted }: AuditFigures): string =>
  takenForGranted === null
    ? 'nobody to compare yet: that takes a year, and some courting'
    : `of ${counted(courtedLong, 'customer')} of a year or more, ${none(takenForGranted)} ${is(takenForGranted)} taken for granted`

const shareOf = (share: number | null, touches: string): string =>
  share === null ? `no ${touches} yet` : `${percent(share, 1)} of the ${touches}`

const reasonWords = ({ positiveWithReason, negativeWithReason }: AuditFigures): string =>
  (positiveWithReason ?? 0) + (negativeWithReason ?? 0) === 0
    ? nothing
    : `with a reason: ${shareOf(positiveWithReason, 'positive touches')}, ${shareOf(negativeWithReason, 'negative')}`

function answerWords({ answered, notAnswered, medianDaysToAnswer, worstDaysToAnswer }: AuditFigures): string {
  const waiting = notAnswered > 0 && `${notAnswered} not answered yet`
  if (medianDaysToAnswer === null || worstDaysToAnswer === null) return waiting || nothing
  const days = `${daysApart(medianDaysToAnswer)} as a rule, ${daysApart(worstDaysToAnswer)} at worst`
  return joined('; ', [`${days}, for ${counted(answered, 'answer')}`, waiting])
}

const knowingWords = ({ known, unknown, topicsAnswered }: AuditFigures): string =>
  known === 0
    ? nothing
    : `on average ${percent(topicsAnswered ?? 0, 1)} of the topics of ${counted(known, 'customer')}${unknown === 0 ? '' : `; nothing of ${unknown}`}`

const promiseWords = ({ promisesDue, promisesKept }: AuditFigures): string =>
  promisesKept === null
    ? nothing
    : `kept on time: ${none(promisesKept)} of ${counted(promisesDue, 'promise')} that fell due`

const complaintWords = ({ complaints, toldFirst, medianDaysToMend }: AuditFigures): string =>
  joined('; ', [
    toldFirst !== null && `told by you first: ${none(toldFirst)} of ${counted(complaints, 'complaint')}`,
    medianDaysToMend !== null && `days to mend: ${medianDaysToMend} as a rule`,
  ]) || nothing

const listeningWords = ({ customers, withPulse, facts }: AuditFigures): string =>
  withPulse + facts === 0
    ? nothing
    : `with a pulse: ${none(withPulse)} of ${counted(customers, 'customer')}; ${facts === 0 ? 'no facts' : counted(facts, 'fact')} learned`

const savingWords = ({ savings, savingsTold }: AuditFigures): string =>
  savingsTold === null ? nothing : `${counted(savings, 'saving')}, ${none(savingsTold)} told`

/** The order is that of the questions; nothing in the words was typed by a user. */
export const auditWords: ((figures: AuditFigures) => string)[] = [
  aboutMoneyWords,
  keptWords,
  driftingWords,
  grantedWords,
  reasonWords,
  answerWords,
  knowingWords,
  promiseWords,
  complaintWords,
  listeningWords,
  savingWords,
]

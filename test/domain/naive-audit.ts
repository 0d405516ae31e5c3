import type { AuditFigures } from '#domain/practices/audit.ts'
import { answersTo, isHere, type NaiveBook, naiveAttention, needsAnswer } from './naive.ts'

/** A book with its number of topics. */
export type AuditBook = NaiveBook & { topics: number }

const aboutMoney = ['sale', 'invoice', 'reminder', 'price']

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

function middle(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  if (Number.isInteger(half)) return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
  return sorted[Math.floor(half)] ?? null
}

/** docs/scoring.md, "The audit", a second time: one list after the other, looked through from the beginning. */
export function naiveEvidence(book: AuditBook, today: string): AuditFigures {
  const window = book.settings.ratioWindow
  const isRecent = (day: string) => number(today) - number(day) >= 0 && number(today) - number(day) < window
  const firstDay = new Date((number(today) - window + 1) * 86_400_000).toISOString().slice(0, 10)
  const everybody = book.customers.filter(({ kind }) => kind === 'customer')
  const ofCustomer = <T extends { customerId: number }>(list: T[]) =>
    list.filter(({ customerId }) => everybody.some(({ id }) => id === customerId))
  const thereOn = (day: string) => everybody.filter((customer) => isHere(customer, book, day))
  const here = thereOn(today)
  const isLost = (id: number, day: string) =>
    book.losses.some(
      (loss) => loss.customerId === id && loss.lostOn <= day && (loss.wonBackOn === null || loss.wonBackOn > day),
    )
  const before = thereOn(firstDay).filter(({ id }) => !isLost(id, firstDay))

  const touches = ofCustomer(book.touches).filter(({ on }) => isRecent(on))
  const share = (tone: string): number | null => {
    const all = touches.filter((touch) => touch.tone === tone)
    const withReason = all.filter(({ note }) => note?.includes(' #late'))
    return all.length === 0 ? null : withReason.length / all.length
  }

  let courted = 0
  let courtedLong = 0
  let drifting = 0
  let granted = 0
  for (const customer of here) {
    const { courting, flag } = naiveAttention(customer, book, today)
    const daysWithUs = number(today) - number(customer.since)
    if (courting < 3 || daysWithUs < 180) continue
    courted += 1
    if (daysWithUs >= 365) courtedLong += 1
    if (flag === 'drifting') drifting += 1
    if (flag === 'taken for granted') granted += 1
  }

  const daysToAnswer: number[] = []
  let notAnswered = 0
  for (const theirs of touches) {
    if (!needsAnswer(theirs)) continue
    const answers = book.touches.filter((other) => other.on <= today && answersTo(theirs, other))
    if (answers.length === 0) notAnswered += 1
    else daysToAnswer.push(Math.min(...answers.map(({ on }) => number(on))) - number(theirs.on))
  }

  const facts = ofCustomer(book.facts).filter(({ on }) => on <= today)
  const factsOf = here.map(({ id }) => facts.filter(({ customerId }) => customerId === id))
  const shares = factsOf
    .filter((list) => list.length > 0)
    .map((list) => new Set(list.flatMap(({ topic }) => topic ?? [])).size / book.topics)

  const loops = ofCustomer(book.loops).filter(({ outcome }) => outcome !== 'dropped')
  const fellDue = loops.filter(
    ({ kind, openedOn, dueOn, closedOn }) =>
      kind === 'promise' &&
      openedOn <= today &&
      dueOn !== null &&
      isRecent(dueOn) &&
      !(dueOn === today && (closedOn === null || closedOn > today)),
  )
  const complaints = loops.filter(({ kind }) => kind === 'complaint')
  const recent = complaints.filter(({ openedOn }) => isRecent(openedOn))
  const mended = complaints.filter(({ closedOn }) => closedOn !== null && isRecent(closedOn))
  const savings = ofCustomer(book.savings).filter(({ on }) => isRecent(on))
  const losses = ofCustomer(book.losses)

  return {
    window,
    touches: touches.length,
    aboutMoney: touches.length === 0 ? null : touches.filter(({ purpose }) => aboutMoney.includes(purpose)).length,
    customersBefore: before.length,
    kept:
      before.length === 0
        ? null
        : before.filter((customer) => isHere(customer, book, today) && !isLost(customer.id, today)).length,
    lost: new Set(
      losses
        .filter(({ lostOn, wonBackOn }) => isRecent(lostOn) && !(wonBackOn !== null && wonBackOn <= today))
        .map(({ customerId }) => customerId),
    ).size,
    wonBack: new Set(
      losses.filter(({ wonBackOn }) => wonBackOn !== null && isRecent(wonBackOn)).map(({ customerId }) => customerId),
    ).size,
    courted,
    drifting: courted === 0 ? null : drifting,
    courtedLong,
    takenForGranted: courtedLong === 0 ? null : granted,
    positiveWithReason: share('+'),
    negativeWithReason: share('-'),
    answered: daysToAnswer.length,
    notAnswered,
    medianDaysToAnswer: middle(daysToAnswer),
    worstDaysToAnswer: daysToAnswer.length === 0 ? null : Math.max(...daysToAnswer),
    known: shares.length,
    unknown: here.length - shares.length,
    topicsAnswered: shares.length === 0 ? null : shares.reduce((sum, each) => sum + each, 0) / shares.length,
    promisesDue: fellDue.length,
    promisesKept:
      fellDue.length === 0
        ? null
        : fellDue.filter(({ outcome, closedOn, dueOn }) => outcome === 'kept' && String(closedOn) <= String(dueOn))
            .length,
    complaints: recent.length,
    toldFirst:
      recent.length === 0
        ? null
        : recent.filter(({ touchId }) => book.touches.some(({ id, begunBy }) => id === touchId && begunBy === 'us'))
            .length,
    medianDaysToMend: middle(mended.map(({ openedOn, closedOn }) => number(String(closedOn)) - number(openedOn))),
    customers: here.length,
    withPulse: here.filter(({ id }) => book.pulses.some(({ customerId, on }) => customerId === id && isRecent(on)))
      .length,
    facts: facts.filter(({ on }) => isRecent(on)).length,
    savings: savings.length,
    savingsTold:
      savings.length === 0 ? null : savings.filter(({ toldOn }) => toldOn !== null && toldOn <= today).length,
  }
}

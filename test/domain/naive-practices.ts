import type { Customer } from '#domain/customers/customer.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { Touch } from '#domain/touches/touch.ts'
import {
  allDays,
  answersTo,
  isAway,
  isContact,
  isHere,
  isVisit,
  type NaiveBook,
  naiveAttention,
  needsAnswer,
} from './naive.ts'
import { naiveDetails } from './naive-ledger.ts'
import { naiveLastRatings, naiveScore } from './naive-pulse.ts'

/**
 * docs/scoring.md, "Answering", "Trust and respect", "Keeping" and "The shop", a second time: everything is counted for one
 * customer after the other, by walking through the whole book.
 */

const spoken = ['visit', 'call', 'video']
const aboutMoney = ['sale', 'invoice', 'reminder', 'price']

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const dayNumbered = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10)
const days = (from: string, to: string): number => number(to) - number(from)

type Share = { part: number; whole: number }

/** The value at a place between two of the numbers, in proportion. */
function at(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const before = sorted.filter((_, i) => i <= place).at(-1) ?? 0
  const after = sorted.find((_, i) => i >= place) ?? 0
  return before + (place % 1) * (after - before)
}

const span = (numbers: number[]) =>
  numbers.length === 0 ? null : { count: numbers.length, median: at(numbers, 0.5), worst: Math.max(...numbers) }

type View = { book: NaiveBook; today: string; first: string }

const viewOf = (book: NaiveBook, today: string): View => ({
  book,
  today,
  first: dayNumbered(number(today) - book.settings.ratioWindow + 1),
})

const isIn = (day: string | null, { first, today }: View): boolean => day !== null && first <= day && day <= today
const isClosed = ({ closedOn }: Loop, { today }: View): boolean => closedOn !== null && closedOn <= today
/** Each touch of theirs that needs an answer, with the days until it came, or null. */
function asked(id: number, { book, today }: View): { touch: Touch; after: number | null }[] {
  const all: { touch: Touch; after: number | null }[] = []
  for (const touch of book.touches) {
    if (touch.customerId !== id || touch.on > today || !needsAnswer(touch)) continue
    let after: number | null = null
    for (const other of book.touches) {
      if (other.on > today || !answersTo(touch, other)) continue
      const wait = days(touch.on, other.on)
      if (after === null || wait < after) after = wait
    }
    all.push({ touch, after })
  }
  return all
}

function promises(id: number, view: View): Share {
  const share = { part: 0, whole: 0 }
  for (const loop of view.book.loops) {
    if (loop.customerId !== id || loop.kind !== 'promise' || loop.outcome === 'dropped') continue
    if (loop.openedOn > view.today || !isIn(loop.dueOn, view)) continue
    if (loop.dueOn === view.today && !isClosed(loop, view)) continue
    share.whole += 1
    if (isClosed(loop, view) && loop.outcome === 'kept' && String(loop.closedOn) <= String(loop.dueOn)) share.part += 1
  }
  return share
}

function initiative(id: number, view: View): Share {
  const share = { part: 0, whole: 0 }
  for (const touch of view.book.touches) {
    if (touch.customerId !== id || !isIn(touch.on, view) || aboutMoney.includes(touch.purpose) || !isContact(touch))
      continue
    share.whole += 1
    if (touch.begunBy === 'us') share.part += 1
  }
  return share
}

function details({ id, since }: Customer, { book, today, first }: View): Share {
  const dates = book.dates.filter(({ customerId }) => customerId === id)
  const touches = book.touches.filter((touch) => touch.customerId === id && touch.on <= today)
  const { passed, kept } = naiveDetails(allDays, dates, touches, [first, today, since])
  return { part: kept, whole: passed }
}

function settingRight(id: number, view: View): Share {
  const share = { part: 0, whole: 0 }
  const { mendWithin } = view.book.settings
  for (const loop of view.book.loops) {
    const { customerId, kind, outcome, openedOn, closedOn, touchId } = loop
    if (customerId !== id || kind !== 'complaint' || outcome === 'dropped' || !isIn(openedOn, view)) continue
    const isToldFirst = view.book.touches.some((touch) => touch.id === touchId && touch.begunBy === 'us')
    const took = isClosed(loop, view) ? days(openedOn, String(closedOn)) : null
    if (!isToldFirst && took === null && days(openedOn, view.today) <= mendWithin) continue
    share.whole += 1
    if (isToldFirst || (took !== null && took <= mendWithin)) share.part += 1
  }
  return share
}

function listening(id: number, view: View): Share {
  const share = { part: 0, whole: 0 }
  const learned = view.book.facts.filter(({ customerId, on }) => customerId === id && on <= view.today)
  if (learned.length === 0) return share
  for (const touch of view.book.touches) {
    if (touch.customerId !== id || !isIn(touch.on, view) || !isVisit(touch, view.book.loops)) continue
    share.whole += 1
    if (learned.some(({ on }) => on === touch.on || on === dayNumbered(number(touch.on) + 1))) share.part += 1
  }
  return share
}

function answering(id: number, view: View): Share {
  const { replyWithin } = view.book.settings
  const share = { part: 0, whole: 0 }
  for (const { touch, after } of asked(id, view)) {
    if (!isIn(touch.on, view) || (after === null && days(touch.on, view.today) <= replyWithin)) continue
    share.whole += 1
    if (after !== null && after <= replyWithin) share.part += 1
  }
  return share
}

function answeredTopics(id: number, topics: string[], { book, today }: View): number {
  return topics.filter((topic) =>
    book.facts.some((fact) => fact.customerId === id && fact.topic === topic && fact.on <= today),
  ).length
}

/** Days from opened to closed of the loops of a kind that ended in the window. */
const ended = (id: number, kind: Loop['kind'], view: View): number[] =>
  view.book.loops
    .filter((loop) => loop.customerId === id && loop.kind === kind && loop.outcome !== 'dropped')
    .filter(({ closedOn }) => isIn(closedOn, view))
    .map(({ openedOn, closedOn }) => days(openedOn, String(closedOn)))

const answerDays = (id: number, view: View): number[] =>
  asked(id, view).flatMap(({ touch, after }) => (after === null || !isIn(touch.on, view) ? [] : [after]))

const waiting = (id: number, view: View): number => asked(id, view).filter(({ after }) => after === null).length

/** The practices kept towards one customer. */
export function naivePractices(book: NaiveBook, customer: Customer, topics: string[], today: string) {
  const view = viewOf(book, today)
  const { id } = customer
  const answered = answeredTopics(id, topics, view)
  return {
    trust: {
      promises: promises(id, view),
      initiative: initiative(id, view),
      details: details(customer, view),
      settingRight: settingRight(id, view),
    },
    respect: {
      knowing: { part: answered, whole: answered === 0 ? 0 : topics.length },
      listening: listening(id, view),
      answering: answering(id, view),
    },
    knowing: { answered, topics: topics.length, share: topics.length === 0 ? null : answered / topics.length },
    answers: span(answerDays(id, view)),
    waiting: waiting(id, view),
    mending: span(ended(id, 'complaint', view)),
    doing: span(ended(id, 'request', view)),
  }
}

/** The score of some parts: the share of a part is doubled if half is enough for it. */
export function naiveMean(parts: [share: Share, isHalfEnough: boolean][]): number | null {
  let sum = 0
  let counted = 0
  for (const [{ part, whole }, isHalfEnough] of parts) {
    if (whole === 0) continue
    counted += 1
    if (!isHalfEnough) sum += part / whole
    else sum += part / whole >= 0.5 ? 1 : part / whole / 0.5
  }
  return counted === 0 ? null : (sum / counted) * 100
}

function weeks(touches: Touch[], today: string) {
  let monday = number(today)
  while (new Date(monday * 86_400_000).getUTCDay() !== 1) monday -= 1
  const counted = (inWeeks: string[]) => {
    const found = touches.filter(({ on }) => inWeeks.includes(on) && on <= today)
    const positive = found.filter(({ tone }) => tone === '+').length
    const negative = found.filter(({ tone }) => tone === '-').length
    return { positive, negative, ratio: negative === 0 ? null : positive / negative }
  }
  const all: object[] = []
  for (let back = 11; back >= 0; back -= 1) {
    const week = Array.from({ length: 7 }, (_, i) => dayNumbered(monday - 7 * back + i))
    const fourWeeks = Array.from({ length: 28 }, (_, i) => dayNumbered(monday - 7 * back - 21 + i))
    const thursday = week[3] ?? ''
    const place = Math.floor(days(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
    const name = `${thursday.slice(0, 4)}-W${String(place).padStart(2, '0')}`
    all.push({ week: name, ...counted(week), fourWeeks: counted(fourWeeks) })
  }
  return all
}

function rhythm(ids: number[], view: View) {
  const gaps: number[] = []
  let visits = 0
  for (const id of ids) {
    const visitTouches = view.book.touches.filter((touch) => touch.customerId === id && isIn(touch.on, view))
    const on = [...new Set(visitTouches.filter((touch) => isVisit(touch, view.book.loops)).map((touch) => touch.on))]
    on.sort()
    visits += on.length
    for (const [i, later] of on.entries()) if (i > 0) gaps.push(days(on[i - 1] ?? '', later))
  }
  if (gaps.length < 3) return { visits, medianGap: null, spread: null, word: 'too few to say' }
  const [medianGap, spread] = [at(gaps, 0.5), at(gaps, 0.75) - at(gaps, 0.25)]
  return { visits, medianGap, spread, word: spread <= medianGap / 2 ? 'steady' : 'uneven' }
}

function savings(ids: number[], { book, today }: View) {
  const sum = (isTold: boolean) => {
    const list = book.savings.filter(
      ({ customerId, on, toldOn }) =>
        ids.includes(customerId) && on <= today && (toldOn !== null && toldOn <= today) === isTold,
    )
    const total = (amounts: (number | null)[]) => {
      const known = amounts.filter((amount) => amount !== null)
      return known.length === 0 ? null : known.reduce((all, amount) => all + amount, 0)
    }
    return {
      count: list.length,
      money: total(list.map(({ money }) => money)),
      minutes: total(list.map(({ minutes }) => minutes)),
    }
  }
  return { told: sum(true), untold: sum(false) }
}

function keeping(customers: Customer[], view: View) {
  const losses = (id: number) => view.book.losses.filter(({ customerId }) => customerId === id)
  const isBack = (day: string | null) => day !== null && day <= view.today
  const isLost = (id: number, day: string) =>
    losses(id).some((each) => each.lostOn <= day && !(each.wonBackOn !== null && each.wonBackOn <= day))
  return {
    kept: customers.filter(
      (each) =>
        isHere(each, view.book, view.first) &&
        isHere(each, view.book, view.today) &&
        !isLost(each.id, view.first) &&
        !isLost(each.id, view.today),
    ).length,
    lost: customers.filter(({ id }) => losses(id).some((each) => isIn(each.lostOn, view) && !isBack(each.wonBackOn)))
      .length,
    wonBack: customers.filter(({ id }) => losses(id).some((each) => isIn(each.wonBackOn, view))).length,
  }
}

/** The whole shop: of a kind of relationship, everything counted for one customer after the other, and added up. */
export function naiveShop(book: NaiveBook, kind: Customer['kind'], topics: string[], today: string) {
  const view = viewOf(book, today)
  const everybody = book.customers.filter((customer) => customer.kind === kind)
  const ids = everybody.map(({ id }) => id)
  const here = everybody.filter((customer) => isHere(customer, book, today))
  const each = everybody.map((customer) => naivePractices(book, customer, topics, today))
  const sum = (shares: Share[]): Share => {
    const total = { part: 0, whole: 0 }
    for (const { part, whole } of shares) {
      total.part += part
      total.whole += whole
    }
    return total
  }
  const touches = book.touches.filter(({ customerId }) => ids.includes(customerId))
  const recent = touches.filter(({ on }) => isIn(on, view))
  const count = (isMeant: (touch: Touch) => boolean) => recent.filter(isMeant).length
  const goalOf = ({ goal }: Customer) => (goal === 'none' ? 0 : (goal ?? book.settings.ratioGoal))
  const isShort = (customer: Customer): boolean => {
    const own = recent.filter(({ customerId }) => customerId === customer.id)
    const [good, bad] = ['+', '-'].map((tone) => own.filter((touch) => touch.tone === tone).length) as [number, number]
    return bad > 0 && good < bad * goalOf(customer)
  }
  const goal = book.settings.ratioGoal
  const short = here.filter(isShort)
  const attention = here.map((customer) => naiveAttention(customer, book, today))
  const ratings = naiveLastRatings(
    book.pulses.filter(({ customerId }) => ids.includes(customerId)),
    view.first,
    today,
  )
  const open = (kindOfLoop: Loop['kind']) =>
    book.loops.filter(
      (loop) =>
        loop.kind === kindOfLoop &&
        ids.includes(loop.customerId) &&
        loop.outcome !== 'dropped' &&
        loop.openedOn <= today &&
        !isClosed(loop, view),
    ).length
  return {
    kind,
    from: view.first,
    today,
    goal,
    currency: null,
    isAnybodyArchived: everybody.some((customer) => isAway(customer, book, today)),
    scored: here.length,
    below: short.length,
    goalsBelow: short.length === 0 ? [goal, goal] : [Math.min(...short.map(goalOf)), Math.max(...short.map(goalOf))],
    totals: {
      touches: recent.length,
      contacts: count(isContact),
      positive: count(({ tone }) => tone === '+'),
      negative: count(({ tone }) => tone === '-'),
      spoken: count((touch) => isContact(touch) && spoken.includes(touch.channel)),
      beganByUs: count((touch) => isContact(touch) && touch.begunBy === 'us'),
      notAboutMoney: count((touch) => isContact(touch) && !aboutMoney.includes(touch.purpose)),
      notAboutMoneyByUs: count(
        (touch) => isContact(touch) && !aboutMoney.includes(touch.purpose) && touch.begunBy === 'us',
      ),
      minutes: recent.reduce((all, { minutes }) => all + (minutes ?? 0), 0),
    },
    weeks: weeks(touches, today),
    careVisits: touches.filter((touch) => isIn(touch.on, view) && isVisit(touch, book.loops)).length,
    rhythm: rhythm(ids, view),
    trust: {
      promises: sum(each.map(({ trust }) => trust.promises)),
      initiative: sum(each.map(({ trust }) => trust.initiative)),
      details: sum(each.map(({ trust }) => trust.details)),
      settingRight: sum(each.map(({ trust }) => trust.settingRight)),
    },
    respect: {
      knowing: sum(each.map(({ respect }) => respect.knowing)),
      listening: sum(each.map(({ respect }) => respect.listening)),
      answering: sum(each.map(({ respect }) => respect.answering)),
    },
    pulse: { score: naiveScore(ratings.map(({ rating }) => rating)), asked: ratings.length },
    answers: span(ids.flatMap((id) => answerDays(id, view))),
    waiting: each.reduce((all, practices) => all + practices.waiting, 0),
    mending: span(ids.flatMap((id) => ended(id, 'complaint', view))),
    doing: span(ids.flatMap((id) => ended(id, 'request', view))),
    openComplaints: open('complaint'),
    openRequests: open('request'),
    keeping: kind === 'customer' ? keeping(everybody, view) : null,
    drifting: attention.filter(({ flag }) => flag === 'drifting').length,
    takenForGranted: attention.filter(({ flag }) => flag === 'taken for granted').length,
    onlyAboutMoney: attention.filter(({ onlyAboutMoney }) => onlyAboutMoney).length,
    savings: savings(ids, view),
  }
}

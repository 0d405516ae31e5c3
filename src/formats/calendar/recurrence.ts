import { wrongUsage } from '#errors.ts'
import type { Library, Time } from './zones.ts'

/** So many days are tried to find those on which one event recurs, and on which all events of a file do. */
const mostSteps = 50_000
const mostStepsOfAll = 1_000_000
const longestInterval = 1_000

export type Rule = InstanceType<Library['Recur']>

/** The days that were tried for all events of a file. */
export type Steps = { all: number }

/**
 * The zone is the event's own.
 * @param until the latest time that is wanted
 * @throws wrong usage, for a rule that cannot be read, or finds no end
 */
export function* recurrences(rule: Rule, start: Time, until: Time, steps: Steps): Generator<Time> {
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule.freq)) {
    throw wrongUsage('The event recurs more often than once a day.')
  }
  if (rule.interval > longestInterval)
    throw wrongUsage(`The event recurs every ${rule.interval}th time: that is too seldom.`)
  checkParts(rule.parts)
  const bounded = rule.clone()
  if (rule.freq === 'WEEKLY') placeInWeek(bounded)
  bounded.until = until
  bounded.count = null
  let left = rule.count ?? Number.POSITIVE_INFINITY
  const iterator = bounded.iterator('BYSETPOS' in rule.parts ? earlier(start, rule) : start)
  boundSteps(iterator, steps)
  // The library moves the 29th of February to the 1st of March; no such day comes in most years (RFC 5545, 3.3.10).
  const isLeapDay = rule.freq === 'YEARLY' && start.month === 2 && start.day === 29
  for (let time = iterator.next(); time && left > 0; time = iterator.next()) {
    const isOther = isLeapDay && time.month !== 2 && Object.keys(rule.parts).length === 0
    if (isOther || time.compare(start) < 0) continue
    left -= 1
    yield time
  }
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Puts the days that have the places of BYSETPOS in each week, which the library leaves out there, into the rule. */
function placeInWeek(rule: Rule): void {
  const { BYDAY: days = [], BYSETPOS: places, ...parts } = rule.parts
  if (!places || days.length === 0) return
  const fromFirst = (day: string) => (weekdays.indexOf(day) + 8 - rule.wkst) % 7
  const inOrder = days.toSorted((a, b) => fromFirst(a) - fromFirst(b))
  const placed = [places].flat().flatMap((place) => inOrder.at(place > 0 ? place - 1 : place) ?? [])
  rule.parts = { ...parts, BYDAY: placed }
}

/** A time one turn of a rule before its start: the library takes the first day that it comes to, whatever its place among the others. */
function earlier(start: Time, { freq, interval, parts }: Rule): Time {
  const time = start.clone()
  if (freq === 'YEARLY') time.year -= interval
  else if (freq === 'MONTHLY' && ('BYDAY' in parts || 'BYMONTHDAY' in parts)) {
    time.day = 1
    time.month -= interval
  }
  return time
}

/** Some rules fit no day, and the library would look for one for ever. */
function boundSteps(iterator: object, all: Steps): void {
  const inner = iterator as { check_contracting_rules(): boolean }
  const check = inner.check_contracting_rules.bind(iterator)
  let steps = 0
  inner.check_contracting_rules = () => {
    steps += 1
    all.all += 1
    if (steps > mostSteps) throw wrongUsage('The rule by which the event recurs finds no end.')
    if (all.all > mostStepsOfAll) throw wrongUsage('The events before it recur too often to go on: divide the file.')
    return check()
  }
}

/** The library would count up to any larger value, either way. */
const largest: Record<string, number> = {
  BYSECOND: 60,
  BYMINUTE: 59,
  BYHOUR: 23,
  BYMONTHDAY: 31,
  BYYEARDAY: 366,
  BYMONTH: 12,
  BYSETPOS: 366,
}

/** @throws wrong usage, for a part of a rule that is out of its bounds */
function checkParts(parts: object): void {
  // The library takes such a rule with days of the week for every week.
  if ('BYWEEKNO' in parts) throw wrongUsage('The event recurs by weeks of the year, which cannot be read.')
  for (const [part, values] of Object.entries(parts)) {
    const isRight = (value: unknown) =>
      part === 'BYDAY'
        ? /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(SU|MO|TU|WE|TH|FR|SA)$/.test(String(value))
        : /^-?\d+$/.test(String(value)) && Math.abs(Number(value)) <= (largest[part] ?? 0)
    const list: unknown[] = [values].flat()
    if (list.length > 366 || !list.every(isRight))
      throw wrongUsage(`The ${part} of the rule by which the event recurs cannot be read.`)
  }
}

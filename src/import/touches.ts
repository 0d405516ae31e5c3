import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/day.ts'
import { cannot } from '#errors.ts'
import { type ChangedTouch, dayOfTouch, type Known, touchesOnDay } from './apply.ts'
import type { CustomerPlan } from './decide/customers.ts'
import { keyName, touchKey } from './decide/keys.ts'
import { type ArrivedTouch, type BookedTouch, type Match, matchTouch, TouchReader } from './decide/touches.ts'
import type { ImportFile } from './open.ts'
import type { Records } from './read/found.ts'
import type { Bad, ImportedTouch } from './records.ts'
import type { Staging } from './staging.ts'
import type { Piles } from './view.ts'

const mostBad = 100_000

/** A bad record, and the file that it is in. */
export type BadIn = Bad & { file: ImportFile }

/** The touches of an import, each in its pile. */
export type SortedTouches = {
  /** How many are in each pile. */
  touches: Piles
  /** The new ones. */
  staging: Staging
  changedTouches: ChangedTouch[]
  /** Why records are left out, and how many. */
  leftOut: Map<string, number>
  bad: BadIn[]
}

/** @throws cannot, when the files are not what somebody thinks */
export function refuseTooManyBad(bad: BadIn[]): void {
  if (bad.length <= mostBad) return
  throw cannot(`More than ${mostBad} records of it are bad.`, 'See whether its columns are what you think: --map')
}

/**
 * What reads the touches of a file.
 * @param customers everybody, as they are going to be
 * @param days touches before `since` are left out
 */
export const readerFor = (
  file: ImportFile,
  known: Known,
  customers: CustomerPlan,
  days: { today: Day; since: Day | null },
): TouchReader =>
  new TouchReader(customers.everybody.values(), keysFor(file, known, customers), known.rules.vocabulary, days)

/** By what a file may call a customer: the column that identified them when they were imported. */
function keysFor({ customerColumn }: ImportFile, known: Known, plan: CustomerPlan): Map<string, number> {
  const keys = new Map<string, number>()
  if (customerColumn === null) return keys
  const start = keyName(`customers by ${customerColumn}`, '')
  for (const [name, id] of known.keys) if (name.startsWith(start)) keys.set(name.slice(start.length), id)
  for (const { source, key, person } of plan.keys) {
    if (keyName(source, '') === start) keys.set(key, person)
  }
  return keys
}

/** Puts each touch of the files into its pile, and the new ones where they wait to be written. */
export class TouchSorter {
  readonly #plan: SortedTouches
  readonly #known: Known
  readonly #used = new Map<number, number | null>()
  readonly #keys = new Set<string>()
  #day = new Map<string, BookedTouch[]>()

  /** @param plan what it fills */
  constructor(plan: SortedTouches, known: Known) {
    this.#plan = plan
    this.#known = known
  }

  /**
   * Sorts what a file holds of touches, or a page of it.
   * @param reader the one for this file
   * @throws cannot, when too many are bad
   */
  async add(db: Reader, file: ImportFile, records: Records, reader: TouchReader): Promise<void> {
    const { bad, staging } = this.#plan
    for (const [reason, count] of records.leftOut) this.#leaveOut(reason, count)
    for (const each of file.onlyTouches ? records.bad : []) this.#bad(file, each)
    const fresh: ArrivedTouch[] = []
    this.#day = new Map()
    for (const touch of records.touches) {
      const resolved = reader.read(touch)
      if ('bad' in resolved) this.#bad(file, { line: touch.line, reason: resolved.bad, text: textOf(touch) })
      else if ('leftOut' in resolved) this.#leaveOut(resolved.leftOut, 1)
      else for (const each of resolved.touches) await this.#sort(db, file, each, fresh)
    }
    refuseTooManyBad(bad)
    if (fresh.length > 0) await staging.add(file.sources.touches, fresh)
  }

  #leaveOut(reason: string, count: number): void {
    const { touches, leftOut } = this.#plan
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + count)
    touches.leftOut += count
  }

  #bad(file: ImportFile, bad: Bad): void {
    this.#plan.bad.push({ ...bad, file })
    this.#plan.touches.bad += 1
  }

  async #sort(db: Reader, file: ImportFile, touch: ArrivedTouch, fresh: ArrivedTouch[]): Promise<void> {
    const match = await this.#match(db, file, touch)
    this.#plan.touches[match.pile] += 1
    if (match.pile === 'new') fresh.push(touch)
    else if (match.pile === 'changed') this.#plan.changedTouches.push({ id: match.touch, columns: columnsOf(touch) })
  }

  async #match(db: Reader, file: ImportFile, touch: ArrivedTouch): Promise<Match> {
    if (touch.key !== null) return this.#matchKey(db, file, touch, touch.key)
    if (touch.customerId < 0 || this.#known.lastTouch === 0) return { pile: 'new' }
    const place = `${touch.customerId} ${touch.on}`
    let booked = this.#day.get(place)
    if (!booked) {
      booked = await touchesOnDay(db, touch.customerId, touch.on)
      this.#day.set(place, booked)
    }
    return matchTouch(touch, booked, this.#used)
  }

  /** A record that is known by its key: only its day can be another than before. */
  async #matchKey(db: Reader, file: ImportFile, touch: ArrivedTouch, key: string): Promise<Match> {
    const name = keyName(file.sources.touches, touchKey(key, touch.customerId))
    const known = this.#known.touchKeys.get(name)
    const isAgain = this.#keys.has(name)
    this.#keys.add(name)
    if (known !== undefined) {
      const isMoved = !isAgain && (await dayOfTouch(db, known)) !== touch.on
      return { pile: isMoved ? 'changed' : 'same', touch: known }
    }
    return isAgain ? { pile: 'same', touch: 0 } : { pile: 'new' }
  }
}

const textOf = (touch: ImportedTouch): string =>
  [touch.on, 'called' in touch.whom ? touch.whom.called : touch.whom.text, touch.note ?? ''].join(' ')

const columnsOf = (touch: ArrivedTouch): ChangedTouch['columns'] =>
  touch.key !== null
    ? { on_day: touch.on }
    : {
        channel_id: touch.channelId,
        purpose_id: touch.purposeId,
        tone: touch.tone,
        begun_by: touch.begunBy,
        minutes: touch.minutes,
        note: touch.note,
      }

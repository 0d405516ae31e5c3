import { importedIsSettled } from '#domain/answers.ts'
import type { Day } from '#domain/day.ts'
import { foldEmail, foldName, wordsIn } from '#domain/name.ts'
import { draftTouch, type TouchDraft } from '#domain/touch.ts'
import { type Channel, channelNamed, type Purpose, purposeNamed, type Vocabulary } from '#domain/vocabulary.ts'
import { reasonFor } from '#errors.ts'
import type { TouchChanges } from '#tables/touches.ts'
import { type Bad, countMore, type ImportedTouch, type Whom } from '../records.ts'
import { keyName, touchKey } from './keys.ts'
import { Postbox, type Written } from './mail.ts'
import type { KnownCustomer } from './matching.ts'
import { NameIndex } from './names.ts'

/** A touch in the book, as much of it as tells it from another of the same customer and day. */
export type BookedTouch = Omit<TouchColumns, 'customerId' | 'on'> & { id: number }

/** A touch as it is stored. */
type TouchColumns = {
  customerId: number
  on: Day
  channelId: number
  purposeId: number
  tone: TouchDraft['tone']
  begunBy: TouchDraft['begunBy']
  minutes: number | null
  note: string | null
  byId: number | null
}

/** A touch of a file with everything filled in, for one customer. */
export type ArrivedTouch = TouchColumns & Pick<ImportedTouch, 'line' | 'key' | 'id' | 'at'> & { settledOn: Day | null }

/** A conversation that went on after its first message of a day: until when. */
export type Later = { key: string; customerId: number; at: number }

/** Why a touch is not imported, though nothing is wrong with it. */
type LeftOut =
  | 'nobody in it is a customer'
  | 'after today'
  | 'before --since'
  | 'of a conversation that is there on that day'

/** What a touch of a file comes to: a touch for each customer in it, or why not. */
type Resolved = { touches: ArrivedTouch[] } | { leftOut: LeftOut } | { bad: string }

/** The longest name, in words, that is looked for in a text. */
const longestNameInWords = 8
/** In letters: a shorter name is too often a part of something else. */
const shortestInText = 3

/** Reads the touches of files with what the book knows: its customers, its words, and its days. */
export class TouchReader {
  readonly #names = new NameIndex()
  readonly #inText = new Map<string, number>()
  readonly #emails = new Map<string, number[]>()
  readonly #teammates = new Map<string, number>()
  readonly #postbox: Postbox
  readonly #conversations = new Map<string, Later>()
  readonly #later = new Set<Later>()
  readonly #keys: Map<string, number>
  readonly #vocabulary: Vocabulary
  readonly #days: { today: Day; since: Day | null }
  readonly #channels = new Map<string, Channel>()
  readonly #purposes = new Map<string, Purpose>()

  /**
   * @param customers all of them, as they are going to be
   * @param keys whom a record of an earlier import was, by its key
   * @param days `since`: touches before it are left out
   * @param own the addresses of the user
   */
  constructor(
    customers: KnownCustomer[],
    keys: Map<string, number>,
    vocabulary: Vocabulary,
    days: { today: Day; since: Day | null },
    own: string[],
  ) {
    for (const { id, name, aliases, kind, email } of customers) {
      for (const each of [name, ...aliases]) {
        this.#names.add(each, id)
        const spoken = wordsIn(each).join('')
        if (spoken.length >= shortestInText) this.#inText.set(spoken, id)
      }
      if (kind === 'teammate') this.#teammates.set(foldName(name), id)
      if (email === null) continue
      const key = foldEmail(email)
      this.#emails.set(key, [...(this.#emails.get(key) ?? []), id])
    }
    this.#postbox = new Postbox(customers, own)
    this.#keys = keys
    this.#vocabulary = vocabulary
    this.#days = days
  }

  /** What touches come to: who had them, why they are left out, and how many of them; and why they are bad. */
  readAll(touches: ImportedTouch[]): { arrived: ArrivedTouch[]; leftOut: Map<LeftOut, number>; bad: Bad[] } {
    const all = { arrived: [] as ArrivedTouch[], leftOut: new Map<LeftOut, number>(), bad: [] as Bad[] }
    for (const touch of touches) {
      const resolved = this.#read(touch)
      if ('bad' in resolved) all.bad.push({ line: touch.line, reason: resolved.bad, text: textOf(touch) })
      else if ('leftOut' in resolved) countMore(all.leftOut, resolved.leftOut)
      else all.arrived.push(...resolved.touches)
    }
    return all
  }

  /** Where conversations that went on stand in their day: an answer before their last message has not answered that. */
  get later(): Later[] {
    return [...this.#later]
  }

  /** What a touch comes to. In a calendar, what is after today and what is with nobody we know is no mistake. */
  #read(touch: ImportedTouch): Resolved {
    const { on, whom } = touch
    if (this.#days.since !== null && on < this.#days.since) return { leftOut: 'before --since' }
    if (on > this.#days.today) {
      if (!('called' in whom)) return { leftOut: 'after today' }
      return { bad: `A touch cannot be in the future: ${on} is after today, ${this.#days.today}.` }
    }
    if ('post' in whom) return this.#readMessage(touch, this.#postbox.whose(whom.post))
    const ids = this.#customersOf(whom)
    if (ids.length === 0) {
      return 'emails' in whom ? { leftOut: 'nobody in it is a customer' } : { bad: unknown(whom.called) }
    }
    return this.#touchesWith(ids, touch)
  }

  /** All messages of a conversation on one day are one touch for each side, which is known by all three. */
  #readMessage(touch: ImportedTouch, { customers, begunBy, teammate }: Written): Resolved {
    if (customers.length === 0) return { leftOut: 'nobody in it is a customer' }
    const key = touch.key === null ? null : `${touch.key.slice(0, 4_000)} ${touch.on} ${begunBy}`
    const fresh = customers.filter((id) => key === null || this.#isFirst({ key, customerId: id, at: touch.at ?? 0 }))
    if (fresh.length === 0) return { leftOut: 'of a conversation that is there on that day' }
    return this.#touchesWith(fresh, { ...touch, key, begunBy }, teammate)
  }

  /** Whether a message is the first of its conversation on that day; of another one, only its time is noted. */
  #isFirst(message: Later): boolean {
    const name = touchKey(message.key, message.customerId)
    const first = this.#conversations.get(name)
    if (!first) this.#conversations.set(name, message)
    else if (message.at > first.at) {
      first.at = message.at
      this.#later.add(first)
    }
    return first === undefined
  }

  #touchesWith(ids: number[], touch: ImportedTouch, by: number | null = null): Resolved {
    let columns: Omit<TouchColumns, 'customerId'> | undefined
    const bad = reasonFor(() => {
      columns = this.#columnsOf(touch)
    })
    if (!columns) return { bad: bad ?? '' }
    const found = { ...columns, byId: by ?? columns.byId }
    const { line, key, id, at, mayWait } = touch
    const settledOn = importedIsSettled(found, mayWait, this.#days.today) ? found.on : null
    return { touches: ids.map((customerId) => ({ customerId, line, key, id, at, settledOn, ...found })) }
  }

  #columnsOf(touch: ImportedTouch): Omit<TouchColumns, 'customerId'> {
    const { channel, purpose, tone, begunBy, minutes, note } = touch
    const draft = draftTouch(this.#vocabulary, {
      on: touch.on,
      ...(channel === null
        ? {}
        : { channel: cached(this.#channels, channel, () => channelNamed(this.#vocabulary, channel)) }),
      ...(purpose === null
        ? {}
        : { purpose: cached(this.#purposes, purpose, () => purposeNamed(this.#vocabulary, purpose)) }),
      ...(tone === null ? {} : { tone }),
      ...(begunBy === null ? {} : { begunBy }),
      ...(minutes === null ? {} : { minutes }),
      ...(note === null ? {} : { note }),
    })
    return {
      on: draft.on,
      channelId: draft.channel.id,
      purposeId: draft.purpose.id,
      tone: draft.tone,
      begunBy: draft.begunBy,
      minutes: draft.minutes,
      note: draft.note,
      byId: touch.by === null ? null : (this.#teammates.get(foldName(touch.by)) ?? null),
    }
  }

  #customersOf(whom: Exclude<Whom, { post: unknown }>): number[] {
    if ('called' in whom) return this.#called(whom.called)
    const invited = whom.emails.flatMap((email) => this.#emails.get(foldEmail(email)) ?? [])
    return [...new Set([...invited, ...this.#namedIn(whom.text)])]
  }

  #called(text: string): number[] {
    const id = this.#keys.get(text) ?? this.#names.find(text)
    if (id !== undefined) return [id]
    const emailed = this.#emails.get(foldEmail(text)) ?? []
    return emailed.length === 1 ? emailed : []
  }

  /** Those whose whole name or alias stands in a text. */
  #namedIn(text: string): number[] {
    const words = wordsIn(text.slice(0, 2_000))
    return words.flatMap((_, from) =>
      words.slice(from, from + longestNameInWords).flatMap((__, more) => {
        const id = this.#inText.get(words.slice(from, from + more + 1).join(''))
        return id === undefined ? [] : [id]
      }),
    )
  }
}

function cached<T>(map: Map<string, T>, word: string, find: () => T): T {
  const known = map.get(word)
  if (known !== undefined) return known
  const found = find()
  map.set(word, found)
  return found
}

const textOf = ({ on, whom, note }: ImportedTouch): string => [on, wordsOf(whom), note ?? ''].join(' ')

function wordsOf(whom: Whom): string {
  if ('called' in whom) return whom.called
  return 'post' in whom ? `${whom.post.from} ${whom.post.to.join(' ')}` : whom.text
}

const unknown = (called: string): string => `There is no customer "${called}".`

/** What becomes of a touch: each is in exactly one pile. `touch` is its number in the book. */
export type Match = { pile: 'new' } | { pile: 'same' | 'changed'; touch: number }

const contentOf = ({ channelId, purposeId, tone, begunBy, minutes, note }: Omit<TouchColumns, 'customerId' | 'on'>) =>
  `${channelId} ${purposeId} ${tone} ${begunBy} ${minutes} ${note}`

/**
 * Which touch of the book a touch of a file is, if any: one that is the same in everything, best of all the one of its
 * number; else, in our own export, the one of its number, which was edited in the file. Each touch of the book answers for
 * one record.
 * @param booked the touches of the same customer and day
 * @param used the touches that have answered, and the number of the record that each answered for; what is found is added
 */
export function matchTouch(arrived: ArrivedTouch, booked: BookedTouch[], used: Map<number, number | null>): Match {
  const content = contentOf(arrived)
  const free = booked.filter(({ id }) => !used.has(id))
  const alike = free.filter((touch) => contentOf(touch) === content)
  const isNumbered = ({ id }: BookedTouch) => id === arrived.id
  const found = alike.find(isNumbered) ?? alike[0] ?? free.find(isNumbered) ?? leftBy(arrived, booked, used)
  if (!found) return { pile: 'new' }
  used.set(found.id, arrived.id)
  return { pile: contentOf(found) === content ? 'same' : 'changed', touch: found.id }
}

/**
 * Where a record that was edited to be like this one has taken the touch of this one's number: that record's own touch,
 * which becomes like both.
 */
function leftBy(
  arrived: ArrivedTouch,
  booked: BookedTouch[],
  used: Map<number, number | null>,
): BookedTouch | undefined {
  const taken = booked.find(({ id }) => id === arrived.id)
  if (!taken || contentOf(taken) !== contentOf(arrived)) return undefined
  return booked.find(({ id }) => id === used.get(taken.id) && !used.has(id))
}

/** What the book has that the touches of a page may be. */
export type BookedTouches = {
  /** The touches on a day with a customer, by `placeOf`, the first entered first. */
  onDay: Map<string, BookedTouch[]>
  /** The touches that came with a key, by that key. */
  byKey: Map<string, { id: number; on: Day }>
}

/** A book without touches that these may be. */
export const noTouches: BookedTouches = { onDay: new Map(), byKey: new Map() }

/** Where touches of the book are looked for that a touch without a key may be. */
export const placeOf = ({ customerId, on }: Pick<TouchColumns, 'customerId' | 'on'>): string => `${customerId} ${on}`

/** The touches of a page: the new ones, and by its number what changes of a touch of the book. */
export type SortedTouches = { fresh: ArrivedTouch[]; changed: [touch: number, changes: TouchChanges][]; same: number }

/** Puts touches into piles, page by page: a touch of the book that answered for one record is not there for the next. */
export class TouchSorter {
  readonly #used = new Map<number, number | null>()
  readonly #seen = new Set<string>()

  /**
   * What becomes of the touches of a page.
   * @param source how the keys of these touches are called
   */
  sort(touches: ArrivedTouch[], source: string, booked: BookedTouches): SortedTouches {
    const sorted: SortedTouches = { fresh: [], changed: [], same: 0 }
    for (const touch of touches) {
      const match = this.#match(touch, source, booked)
      if (match.pile === 'new') sorted.fresh.push(touch)
      else if (match.pile === 'changed') sorted.changed.push([match.touch, changesOf(touch)])
      else sorted.same += 1
    }
    return sorted
  }

  #match(touch: ArrivedTouch, source: string, { onDay, byKey }: BookedTouches): Match {
    if (touch.key === null) return matchTouch(touch, onDay.get(placeOf(touch)) ?? [], this.#used)
    const key = touchKey(touch.key, touch.customerId)
    return this.#matchKey(keyName(source, key), touch.on, byKey.get(key))
  }

  /** A record that is known by its key: only its day can be another than before. */
  #matchKey(name: string, on: Day, booked: { id: number; on: Day } | undefined): Match {
    const isAgain = this.#seen.has(name)
    this.#seen.add(name)
    if (booked) return { pile: !isAgain && booked.on !== on ? 'changed' : 'same', touch: booked.id }
    return isAgain ? { pile: 'same', touch: 0 } : { pile: 'new' }
  }
}

/** What a record changes of the touch of the book that it is: one that is known by its key, the day alone. */
const changesOf = ({ key, on, channelId, purposeId, tone, begunBy, minutes, note }: ArrivedTouch): TouchChanges =>
  key === null ? { channelId, purposeId, tone, begunBy, minutes, note } : { on }

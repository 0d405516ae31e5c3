import { sumOf } from '#domain/sums.ts'
import { findPurpose } from '#domain/touches/vocabulary.ts'
import { isDoubtful, type Planned, type Settled } from './decide/customers.ts'
import type { KnownCustomer } from './decide/matching.ts'
import type { ArrivedTouch } from './decide/touches.ts'
import type { ImportFile } from './import-file.ts'
import type { Known } from './known.ts'
import { type ImportPlan, type ReadFiles, samples } from './plan.ts'

const countIn = (counts: Map<string, number>): number => sumOf([...counts.values()], (count) => count)

/** A plan and its result are shown in one form. */
export type Imported = ReturnType<typeof imported>

export function imported(files: ImportFile[], { fileOf, settled: cards }: ReadFiles, plan: ImportPlan, known: Known) {
  const { records, byId } = plan.customers
  const count = (pile: Planned['pile']) => records.filter((record) => record.pile === pile).length
  const settled = (pile: Settled['pile']) => records.filter((each): each is Settled => each.pile === pile)
  const changed = settled('changed')
  return {
    files: files.map((file) => ({
      name: file.name,
      words: file.words,
      unread: file.unread,
      keep: file.keep,
      orders: file.orders,
      channel: usualChannel(file, known),
      purpose: file.assumedPurpose,
    })),
    customers: {
      new: count('new'),
      changed: changed.length,
      same: count('same') + cards.keys.size,
      doubtful: count('doubtful'),
      leftOut: count('leftOut') + countIn(plan.leftOut.customers),
      bad: plan.bad.length - plan.touches.bad,
    },
    touches: {
      ...plan.touches,
      doubtful: plan.doubtfulTouches.length,
      leftOut: countIn(plan.leftOut.touches),
    },
    // A plan shows the first few: a file may have thousands.
    newCustomers: settled('new')
      .slice(0, samples)
      .flatMap(({ arrival, customerId }) => newCustomer(arrival.line, byId.get(customerId))),
    newTouches: plan.firstNew.map((touch) => newTouch(touch, byId, known)),
    changed: changed.map(({ customerId, what }) => ({ name: byId.get(customerId)?.name ?? '', what })),
    doubtful: records.filter(isDoubtful).map(({ arrival, candidates }) => ({
      file: fileOf.get(arrival)?.name ?? '',
      line: arrival.line,
      name: arrival.name,
      candidates,
    })),
    doubtfulTouches: plan.doubtfulTouches.map((each) => ({
      file: each.file.name,
      line: each.touch.line,
      on: each.touch.on,
      title: each.touch.note ?? '',
      customer: { id: each.touch.customerId, name: byId.get(each.touch.customerId)?.name ?? '' },
      booked: each.booked,
      movedFrom: each.moved?.from ?? null,
    })),
    leftOut: (['customers', 'touches'] as const).flatMap((kind) =>
      [...plan.leftOut[kind]].map(([reason, count]) => ({ kind, reason, count })),
    ),
    // The most frequent of them.
    ofNobody: [...plan.ofNobody]
      .filter(([words]) => words !== '')
      .sort(([, a], [, b]) => b - a)
      .slice(0, samples)
      .map(([words, count]) => ({ words, count })),
    bad: plan.bad.map(({ file, line, reason }) => ({ file: file.name, line, reason })),
    /** True once it is in the book. */
    written: false,
  }
}

/** The file of the touches has no channel: it is the usual one of their purpose, or `usual` where they have several purposes. */
export type UsualChannel = { purpose: string; channel: string } | 'usual'

function usualChannel({ purposeWithoutChannel: word }: ImportFile, { rules }: Known): UsualChannel | null {
  if (word === undefined) return null
  const found = word === null ? undefined : findPurpose(rules.vocabulary, word)
  return found ? { purpose: found.name, channel: found.channel } : 'usual'
}

function newCustomer(line: number, customer: KnownCustomer | undefined) {
  if (!customer) return []
  const { name, aliases, company, address, phone, email, since, archivedOn, dates, tags, note } = customer
  return [{ line, name, aliases, company, address, phone, email, since, archivedOn, dates, tags, note }]
}

function newTouch(touch: ArrivedTouch, byId: Map<number, KnownCustomer>, { rules }: Known) {
  const { line, customerId, on, channelId, purposeId, tone, note } = touch
  const { channels, purposes } = rules.vocabulary
  const nameOf = (all: { id: number; name: string }[], id: number) => all.find((each) => each.id === id)?.name ?? ''
  return {
    line,
    customer: byId.get(customerId)?.name ?? '',
    on,
    channel: nameOf(channels, channelId),
    purpose: nameOf(purposes, purposeId),
    tone,
    note,
  }
}

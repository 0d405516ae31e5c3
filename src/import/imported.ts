import { findPurpose } from '#domain/vocabulary.ts'
import { isDoubtful, type Planned, type Settled } from './decide/customers.ts'
import type { KnownCustomer } from './decide/matching.ts'
import type { ArrivedTouch } from './decide/touches.ts'
import type { ImportFile } from './import-file.ts'
import type { Known } from './known.ts'
import type { ImportPlan, ReadFiles } from './plan.ts'
import type { What } from './records.ts'
import { type Imported, type NewCustomer, type NewTouch, samples, type UsualChannel } from './view.ts'

/** What is shown of a plan. */
export function imported(files: ImportFile[], { fileOf }: ReadFiles, plan: ImportPlan, known: Known): Imported {
  const { records, byId } = plan.customers
  const badOf = (of: What) => plan.bad.filter((each) => each.of === of).length
  const count = (pile: Planned['pile']) => records.filter((record) => record.pile === pile).length
  const settled = (pile: Settled['pile']) => records.filter((each): each is Settled => each.pile === pile)
  const changed = settled('changed')
  return {
    files: files.map((file) => ({
      name: file.name,
      words: file.words,
      unread: file.unread,
      channel: usualChannel(file, known),
    })),
    customers: {
      new: count('new'),
      changed: changed.length,
      same: count('same'),
      doubtful: count('doubtful'),
      leftOut: count('leftOut') + plan.leftOutOf.customers,
      bad: badOf('customers'),
    },
    touches: { ...plan.touches, doubtful: 0, leftOut: plan.leftOutOf.touches, bad: badOf('touches') },
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
    leftOut: [...plan.leftOut].map(([reason, count]) => ({ reason, count })),
    bad: plan.bad.map(({ file, line, reason }) => ({ file: file.name, line, reason })),
    written: false,
  }
}

function usualChannel({ purposeWithoutChannel: word }: ImportFile, { rules }: Known): UsualChannel | null {
  if (word === undefined) return null
  const found = word === null ? undefined : findPurpose(rules.vocabulary, word)
  return found ? { purpose: found.name, channel: found.channel } : 'usual'
}

function newCustomer(line: number, customer: KnownCustomer | undefined): NewCustomer[] {
  if (!customer) return []
  const { name, aliases, phone, email, since, dates, tags, note } = customer
  return [{ line, name, aliases, phone, email, since, dates, tags, note }]
}

function newTouch(touch: ArrivedTouch, byId: Map<number, KnownCustomer>, { rules }: Known): NewTouch {
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

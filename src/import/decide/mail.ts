import {
  type BegunBy,
  channelNamed,
  findChannel,
  findPurpose,
  type Purpose,
  type Vocabulary,
} from '#domain/touches/vocabulary.ts'
import { cannot } from '#errors.ts'
import type { NewRow } from '#tables/tables.ts'
import type { Post } from '../records.ts'
import type { People } from './people.ts'

/** Neither a good nor a bad touch, until somebody changes it. An import of mail adds the purpose to the vocabulary. */
export const mailPurpose: Omit<Purpose, 'id'> = {
  name: 'correspondence',
  tone: '=',
  care: false,
  money: false,
  opens: null,
  begunBy: 'us',
  channel: 'email',
  meaning: 'mail, as it was written and came',
  also: [],
  reached: true,
}

/** An import adds a purpose under this number. */
const addedPurpose = -1

/** Adds the purpose of mail where the book has none. @throws cannot, where the name of that purpose is a word for a channel */
export function withMail(vocabulary: Vocabulary): Vocabulary {
  const { name } = mailPurpose
  if (findPurpose(vocabulary, name)) return vocabulary
  const channel = findChannel(vocabulary, name)
  if (channel) {
    throw cannot(
      `Mail comes in as ${name}, which is a word for the channel ${channel.name} in this book.`,
      `Give the channel other words: cl vocabulary channel set ${channel.name} --also ""`,
    )
  }
  return { ...vocabulary, purposes: [...vocabulary.purposes, { id: addedPurpose, ...mailPurpose }] }
}

export const addedPurposes = (vocabulary: Vocabulary): (NewRow<'purposes'> & { id: number })[] =>
  vocabulary.purposes
    .filter(({ id }) => id < 0)
    .map(({ channel, begunBy, care, money, reached, also, ...rest }) => ({
      ...rest,
      care: Number(care),
      money: Number(money),
      reached: Number(reached),
      also: also.join(' '),
      begun_by: begunBy,
      channel_id: channelNamed(vocabulary, channel).id,
    }))

/** `begunBy` is the side that began the message, `teammate` whoever of us wrote it. */
export type Written = { customers: number[]; begunBy: BegunBy; teammate: number | null }

/** `ann+orders@x.example` is `ann@x.example`. */
const untagged = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@')

/**
 * A message is ours when one of us wrote it; else theirs when a customer did; else ours when the mailbox has sent it. A message from
 * somebody whom the book does not know, and to no customer, is of the customer to whom its answer goes: a form of a web page sent it.
 * @param own the addresses of the user, as they are compared
 */
export function writtenBy({ from, replyTo, to, isSent }: Post, people: People, own: ReadonlySet<string>): Written {
  const isOwn = (address: string) => own.has(address) || own.has(untagged(address))
  const customersAt = (address: string) => {
    const found = people.reachedBy([address], 'customer')
    return found.length > 0 ? found : people.reachedBy([untagged(address)], 'customer')
  }
  const others = (all: string[]) => [...new Set(all.filter((address) => !isOwn(address)).flatMap(customersAt))]
  const teammate = people.reachedBy([from], 'teammate').at(-1) ?? null
  const isUs = isOwn(from) || teammate !== null
  const writers = isUs ? [] : others([from])
  if (writers.length > 0) return { customers: writers, begunBy: 'them', teammate: null }
  const receivers = isUs || isSent ? others(to) : []
  const senders = receivers.length > 0 || replyTo === null ? [] : others([replyTo])
  if (senders.length > 0) return { customers: senders, begunBy: 'them', teammate: null }
  return { customers: receivers, begunBy: 'us', teammate }
}

import { checkNote } from '#domain/customers/name.ts'
import { reasonFor } from '#errors.ts'
import { type Message, messagesIn } from '#formats/mail/read.ts'
import { mailPurpose } from '../decide/mail.ts'
import { countMore, noRecords, plainTouch, type Records } from '../records.ts'

const page = 1_000

/** Characters: a longer subject is cut. */
const longestSubject = 1_000

/**
 * Each message has its subject as the note, and is known by its conversation and its day. Mail that is not from one person to another is
 * left out.
 */
export async function* mailRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Records> {
  const conversations = new Conversations()
  let records = noRecords()
  let read = 0
  for await (const message of messagesIn(bytes)) {
    if ('reason' in message) records.bad.push(message)
    else addMessage(records, message, conversations)
    read += 1
    if (read % page !== 0) continue
    yield records
    records = noRecords()
  }
  yield records
}

function addMessage(records: Records, message: Message, conversations: Conversations): void {
  const { line, from, replyTo, to, isSent, on, at, subject, noTouch } = message
  const conversation = conversations.of(message)
  if (noTouch !== null) {
    countMore(records.leftOut, noTouch)
    return
  }
  if (on === null) {
    records.bad.push({ line, reason: 'it says no day', text: `From: ${from} ${subject}` })
    return
  }
  const reason = reasonFor(() => {
    const note = subject.slice(0, longestSubject).toWellFormed().replaceAll('\0', '').trim()
    records.touches.push({
      ...plainTouch(line, { post: { from, replyTo, to, isSent } }, on),
      key: conversation,
      channel: 'email',
      purpose: mailPurpose.name,
      note: note === '' ? null : checkNote('subject', note),
      at,
      mayWait: true,
    })
  })
  if (reason !== undefined) records.bad.push({ line, reason, text: subject })
}

/** A message is of the conversation of the first message which it answers, in whatever order they are read. */
class Conversations {
  readonly #first = new Map<string, string>()

  /** Null where nothing names the message. */
  of({ id, before }: Message): string | null {
    const known = before.map((each) => this.#first.get(each)).find((first) => first !== undefined)
    const first = known ?? before[0] ?? id
    if (first !== null && id !== null) this.#first.set(id, first)
    return first
  }
}

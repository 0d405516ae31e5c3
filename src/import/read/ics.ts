import { checkNote, checkText } from '#domain/name.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { eventsIn, type Occurrence, type Span } from '#formats/calendar/read.ts'
import { ownUid } from '#formats/content-lines.ts'
import { countMore, type ImportedTouch, noRecords, plainTouch, type Records } from '../records.ts'

/** How many events there may be, with all days on which they recur. */
const mostTouches = 100_000

const videoWords = /\b(zoom|video|webex|skype|jitsi|teams|meet\.google|google meet|whereby)\b/i
const callWords = /\b(call|phone|rang|anruf|telefonat|telefon)\b/i
const dateWords = /birthday|anniversary|geburtstag|jahrestag|anniversaire/i

/** The events that are read at once. */
const page = 200

/**
 * The past events of a calendar, as touches: meetings as visits, calls as calls. What recurs is there once for each day.
 * @param span events before `since` or after `today` are left out
 * @param told hears how many characters of the text have been read
 */
export async function* icsRecords(
  text: string,
  span: Span,
  told: (read: number) => Promise<void> = async () => {},
): AsyncGenerator<Records> {
  let records = noRecords()
  let [events, touches] = [0, 0]
  for await (const { line, text: source, read, occurrences } of eventsIn(text, span)) {
    const reason = reasonFor(() => {
      for (const occurrence of occurrences()) addTouch(records, occurrence, span, mostTouches - touches)
    })
    if (reason !== undefined) records.bad.push({ line, reason, text: source })
    events += 1
    if (events % page > 0) continue
    await told(read)
    touches += records.touches.length
    yield records
    records = noRecords()
  }
  yield records
}

/** @param most how many touches there may be in these records */
function addTouch({ touches, leftOut }: Records, event: Occurrence, span: Span, most: number): void {
  const text = (name: Parameters<Occurrence['text']>[0]) => checkText(name, event.text(name)).trim()
  // Those that cl itself puts into a calendar are to come, and not touches.
  const reason = event.uid.endsWith(ownUid)
    ? 'from the calendar that cl writes'
    : reasonAgainst(event, text('summary'), text('status'), span)
  if (reason !== undefined) {
    countMore(leftOut, reason)
    return
  }
  if (touches.length >= most) throw wrongUsage(`There are more than ${mostTouches} events: narrow them with --since.`)
  const { line, uid, on, was } = event
  const { names, emails } = event.people()
  const summary = text('summary')
  const location = text('location')
  touches.push({
    ...plainTouch(line, { emails, text: [summary, location, ...names].join(' | ') }, on),
    key: uid === '' ? null : `${uid.slice(0, 4_000)} ${was}`,
    channel: channelOf(`${summary} ${location} ${text('description').slice(0, 2_000)}`, summary),
    minutes: event.minutes(),
    note: summary === '' ? null : checkNote('summary', summary),
  })
}

/** Why an event is left out; undefined when it is not. */
function reasonAgainst(event: Occurrence, summary: string, status: string, { today, since }: Span): string | undefined {
  if (status.toUpperCase() === 'CANCELLED') return 'cancelled'
  if (event.on > today) return 'after today'
  if (since !== null && event.on < since) return 'before --since'
  return event.isWholeDay() && dateWords.test(summary) ? 'birthdays and anniversaries' : undefined
}

const channelOf = (all: string, summary: string): ImportedTouch['channel'] =>
  videoWords.test(all) ? 'video' : callWords.test(summary) ? 'call' : 'visit'

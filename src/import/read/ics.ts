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

/**
 * The past events of a calendar, as touches: meetings as visits, calls as calls. What recurs is there once for each day.
 * @param span events before `since` or after `today` are left out
 */
export async function icsRecords(text: string, span: Span): Promise<Records> {
  const records = noRecords('touches')
  for await (const { line, text: source, occurrences } of eventsIn(text, span)) {
    const reason = reasonFor(() => {
      for (const occurrence of occurrences()) addTouch(records, occurrence, span)
    })
    if (reason !== undefined) records.bad.push({ line, reason, text: source })
  }
  return records
}

function addTouch({ touches, leftOut }: Records, event: Occurrence, span: Span): void {
  const text = (name: Parameters<Occurrence['text']>[0]) => checkText(name, event.text(name)).trim()
  // Those that cl itself puts into a calendar are to come, and not touches.
  const reason = event.uid.endsWith(ownUid)
    ? 'from the calendar that cl writes'
    : reasonAgainst(event, text('summary'), text('status'), span)
  if (reason !== undefined) {
    countMore(leftOut, reason)
    return
  }
  if (touches.length >= mostTouches)
    throw wrongUsage(`There are more than ${mostTouches} events: narrow them with --since.`)
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

import { keptKey } from '#book/kept-key.ts'
import { checkNote, checkText, foldEmail } from '#domain/customers/name.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import type { WantedDays } from '#formats/calendar/event-days.ts'
import { dayName, type Guest, type Occurrence } from '#formats/calendar/occurrence.ts'
import { eventsIn } from '#formats/calendar/read.ts'
import { ownUid } from '#formats/content-lines.ts'
import { countMore, type Meeting, noRecords, plainTouch, type Records } from '../records.ts'
import { saysCancelled } from './cancelled.ts'
import { channelOf } from './meeting-words.ts'

/** A calendar may have so many events, with all days on which they recur. */
const mostTouches = 100_000

/** Calendars that programs make of an address book have the signs. */
const dateWords =
  /birthday|anniversary|geburtstag|jahrestag|hochzeitstag|todestag|anniversaire|cumpleaños|aniversario|aniversário|compleanno|anniversario|verjaardag|trouwdag|urodziny|rocznica|födelsedag|fødselsdag|bursdag|årsdag|syntymäpäivä|vuosipäivä|narozeniny|výročí|[\u{1f382}\u{1f48d}\u26b0]/iu

/** `me` are the e-mail addresses that are one's own. */
type Reading = WantedDays & { me: string[] }

const page = 200

/**
 * Past events are touches: meetings are visits, calls are calls. A recurring event is there once for each day.
 * @param reading events before `since` or after `today` are left out
 * @param told is called with the number of characters of the text that have been read
 */
export async function* icsRecords(
  text: string,
  reading: Reading,
  told: (read: number) => Promise<void> = async () => {},
): AsyncGenerator<Records> {
  let records = noRecords()
  let [events, touches] = [0, 0]
  // Many programs call a calendar by the address of its owner.
  const own = /^X-WR-CALNAME:\s*(\S+@\S+?)\s*$/im.exec(text)?.[1]
  const me = new Set([...reading.me, ...(own === undefined ? [] : [own])].map(foldEmail))
  for await (const { line, text: source, read, occurrences, goesOn } of eventsIn(text, reading)) {
    const most = mostTouches - touches
    const reason = reasonFor(() => {
      for (const occurrence of occurrences()) addTouch(records, occurrence, { ...reading, me, most })
    })
    if (reason !== undefined) records.bad.push({ line, reason, text: source })
    events += 1
    // A series is decided as a whole.
    if (events < page || goesOn) continue
    events = 0
    await told(read)
    touches += records.touches.length
    yield records
    records = noRecords()
  }
  for (const [component, reason] of others) {
    const count = text.match(component)?.length ?? 0
    if (count > 0) countMore(records.leftOut, reason, count)
  }
  yield records
}

const others: [component: RegExp, what: string][] = [
  [/^BEGIN:VTODO\s*$/gim, 'tasks'],
  [/^BEGIN:VJOURNAL\s*$/gim, 'notes of a day'],
  [/^BEGIN:VFREEBUSY\s*$/gim, 'times that are free or busy'],
]

/** `most` is the largest number of touches in these records. */
type Judging = WantedDays & { me: Set<string>; most: number }

function addTouch({ touches, leftOut }: Records, event: Occurrence, judging: Judging): void {
  const text = (name: string) => checkText(name, event.text(name)).trim()
  const summary = text('summary')
  const guests = event.guests()
  // Events that cl itself puts into a calendar are to come, and not touches.
  const reason = event.uid.endsWith(ownUid)
    ? 'from the calendar that cl writes'
    : reasonAgainst(event, { summary, guests }, judging)
  if (reason !== undefined) {
    countMore(leftOut, reason)
    return
  }
  if (touches.length >= judging.most)
    throw wrongUsage(`There are more than ${mostTouches} events: narrow them with --since.`)
  const { line, on } = event
  const location = text('location')
  const others = guests.filter((guest) => !isMe(guest, judging.me))
  touches.push({
    ...plainTouch(
      line,
      {
        ...meetingOf(others, [summary, location], event.at()),
        series: event.uid === '' || event.was === null ? null : event.series,
        isTentative: event.isTentative() || dateWords.test(summary),
      },
      on,
    ),
    key: keyOf(event, summary),
    channel: channelOf(`${summary} ${location} ${text('description').slice(0, 2_000)}`, summary),
    minutes: event.minutes(),
    note: summary === '' ? null : checkNote('summary', summary),
  })
}

/** Without a UID, its day and title tell the event; a day follows where it recurs. */
function keyOf({ uid, on, was }: Occurrence, summary: string): string {
  if (uid === '') return keptKey(`${on} ${summary.slice(0, 1_000)}`)
  return keptKey(was === null ? uid.slice(0, 4_000) : dayName(uid, was))
}

const isMe = ({ emails }: Guest, me: Set<string>): boolean => emails.some((email) => me.has(foldEmail(email)))

function meetingOf(guests: Guest[], titles: string[], at: string | null): Omit<Meeting, 'isTentative' | 'series'> {
  const emails = (all: Guest[]) => all.flatMap((guest) => guest.emails).filter((email) => email !== '')
  const names = (all: Guest[]) => all.map(({ name }) => name).filter((name) => name !== '')
  const here = guests.filter(({ hasDeclined }) => !hasDeclined)
  const away = guests.filter(({ hasDeclined }) => hasDeclined)
  return {
    emails: emails(here),
    names: names(here),
    titles: titles.filter((title) => title !== ''),
    declined: { emails: emails(away), names: names(away) },
    at,
  }
}

/** Undefined for an event that is not left out. */
function reasonAgainst(
  event: Occurrence,
  { summary, guests }: { summary: string; guests: Guest[] },
  { today, since, me }: Judging,
): string | undefined {
  if (event.isCancelled() || saysCancelled(summary)) return 'cancelled'
  if (event.on > today) return 'after today'
  if (since !== null && event.on < since) return 'before --since'
  if (guests.some((guest) => guest.hasDeclined && isMe(guest, me))) return 'declined by you'
  return event.isWholeDay() && (dateWords.test(summary) || event.isDayOfYear())
    ? 'birthdays and anniversaries'
    : undefined
}

import type { Reader } from '#book/engine.ts'
import { command } from '#cli/command.ts'
import type { Day } from '#domain/days/day.ts'
import { type CalendarEvent, calendarOf } from '#domain/due/calendar.ts'
import { standingOf, standingsOn } from '#figures/standings.ts'
import { calendarBeginning, calendarText } from '#formats/calendar/write.ts'
import { allDates } from '#tables/dates.ts'
import { rulesOf } from '#tables/rules.ts'
import { fieldsOf, nameAndId } from '#views/json-parts.ts'
import { messageView } from '#views/message.ts'
import { counted } from '#views/text.ts'

export const calendar = command({
  name: 'calendar',
  summary: 'A calendar for the phone',
  examples: [
    ['cl calendar shop.ics', 'a file that a phone can subscribe to, in a folder that is synced'],
    ['cl config set calendar.file shop.ics', 'cl due writes it anew when something has changed'],
    ['cl calendar', 'the same to the standard output'],
  ],
  define: (cmd) =>
    cmd
      .argument('[file]', 'where to; a calendar that cl wrote is replaced')
      .option('--force', 'replace the file whatever it is'),
  async run({ book, out, today }, { force }, [file]) {
    const { events, text } = await book.read((db) => calendarFor(db, today))
    if (file !== undefined) {
      out.save(file, text, { force: force === true || out.isFileWith(file, calendarBeginning) })
      out.say(`The calendar was written to ${file}: ${counted(events.length, 'event')}.`)
    } else if (out.format === 'json') await out.show({ text: '', json: events.map(eventJson) }, messageView)
    else out.printData(text)
    if (events.length === 0) out.say('Nothing has a day yet: no care visit, no promise, no date.')
  },
})

/** Everybody's, or one customer's: visits, promises, requests and dates. */
export async function calendarFor(
  db: Reader,
  today: Day,
  { customerId, beginning }: { customerId?: number | undefined; beginning?: string } = {},
): Promise<{ events: CalendarEvent[]; text: string }> {
  const rules = await rulesOf(db)
  const one = customerId === undefined ? undefined : await standingOf({ db, rules, today }, customerId)
  const standings = customerId === undefined ? await standingsOn({ db, rules, today }) : one ? [one] : []
  const scored = standings.filter(({ isArchived }) => !isArchived)
  const events = calendarOf(scored, await allDates(db), today)
  return { events, text: calendarText(events, today, beginning) }
}

const eventJson = (event: CalendarEvent) => ({
  ...fieldsOf(event, 'key', 'on', 'yearly', 'title'),
  customer: nameAndId(event.customer),
})

import { type Day, yearOf } from '#domain/days/day.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { table } from '#views/table.ts'
import { counted, cut, hanging, joined, type Room, visible } from '#views/text.ts'
import type { View } from '#views/view.ts'
import type { UnreadColumn } from './import-file.ts'
import type { Imported, UsualChannel } from './imported.ts'
import type { Piles } from './plan.ts'

/** A plan with `--dry-run` ends so. */
export const nothingWritten = 'Nothing was written: leave --dry-run out to import it.'

/** A declined plan ends so. */
export const notWritten = 'Nothing was written.'

type NewCustomer = Imported['newCustomers'][number]
type NewTouch = Imported['newTouches'][number]

const listed = 10
const titles: Record<keyof Piles, string> = {
  new: 'New',
  changed: 'Changed',
  same: 'Same',
  doubtful: 'Doubtful',
  leftOut: 'Left out',
  bad: 'Bad',
}

const countsOf = (piles: Piles): number[] => (Object.keys(titles) as (keyof Piles)[]).map((pile) => piles[pile])

/** The items that are not named are counted. */
function firstOf<T>(title: string, list: T[], line: (each: T) => string): string[] {
  if (list.length === 0) return []
  const more = list.length > listed ? [`  … and ${list.length - listed} more`] : []
  return [title, ...list.slice(0, listed).map((each) => `  ${visible(line(each))}`), ...more]
}

const placeOf = ({ file, line }: { file: string; line: number }, { files }: Imported): string =>
  files.length > 1 ? `${file}, line ${line}` : `line ${line}`

const channelLine = (channel: UsualChannel): string =>
  channel === 'usual'
    ? '  channel: not in the file, so the usual one of each purpose. Another: --map channel==visit'
    : `  channel: not in the file, so ${channel.channel} for all, as usual for ${channel.purpose}. Another: --map channel==visit`

const purposeLine = (purpose: string): string =>
  purpose === 'care'
    ? '  purpose: not in the file, so care for all, a good touch each. Another: --map purpose==sale'
    : `  purpose: not in the file, so ${purpose} for all, by its titles. Another: --map purpose==care`

/** Contents are named where they matter. */
const unreadLine = (unread: UnreadColumn[]): string =>
  `  not read: ${unread.map(({ column, holds }) => (holds === null ? column : `${column} (${holds})`)).join(', ')}`

/** The rest of a long text is cut. */
const oneLine = (text: string): string => cut(text.replace(/\s+/g, ' '), 60)

const customerLine = (
  { name, aliases, company, address, phone, email, since, archivedOn, dates, tags, note }: NewCustomer,
  today: Day,
): string =>
  [
    name,
    ...aliases.map((alias) => `also ${alias}`),
    ...(company === null || company === name ? [] : [company]),
    ...(phone === null ? [] : [phone]),
    ...(email === null ? [] : [email]),
    ...(address === null ? [] : [address]),
    ...(since < today ? [`since ${shortDay(since, today)}`] : []),
    ...(archivedOn === null ? [] : ['archived']),
    ...dates.map(
      ({ label, monthDay, year }) => `${label} ${shortDay(`${year ?? yearOf(today)}-${monthDay}` as Day, today)}`,
    ),
    ...tags.map((tag) => `#${tag}`),
    ...(note === null ? [] : [`"${oneLine(note)}"`]),
  ].join(' · ')

const touchLine = ({ customer, on, channel, purpose, tone, note }: NewTouch, today: Day): string =>
  `${shortDay(on, today)}: ${channel}, ${purpose}, ${tone} with ${customer}${note === null ? '' : ` · "${oneLine(note)}"`}`

function newOnes({ newCustomers, newTouches }: Imported, today: Day, room: Room): string[] {
  const shown = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [title, ...lines.flatMap((line) => hanging(`  ${line}`, room))]
  return [
    ...shown(
      'New customers, the first of them:',
      newCustomers.map((each) => customerLine(each, today)),
    ),
    ...shown(
      'New touches, the first of them:',
      newTouches.map((each) => touchLine(each, today)),
    ),
  ]
}

function nobodyLines({ ofNobody }: Imported, room: Room): string[] {
  if (ofNobody.length === 0) return []
  const named = ofNobody.map(({ words, count }) => `"${oneLine(words)}"${count === 1 ? '' : ` (${count} times)`}`)
  return [
    ...hanging(`  Most often without a customer: ${named.join(', ')}`, room),
    ...hanging('  To bring one: cl add NAME, or cl edit CUSTOMER --alias NAME; import again', room),
  ]
}

/** Records that need attention are named. */
export const importedView: View<Imported> = {
  text: (imported, paper) => {
    const { customers, touches } = imported
    const all: [string, number[]][] = [
      ['Customers', countsOf(customers)],
      ['Touches', countsOf(touches)],
    ]
    const rows = all.filter(([, counts]) => counts.some((count) => count > 0))
    const used = Object.keys(titles).map((_, i) => i === 0 || rows.some(([, counts]) => (counts[i] ?? 0) > 0))
    const kept = <T>(cells: T[]) => cells.filter((_, i) => used[i])
    return [
      ...imported.files.flatMap(({ name, words, unread, keep, orders, channel, purpose }) => [
        visible(`${name}: ${words}`),
        ...(purpose === null ? [] : hanging(purposeLine(purpose), paper)),
        ...(channel === null ? [] : hanging(channelLine(channel), paper)),
        // A user copies the options: no line ends between them.
        ...(orders === null ? [] : ['  orders: not read. To bring them, too:', visible(`    ${orders}`)]),
        ...(unread.length === 0 ? [] : hanging(unreadLine(unread), paper)),
        ...(keep === null || imported.files.length > 1
          ? []
          : [visible(`  To keep ${keep.column} in the note: ${keep.options}`)]),
      ]),
      table(
        [{ title: '' }, ...kept(Object.values(titles)).map((title) => ({ title, align: 'right' as const }))],
        rows.map(([title, counts]) => [title, ...kept(counts).map(String)]),
        paper,
      ),
      ...newOnes(imported, paper.today, paper),
      ...firstOf('Changed:', imported.changed, ({ name, what }) => `${name}: ${what.join(', ')}`),
      ...firstOf(
        'Doubtful: they look like somebody who is there already',
        imported.doubtful,
        (each) =>
          `${placeOf(each, imported)}: ${each.name}: ${each.candidates
            .slice(0, 3)
            .map(({ id, name, why }) => `${why} as ${name}${id > 0 ? ` (#${id})` : ''}`)
            .join('; ')}`,
      ),
      ...firstOf(
        'Doubtful: they may be no touch, or one that is in the book',
        imported.doubtfulTouches,
        ({ on, title, customer, booked, movedFrom }) =>
          `${joined(' ', [on, title && `"${title}"`])}: ${booked === null ? `with ${customer.name}?` : `touch #${booked} with ${customer.name}${movedFrom === null ? '' : `, moved from ${movedFrom}`}?`}`,
      ),
      ...(['customers', 'touches'] as const).flatMap((kind) =>
        firstOf(
          kind === 'customers' ? 'Customers left out:' : 'Touches left out:',
          imported.leftOut.filter((each) => each.kind === kind),
          ({ reason, count }) => `${count}: ${reason}`,
        ),
      ),
      ...nobodyLines(imported, paper),
      ...firstOf('Bad:', imported.bad, (each) => `${placeOf(each, imported)}: ${each.reason}`),
    ]
      .filter((line) => line !== '')
      .join('\n')
  },
  json: (imported) => imported,
}

/** `91 new customers and 830 new touches`; a count of 0 is left out. */
export const countWords = (customers: number, touches: number, which = ''): string =>
  [
    ...(customers > 0 || touches === 0 ? [counted(customers, `${which}customer`)] : []),
    ...(touches > 0 ? [counted(touches, `${which}touch`)] : []),
  ].join(' and ')

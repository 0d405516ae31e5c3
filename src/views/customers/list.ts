import { type Customer, type CustomerLine, companyApart, isArchived } from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'
import { monthDayOf, type YearlyDay } from '#domain/practices/dates.ts'
import { dayInWords, shortDay } from '#formats/day-in-words.ts'
import { table } from '../table.ts'
import { namesAmong, titleOfNames } from '../text.ts'
import type { View } from '../view.ts'

/** Customers, one to a line; archived ones with the day of it, and with `lost` where they are. */
export const listView: View<{ lines: CustomerLine[]; lost: Set<number> }> = {
  text: ({ lines, lost }, paper) => {
    const { today } = paper
    const nameOf = namesAmong(lines.map(({ customer }) => customer))
    const haveCompany = lines.some(({ customer }) => companyApart(customer) !== null)
    const areArchived = lines.some(({ customer }) => isArchived(customer, today))
    return table(
      [
        { title: '#', align: 'right' },
        { title: titleOfNames(lines.map(({ customer }) => customer)), least: 12, wraps: 'beside' },
        ...(haveCompany ? [{ title: 'Company', least: 12, wraps: 'beside' as const }] : []),
        { title: 'Last touch' },
        { title: areArchived ? 'Archived' : 'Visit due' },
        { title: 'Reach', least: 16, wraps: 'beside' },
        { title: 'Tags', least: 10, wraps: 'beside' },
      ],
      lines.map(({ customer, tags, lastTouch, visitDue }) => [
        String(customer.id),
        nameOf(customer),
        ...(haveCompany ? [companyApart(customer) ?? ''] : []),
        lastTouch === null ? '–' : dayInWords(lastTouch, today),
        areArchived ? archivedWords(customer, lost, today) : visitDue === null ? '–' : shortDay(visitDue, today),
        customer.phone ?? customer.email ?? '',
        tags.join(', '),
      ]),
      paper,
    )
  },
  json: ({ lines, lost }) =>
    lines.map(({ customer, tags, lastTouch, visitDue }) => ({
      id: customer.id,
      name: customer.name,
      kind: customer.kind,
      phone: customer.phone,
      email: customer.email,
      tags,
      since: customer.since,
      visitEvery: customer.visitEvery,
      archivedOn: customer.archivedOn,
      lastTouch,
      visitDue,
      company: customer.company,
      address: customer.address,
      ...(lost.has(customer.id) ? { lost: true } : {}),
    })),
  csv: ({ lines }) => ({
    columns: [...listColumns, 'company', 'address'],
    rows: lines.map((line) => [...listCells(line), line.customer.company, line.customer.address]),
  }),
}

/** `10 Nov, lost`: the day on which somebody was archived. */
const archivedWords = ({ id, archivedOn }: Customer, lost: Set<number>, today: Day): string =>
  archivedOn === null ? '–' : `${shortDay(archivedOn, today)}${lost.has(id) ? ', lost' : ''}`

const listColumns = [
  'id',
  'customer',
  'phone',
  'email',
  'tags',
  'since',
  'visit_every',
  'archived_on',
  'last_touch',
  'visit_due',
  'kind',
]

const listCells = ({ customer, tags, lastTouch, visitDue }: CustomerLine) => [
  customer.id,
  customer.name,
  customer.phone,
  customer.email,
  tags.join('; '),
  customer.since,
  customer.visitEvery === null ? null : cadenceText(customer.visitEvery),
  customer.archivedOn,
  lastTouch,
  visitDue,
  customer.kind,
]

/** The columns of the list, and the other details of a customer. */
export const fullColumns = [
  ...listColumns,
  ...['aliases', 'note', 'snoozed_until', 'archived_why', 'company', 'address', 'birthday', 'anniversary'],
]

/** An alias in a cell of several; one that holds their separator `;` is in quotes. */
const listed = (alias: string): string => (alias.includes(';') ? `"${alias.replaceAll('"', '""')}"` : alias)

/** The first day of the year with a label, as a file has it: `1980-05-03`, or without its year `--05-03`. */
function dayLabelled(dates: LabelledDay[], wanted: string): string | null {
  const day = dates.find(({ label }) => label.toLowerCase() === wanted)
  return day === undefined ? null : `${day.year ?? '-'}-${monthDayOf(day)}`
}

type LabelledDay = YearlyDay & { label: string }

/** The cells of `fullColumns`. */
export const fullCells = (line: CustomerLine, aliases: string[], dates: LabelledDay[]) => [
  ...listCells(line),
  aliases.map(listed).join('; '),
  line.customer.note,
  line.customer.snoozedUntil,
  line.customer.archivedWhy,
  line.customer.company,
  line.customer.address,
  dayLabelled(dates, 'birthday'),
  dayLabelled(dates, 'anniversary'),
]

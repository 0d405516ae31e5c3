import {
  type BriefCustomer,
  type Customer,
  type CustomerLine,
  companyApart,
  isArchived,
} from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'
import { monthDayOf, type YearlyDay } from '#domain/practices/dates.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { fieldsOf } from '../json-parts.ts'
import { type ColumnOf, tableOf } from '../table.ts'
import { namesAmong, titleOfNames } from '../text.ts'
import { type CsvColumns, csvOf, listedCsv, type View } from '../view.ts'

/** Archived customers have the day of it, and `lost` where they are. */
export const listView: View<{ lines: CustomerLine[]; lost: Set<number> }> = {
  text: ({ lines, lost }, paper) => {
    const { today } = paper
    const customers = lines.map(({ customer }) => customer)
    const nameOf = namesAmong(customers)
    const haveCompany = customers.some((customer) => companyApart(customer) !== null)
    const areArchived = customers.some((customer) => isArchived(customer, today))
    const ofArchived: ColumnOf<CustomerLine> = {
      title: 'Archived',
      of: ({ customer }) => archivedWords(customer, lost, today),
    }
    const ofOthers: ColumnOf<CustomerLine> = {
      title: 'Care visit',
      of: ({ visitDue }) => (visitDue === null ? '–' : shortDay(visitDue, today)),
    }
    return tableOf(lines, paper, [
      { title: '#', align: 'right', of: ({ customer }) => String(customer.id) },
      { title: titleOfNames(customers), least: 12, wraps: 'beside', of: ({ customer }) => nameOf(customer) },
      haveCompany && {
        title: 'Company',
        least: 12,
        wraps: 'beside',
        of: ({ customer }) => companyApart(customer) ?? '',
      },
      { title: 'Last touch', of: ({ lastTouch }) => (lastTouch === null ? '–' : dayInWords(lastTouch, today)) },
      areArchived ? ofArchived : ofOthers,
      { title: 'Reach', least: 16, wraps: 'beside', of: ({ customer }) => customer.phone ?? customer.email ?? '' },
      { title: 'Tags', least: 10, wraps: 'beside', of: ({ tags }) => tags.join(', ') },
    ])
  },
  json: ({ lines, lost }) =>
    lines.map(({ customer, tags, lastTouch, visitDue }) => ({
      ...fieldsOf(customer, 'id', 'name', 'kind', 'phone', 'email'),
      tags,
      ...fieldsOf(customer, 'since', 'visitEvery', 'archivedOn'),
      lastTouch,
      visitDue,
      ...fieldsOf(customer, 'company', 'address'),
      ...(lost.has(customer.id) ? { lost: true } : {}),
    })),
  csv: ({ lines }) => csvOf(lines, { ...listCsv, ...companyCsv }),
}

/** `10 Nov, lost` */
const archivedWords = ({ id, archivedOn }: BriefCustomer, lost: Set<number>, today: Day): string =>
  archivedOn === null ? '–' : `${shortDay(archivedOn, today)}${lost.has(id) ? ', lost' : ''}`

const listCsv: CsvColumns<CustomerLine> = {
  ...listedCsv,
  since: ({ customer }) => customer.since,
  visit_every: ({ customer: { visitEvery } }) => (visitEvery === null ? null : cadenceText(visitEvery)),
  archived_on: ({ customer }) => customer.archivedOn,
  last_touch: ({ lastTouch }) => lastTouch,
  visit_due: ({ visitDue }) => visitDue,
  kind: ({ customer }) => customer.kind,
}
const companyCsv: CsvColumns<CustomerLine> = {
  company: ({ customer }) => customer.company,
  address: ({ customer }) => customer.address,
}

/** An alias that holds the separator `;` is in quotes. */
const listed = (alias: string): string => (alias.includes(';') ? `"${alias.replaceAll('"', '""')}"` : alias)

/** `1980-05-03`, or without its year `--05-03`, as a file has it. */
function dayLabelled(dates: LabelledDay[], wanted: string): string | null {
  const day = dates.find(({ label }) => label.toLowerCase() === wanted)
  return day === undefined ? null : `${day.year ?? '-'}-${monthDayOf(day)}`
}

type LabelledDay = YearlyDay & { label: string }

type FullLine = CustomerLine<Customer> & { aliases: string[]; dates: LabelledDay[] }

export const fullCsv: CsvColumns<FullLine> = {
  ...listCsv,
  aliases: ({ aliases }) => aliases.map(listed).join('; '),
  note: ({ customer }) => customer.note,
  snoozed_until: ({ customer }) => customer.snoozedUntil,
  archived_why: ({ customer }) => customer.archivedWhy,
  ...companyCsv,
  birthday: ({ dates }) => dayLabelled(dates, 'birthday'),
  anniversary: ({ dates }) => dayLabelled(dates, 'anniversary'),
  goal: ({ customer }) => customer.goal,
}

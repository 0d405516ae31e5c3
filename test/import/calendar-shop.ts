import type { Imported } from '#import/imported.ts'
import { shopWithFiles } from './file-shop.ts'

export type Touch = {
  id: number
  on: string
  minutes: number | null
  channel: string
  note: string
  customer: { name: string }
}

export const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
export const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n')

/** A shop with these customers, and the import of calendars into it. */
export async function shopWith(...customers: string[]) {
  const own = shopWithFiles('2026-11-21')
  await own.all(...customers.map((each) => `add ${each}`))
  const write = (...parts: string[]) => own.file('a.ics', calendar(...parts))
  return {
    ...own,
    write,
    plan: (...parts: string[]) => own.json<Imported>(`import ${write(...parts)}`),
    days: async () => (await own.json<Touch[]>('history')).map(({ on }) => on).reverse(),
  }
}

import type { NamedTouch } from '#domain/touches/touch.ts'
import { toneNames } from '#domain/touches/vocabulary.ts'
import { shortDay } from '#formats/day-in-words.ts'
import { customerOf } from '../name-and-id.ts'
import { table } from '../table.ts'
import { partWith } from '../text.ts'
import { toneCell, touchJson } from '../touch-lines.ts'
import type { View } from '../view.ts'

/** The width of a note around the text that was searched, in columns. */
const around = 120

/** Touches of any customers, and the text that was searched in their notes. */
type History = { touches: NamedTouch[]; search?: string | undefined }

/**
 * Touches, one to a line; a note that was searched goes on in further lines, around the text that was found.
 * In CSV the tone is a word: its sign would look like a formula.
 */
export const historyView: View<History> = {
  text: ({ touches, search }, paper) => {
    const isSomebodyNamed = touches.some(({ by }) => by !== null)
    const isCut = search !== undefined && Number.isFinite(paper.tableWidth)
    const noteOf = ({ note }: NamedTouch) => (note !== null && isCut ? partWith(note, search, around) : (note ?? ''))
    return table(
      [
        { title: 'Touch', align: 'right' },
        { title: 'Day' },
        { title: 'Customer', least: 12, wraps: 'beside' },
        { title: 'Channel' },
        { title: 'Purpose' },
        { title: 'Tone' },
        ...(isSomebodyNamed ? [{ title: 'By', least: 6, wraps: 'beside' as const }] : []),
        { title: 'Note', least: 10, ...(search === undefined ? {} : { wraps: true }) },
      ],
      touches.map((touch) => [
        `#${touch.id}`,
        shortDay(touch.on, paper.today),
        touch.customerName,
        touch.channel,
        touch.purpose,
        toneCell(touch, paper),
        ...(isSomebodyNamed ? [touch.by ?? ''] : []),
        noteOf(touch),
      ]),
      paper,
    )
  },
  json: ({ touches }) =>
    touches.map((touch) => {
      const { id, ...rest } = touchJson(touch)
      return {
        id,
        customer: customerOf(touch),
        ...rest,
        ...(touch.by === null ? {} : { by: touch.by }),
      }
    }),
  csv: ({ touches }) => ({
    columns: ['id', 'customer', 'on', 'channel', 'purpose', 'tone', 'begun_by', 'minutes', 'note', 'by'],
    rows: touches.map((touch) => [
      touch.id,
      touch.customerName,
      touch.on,
      touch.channel,
      touch.purpose,
      toneNames[touch.tone],
      touch.begunBy,
      touch.minutes,
      touch.note,
      touch.by,
    ]),
  }),
}

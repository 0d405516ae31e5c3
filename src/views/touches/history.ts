import type { NamedTouch } from '#domain/touches/touch.ts'
import { toneNames } from '#domain/touches/vocabulary.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { byColumn, numbered, tableOf } from '../table.ts'
import { partWith } from '../text.ts'
import { namedTouchJson, toneCell } from '../touch-lines.ts'
import { csvOf, fieldColumns, type View } from '../view.ts'

/** Columns of a note around the text that was searched. */
const around = 120

/** `search` is the text that was searched in the notes. */
type History = { touches: NamedTouch[]; search?: string | undefined }

/**
 * A note that was searched goes on in further lines, around the text that was found.
 * In CSV the tone is a word: its sign would look like a formula.
 */
export const historyView: View<History> = {
  text: ({ touches, search }, paper) => {
    const isCut = search !== undefined && Number.isFinite(paper.tableWidth)
    const noteOf = ({ note }: NamedTouch) => (note !== null && isCut ? partWith(note, search, around) : (note ?? ''))
    return tableOf(touches, paper, [
      numbered('Touch'),
      { title: 'Day', of: ({ on }) => shortDay(on, paper.today) },
      { title: 'Customer', least: 12, wraps: 'beside', of: ({ customerName }) => customerName },
      { title: 'Channel', of: ({ channel }) => channel },
      { title: 'Purpose', of: ({ purpose }) => purpose },
      { title: 'Tone', of: (touch) => toneCell(touch, paper) },
      byColumn(touches),
      { title: 'Note', least: 10, ...(search === undefined ? {} : { wraps: true }), of: noteOf },
    ])
  },
  json: ({ touches }) =>
    touches.map((touch) => ({ ...namedTouchJson(touch), ...(touch.by === null ? {} : { by: touch.by }) })),
  csv: ({ touches }) =>
    csvOf(touches, {
      id: ({ id }) => id,
      customer: ({ customerName }) => customerName,
      ...fieldColumns('on', 'channel', 'purpose'),
      tone: ({ tone }) => toneNames[tone],
      begun_by: ({ begunBy }) => begunBy,
      ...fieldColumns('minutes', 'note', 'by'),
    }),
}

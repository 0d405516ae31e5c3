import type { Contents, Snapshot } from '#domain/shop/retention.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { sizeText } from '#formats/size.ts'
import { fieldsOf } from '../json-parts.ts'
import { tableOf } from '../table.ts'
import { counted } from '../text.ts'
import type { View } from '../view.ts'

/** `contents` is null when the snapshot cannot be read; `size` is in bytes. */
type SnapshotLine = Snapshot & { name: string; path: string; size: number; contents: Contents | null }

/** `12 customers, 240 touches`. */
export const contentsText = ({ customers, touches }: Contents): string =>
  `${counted(customers, 'customer')}, ${counted(touches, 'touch')}`

/** Null where the book cannot be read. */
export const contentsJson = (contents: Contents | null) =>
  contents
    ? fieldsOf(contents, 'customers', 'touches', 'lastChange')
    : { customers: null, touches: null, lastChange: null }

/** `cl restore` knows snapshots by these numbers. */
export const backupsView: View<SnapshotLine[]> = {
  text: (snapshots, paper) =>
    tableOf(snapshots, paper, [
      { title: '#', align: 'right', of: (_, at) => String(at + 1) },
      { title: 'Snapshot', least: 17, wraps: 'beside', of: ({ name }) => name },
      { title: 'Taken', of: ({ day }) => dayInWords(day, paper.today) },
      { title: 'Size', align: 'right', of: ({ size }) => sizeText(size) },
      {
        title: 'In it',
        least: 12,
        wraps: 'beside',
        of: ({ contents }) => (contents === null ? 'cannot be read' : contentsText(contents)),
      },
    ]),
  json: (snapshots) =>
    snapshots.map((snapshot, i) => ({
      number: i + 1,
      ...fieldsOf(snapshot, 'name', 'day', 'why', 'path', 'size'),
      ...contentsJson(snapshot.contents),
    })),
}

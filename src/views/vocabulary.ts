import type { Vocabulary } from '#domain/vocabulary.ts'
import { table } from './table.ts'
import type { View } from './view.ts'

const mark = (yes: boolean): string => (yes ? 'yes' : '–')

/** The two tables; one without rows is left out. */
export const vocabularyView: View<Vocabulary> = {
  text: ({ channels, purposes }, paper) => {
    const channelTable = table(
      [{ title: 'Channel' }, { title: 'Spoken' }, { title: 'Also', least: 10 }],
      channels.map((each) => [each.name, mark(each.spoken), each.also.join(', ')]),
      paper,
    )
    const purposeTable = table(
      [
        { title: 'Purpose' },
        { title: 'Tone' },
        { title: 'Care' },
        { title: 'Money' },
        { title: 'Reached' },
        { title: 'Opens' },
        { title: 'Begun by' },
        { title: 'Channel' },
        { title: 'Meaning', least: 10 },
      ],
      purposes.map((each) => [
        [each.name, ...each.also].join(', '),
        each.tone,
        mark(each.care),
        mark(each.money),
        mark(each.reached),
        each.opens ?? '–',
        each.begunBy,
        each.channel,
        each.meaning,
      ]),
      paper,
    )
    return [channels.length > 0 ? channelTable : '', purposes.length > 0 ? purposeTable : '']
      .filter(Boolean)
      .join('\n\n')
  },
  json: ({ channels, purposes }) => ({
    channels: channels.map(({ name, spoken, also }) => ({ name, spoken, also })),
    purposes: purposes.map(({ id: _, ...purpose }) => purpose),
  }),
}

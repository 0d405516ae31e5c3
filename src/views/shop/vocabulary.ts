import type { Purpose, Vocabulary } from '#domain/touches/vocabulary.ts'
import { table } from '../table.ts'
import type { View } from '../view.ts'

const mark = (yes: boolean): string => (yes ? 'yes' : '–')

const countsAs = ({ care, money, reached, opens }: Purpose): string =>
  [care ? 'care' : '', money ? 'money' : '', reached ? '' : 'not reached', opens === null ? '' : `a ${opens}`]
    .filter(Boolean)
    .join(', ') || '–'

/** The two tables; an empty one is left out. */
export const vocabularyView: View<Vocabulary> = {
  text: ({ channels, purposes }, paper) => {
    const channelTable = table(
      [{ title: 'Channel' }, { title: 'Spoken' }, { title: 'Also', least: 20, wraps: true }],
      channels.map((each) => [each.name, mark(each.spoken), each.also.join(', ')]),
      paper,
    )
    const purposeTable = table(
      [
        { title: 'Purpose' },
        { title: 'Tone' },
        { title: 'Counts as' },
        { title: 'Begun by' },
        { title: 'Channel' },
        { title: 'Meaning', least: 20, wraps: true },
      ],
      purposes.map((each) => [
        each.name,
        each.tone,
        countsAs(each),
        each.begunBy,
        each.channel,
        [each.meaning, ...(each.also.length > 0 ? [`also ${each.also.join(', ')}`] : [])].join('; '),
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

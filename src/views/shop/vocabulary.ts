import type { Purpose, Vocabulary } from '#domain/touches/vocabulary.ts'
import { tableOf } from '../table.ts'
import { joined } from '../text.ts'
import type { View } from '../view.ts'

const countsAs = ({ care, money, reached, opens }: Purpose): string =>
  joined(', ', [care && 'care', money && 'money', !reached && 'not reached', opens && `a ${opens}`]) || '–'

const meaningOf = ({ meaning, also }: Purpose): string =>
  joined('; ', [meaning, also.length > 0 && `also ${also.join(', ')}`])

/** An empty table is left out. */
export const vocabularyView: View<Vocabulary> = {
  text: ({ channels, purposes }, paper) => {
    const channelTable = tableOf(channels, paper, [
      { title: 'Channel', of: ({ name }) => name },
      { title: 'Spoken', of: ({ spoken }) => (spoken ? 'yes' : '–') },
      { title: 'Also', least: 20, wraps: true, of: ({ also }) => also.join(', ') },
    ])
    const purposeTable = tableOf(purposes, paper, [
      { title: 'Purpose', of: ({ name }) => name },
      { title: 'Tone', of: ({ tone }) => tone },
      { title: 'Counts as', of: countsAs },
      { title: 'Begun by', of: ({ begunBy }) => begunBy },
      { title: 'Channel', of: ({ channel }) => channel },
      { title: 'Meaning', least: 20, wraps: true, of: meaningOf },
    ])
    return joined('\n\n', [channelTable, purposeTable])
  },
  json: ({ channels, purposes }) => ({
    channels: channels.map(({ name, spoken, also }) => ({ name, spoken, also })),
    purposes: purposes.map(({ id: _, ...purpose }) => purpose),
  }),
}

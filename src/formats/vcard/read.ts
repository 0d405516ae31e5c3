import { blocksIn } from './blocks.ts'
import { Card } from './card.ts'
import { type Line, wantedLines } from './lines.ts'
import { propertyOf } from './properties.ts'

/** A text is the reason why the card cannot be read; `unread` has the names of properties that are not read. */
type FoundCard = { wanted: Line[] | string; unread: ReadonlySet<string> }

async function foundCard(lines: string[], encoding: string): Promise<FoundCard> {
  if (!/^END:VCARD\s*$/i.test(lines.at(-1) ?? ''))
    return { wanted: 'The card that begins here has no end.', unread: new Set() }
  const { wanted, unread } = await wantedLines(lines, encoding)
  return { wanted: wanted ?? 'The card holds more than 1 MB besides its pictures.', unread }
}

/** The card of its wanted lines. @throws wrong usage, for a text that no book can hold */
export const cardOf = (wanted: Line[]): Card => new Card(wanted.map(propertyOf))

/**
 * vCard 2.1, 3.0 and 4.0, any number of cards in a file; each with its lines, and the line of the file that it begins on.
 * @param encoding the encoding of the file
 * @throws cannot, for a card that is longer than 10 million characters
 */
export async function* cardsIn(parts: AsyncIterable<string>, encoding: string) {
  for await (const blocks of blocksIn(parts)) {
    const cards: (FoundCard & (typeof blocks)[number])[] = []
    for (const { line, lines } of blocks) {
      const { wanted, unread } = await foundCard(lines, encoding)
      cards.push({ line, lines, wanted, unread })
    }
    yield cards
  }
}

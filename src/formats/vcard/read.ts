import { blocksIn } from './blocks.ts'
import { Card } from './card.ts'
import { type Line, wantedLines } from './lines.ts'
import { propertyOf } from './properties.ts'

/** The lines of a card that are wanted, or the reason why it cannot be read; and the names of properties in it that are not read. */
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
 * The cards of an address book: vCard 2.1, 3.0 and 4.0, any number of them in a file; each with its lines, and the line of the
 * file that it begins on; in handfuls.
 * @param encoding the encoding of the file
 * @throws cannot, for a card that is longer than 10 million characters
 */
export async function* cardsIn(parts: AsyncIterable<string>, encoding: string) {
  for await (const blocks of blocksIn(parts)) {
    const cards: (FoundCard & (typeof blocks)[number])[] = []
    for (const block of blocks) cards.push({ ...block, ...(await foundCard(block.lines, encoding)) })
    yield cards
  }
}

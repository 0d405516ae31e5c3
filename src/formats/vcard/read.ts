import { wrongUsage } from '#errors.ts'
import { blocksIn } from './blocks.ts'
import { Card } from './card.ts'
import { wantedLines } from './lines.ts'
import { propertyOf } from './properties.ts'

/** A card as it is written, and the line of the file that it begins on. */
type WrittenCard = {
  line: number
  text: string
  /** The names of properties in the card that are not read. */
  unread: Set<string>
  /** @throws wrong usage, for a card that cannot be read */
  read: () => Card
}

/**
 * The cards of an address book: vCard 2.1, 3.0 and 4.0, any number of them in a file; in handfuls.
 * @param encoding the encoding of the file
 * @throws cannot, for a card that is longer than 10 million characters
 */
export async function* cardsIn(parts: AsyncIterable<string>, encoding: string): AsyncGenerator<WrittenCard[]> {
  for await (const blocks of blocksIn(parts)) {
    const cards: WrittenCard[] = []
    for (const { line, lines } of blocks) {
      const isWhole = /^END:VCARD\s*$/i.test(lines.at(-1) ?? '')
      const { wanted, unread } = isWhole
        ? await wantedLines(lines, encoding)
        : { wanted: [], unread: new Set<string>() }
      const read = () => {
        if (!isWhole) throw wrongUsage('The card that begins here has no end.')
        if (wanted === null) throw wrongUsage('The card holds more than 1 MB besides its pictures.')
        return new Card(wanted.map(propertyOf))
      }
      // The text of a card is made only where it is asked for, which is where the card is bad.
      cards.push({
        line,
        get text() {
          return lines.join('\n')
        },
        unread,
        read,
      })
    }
    yield cards
  }
}

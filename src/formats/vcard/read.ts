import { wrongUsage } from '#errors.ts'
import { blocksIn } from './blocks.ts'
import { Card } from './card.ts'
import { type Line, type WantedLines, wantedLines } from './lines.ts'
import { propertyOf } from './properties.ts'

/** A card as it is written, and the line of the file that it begins on. */
class WrittenCard {
  readonly line: number
  /** The names of properties in the card that are not read. */
  readonly unread: ReadonlySet<string>
  readonly #lines: string[]
  /** The lines that are read; null where they are too long, undefined where the card has no end. */
  readonly #wanted: Line[] | null | undefined

  constructor(line: number, lines: string[], { wanted, unread }: Partial<WantedLines>) {
    this.line = line
    this.#lines = lines
    this.#wanted = wanted
    this.unread = unread ?? new Set()
  }

  get text(): string {
    return this.#lines.join('\n')
  }

  /** @throws wrong usage, for a card that cannot be read */
  read(): Card {
    if (this.#wanted === undefined) throw wrongUsage('The card that begins here has no end.')
    if (this.#wanted === null) throw wrongUsage('The card holds more than 1 MB besides its pictures.')
    return new Card(this.#wanted.map(propertyOf))
  }
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
      cards.push(new WrittenCard(line, lines, isWhole ? await wantedLines(lines, encoding) : {}))
    }
    yield cards
  }
}

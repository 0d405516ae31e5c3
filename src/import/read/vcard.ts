import { keptKey } from '#book/kept-key.ts'
import { foldName, wordsIn } from '#domain/customers/name.ts'
import { reasonFor } from '#errors.ts'
import type { Card, CardValue } from '#formats/vcard/card.ts'
import type { Line } from '#formats/vcard/lines.ts'
import { cardOf, cardsIn } from '#formats/vcard/read.ts'
import { SettledCards } from '../decide/settled-cards.ts'
import { countMore, type ImportedCustomer, noRecords, type Records, withoutName } from '../records.ts'
import { turned } from '../turned-name.ts'
import { addressLine } from './address-line.ts'
import { labelOf, noteLines } from './card-notes.ts'
import { countryCode } from './countries.ts'
import { customerFromParts } from './customer-parts.ts'

/** So many cards are read at once. */
const page = 1_000

/**
 * Customers come page by page.
 * @param encoding the encoding of the file
 * @param settled recognises the cards that need not be read any further
 * @throws cannot, for a card that is longer than 10 million characters
 */
export async function* vcardRecords(
  parts: AsyncIterable<string>,
  encoding: string,
  settled = new SettledCards(),
): AsyncGenerator<Records> {
  let records = noRecords()
  let count = 0
  for await (const cards of cardsIn(parts, encoding)) {
    for (const { wanted, line, lines, unread } of cards) {
      const add = (read: Line[]) => {
        const imprint = settled.imprintOf(read)
        if (settled.has(imprint)) return
        const customer = customerFromCard(cardOf(read), line)
        if (typeof customer === 'string') return countMore(records.leftOut, customer)
        settled.imprint(customer, imprint)
        records.customers.push(customer)
      }
      const reason = typeof wanted === 'string' ? wanted : reasonFor(() => add(wanted))
      if (reason !== undefined) records.bad.push({ line, reason, text: lines.join('\n') })
      for (const name of unread) records.unread.add(name)
      count += 1
      if (count % page > 0) continue
      yield records
      records = noRecords()
    }
  }
  yield records
}

/** Numbers or addresses are in their order, and `values` as the card has them. */
type Reached = { texts: string[]; values: CardValue[]; lines: string[] }

/** The note has the extension of `tel:+1-418-656-9254;ext=102`. */
function phonesOf(card: Card): Reached {
  const phones: Reached = { texts: [], values: [], lines: [] }
  for (const value of [...card.preferred('tel'), ...card.preferred('x-ms-tel')]) {
    const { text, types } = value
    const [number = '', ...more] = text.replace(/^tel:/i, '').split(';')
    const extension = more.find((each) => /^ext=/i.test(each))?.slice(4)
    const other = types.includes('fax') ? 'Fax' : types.includes('pager') ? 'Pager' : null
    if (other !== null) phones.lines.push(`${other}: ${number}`)
    else phones.texts.push(number, ...more.filter((each) => !each.includes('=')))
    if (extension !== undefined) phones.lines.push(`Phone: ${number} ext. ${extension}`)
    if (other === null) phones.values.push({ ...value, text: number.trim() })
    if (value.label !== '' && phones.texts.length === 1 && phones.texts[0] === number)
      phones.lines.push(`Phone (${value.label}): ${number}`)
  }
  return phones
}

function emailsOf(card: Card): Omit<Reached, 'lines'> {
  const values = card
    .preferred('email')
    .map((value) => ({ ...value, text: value.text.replace(/^mailto:/i, '').trim() }))
  return { texts: values.map(({ text }) => text), values }
}

/** A card without an address in parts may have it as it stands on an envelope. */
const envelopeOf = (card: Card): string =>
  card
    .one('label')
    .trim()
    .split(/\s*\n\s*/)
    .join(', ')

/** The note has the addresses behind the first; the country is the first that is known. */
function addressesOf(card: Card): { address: string; lines: string[]; country: string | null } {
  // A phone of Samsung writes each address in a property of its own, and mostly once more as everybody does.
  const all = ['adr', 'x-samsungadr'].map((name) => card.preferred(name)).find(({ length }) => length > 0) ?? []
  const [first, ...others] = all
    .map((each) => ({ text: addressLine(each.parts), label: labelOf(each) }))
    .filter(({ text }) => text !== '')
  return {
    address: first?.text ?? envelopeOf(card),
    lines: others
      .filter(({ text }) => text !== first?.text)
      .map(({ text, label }) => `Address${label === '' ? '' : ` (${label})`}: ${text}`),
    country: all.map(({ parts }) => countryCode(parts.at(-1) ?? '')).find((code) => code !== null) ?? null,
  }
}

/** Names are written without a space in these scripts, the family's first. */
const isUnspaced = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * A name in parts gets a line of the note where it has words which no other name of the card has: `Dr.`, `Jr.`, or a middle name.
 */
function fullName(parts: string, others: string[]): string[] {
  const text = parts.replace(/\s+/g, ' ').trim()
  if (others[0] === '' || others.includes(text)) return []
  const known = others.flatMap(wordsIn)
  const isKnown = (word: string) => (isUnspaced.test(word) ? known.join('').includes(word) : known.includes(word))
  return wordsIn(text).every(isKnown) ? [] : [`Full name: ${text}`]
}

/** A text is the reason why the card is no customer. @throws wrong usage, for values that no customer can have */
function customerFromCard(card: Card, line: number): ImportedCustomer | string {
  const kind = `${card.one('kind')} ${card.one('x-addressbookserver-kind')}`
  if (/\bgroup\b/i.test(kind)) return 'groups, which are nobody'
  const [family = '', given = '', middle = '', before = '', after = ''] = card.texts('n')
  const [written = '', ...otherNames] = card.texts('fn').filter((text) => text.trim() !== '')
  const [company = ''] = card.texts('org')
  const emails = emailsOf(card)
  const phones = phonesOf(card)
  const { address, lines, country } = addressesOf(card)
  const nicknames = [
    ...['nickname', 'x-nickname'].flatMap((name) => card.texts(name)),
    ...card.android('nickname').map(([name = '']) => name),
  ]
  const [first = ''] = written.split(',')
  const shown = foldName(first) === foldName(family) ? turned(written) : written
  const whole = [family, given].every((part) => isUnspaced.test(part))
    ? [family, given, middle].join('')
    : [given, middle, family].join(' ')
  const person = [shown, [before, whole, after].join(' ')]
  const isCompany = /company/i.test(card.one('x-abshowas')) || /\borg\b/i.test(kind)
  const names = [...(isCompany ? [company] : []), ...person, company, ...nicknames, ...emails.texts, ...phones.texts]
  if (names.every((name) => name.trim() === '')) return withoutName
  const customer = customerFromParts({
    line,
    names,
    aliases: [...nicknames, ...otherNames],
    company: isCompany && company === '' ? (person[0] ?? '') : company,
    contacts: isCompany ? person.slice(1) : [],
    emails: emails.texts,
    phones: phones.texts,
    labelOf: (text) => {
      const value = [...emails.values, ...phones.values].findLast((each) => each.text === text)
      return value && labelOf(value)
    },
    address,
    country,
    note: [
      ...card.texts('note'),
      ...(isCompany ? [] : fullName(person[1] ?? '', [shown, ...otherNames, company, ...nicknames])),
      ...phones.lines,
      ...lines,
      ...noteLines(card),
    ].join('\n'),
    tags: card.texts('categories').filter((tag) => !/^(?:my ?contacts|starred)$/i.test(tag.trim())),
    dates: card.dates(),
  })
  const uid = card.one('uid').trim()
  customer.key = uid === '' ? null : keptKey(uid)
  return customer
}

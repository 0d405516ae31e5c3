import { reasonFor } from '#errors.ts'
import { type Card, cardsIn } from '#formats/vcard/read.ts'
import { countMore, type ImportedCustomer, noRecords, type Records } from '../records.ts'
import { countryCode } from './countries.ts'
import { customerFromParts } from './customer-parts.ts'

/** The cards that are read at once. */
const page = 1_000

/** The customers of an address book, page by page. */
export async function* vcardRecords(parts: AsyncIterable<string>): AsyncGenerator<Records> {
  let records = noRecords()
  let count = 0
  for await (const card of cardsIn(parts)) {
    const reason = reasonFor(() => {
      const customer = customerFromCard(card.read(), card.line)
      if (customer) records.customers.push(customer)
      else countMore(records.leftOut, 'groups, which are nobody')
    })
    if (reason !== undefined) records.bad.push({ line: card.line, reason, text: card.text })
    count += 1
    if (count % page > 0) continue
    yield records
    records = noRecords()
  }
  yield records
}

/** `tel:+1-418-656-9254;ext=102`: the number, and the extension for the note. */
function phonesOf(card: Card): { phones: string[]; lines: string[] } {
  const phones: string[] = []
  const lines: string[] = []
  for (const { text, types } of card.preferred('tel')) {
    const [number = '', ...more] = text.replace(/^tel:/i, '').split(';')
    const extension = more.find((each) => /^ext=/i.test(each))?.slice(4)
    if (types.includes('fax') || types.includes('pager'))
      lines.push(`${types.includes('fax') ? 'Fax' : 'Pager'}: ${number}`)
    else phones.push(number)
    if (extension !== undefined) lines.push(`Phone: ${number} ext. ${extension}`)
  }
  return { phones, lines }
}

/**
 * The customer of a card; undefined for a group of cards.
 * @throws wrong usage, for what no customer can have
 */
function customerFromCard(card: Card, line: number): ImportedCustomer | undefined {
  const kind = `${card.one('kind')} ${card.one('x-addressbookserver-kind')}`
  if (/\bgroup\b/i.test(kind)) return undefined
  const [family = '', given = '', middle = ''] = card.nameParts()
  const [company = ''] = card.texts('org')
  const emails = card.preferred('email').map(({ text }) => text.replace(/^mailto:/i, ''))
  const { phones, lines } = phonesOf(card)
  const person = [card.one('fn'), [given, middle, family].join(' ')]
  const isCompany = /company/i.test(card.one('x-abshowas')) || /\borg\b/i.test(kind)
  const customer = customerFromParts({
    line,
    names: [...(isCompany ? [company] : []), ...person, company, ...card.texts('nickname'), ...emails, ...phones],
    aliases: card.texts('nickname'),
    company,
    emails,
    phones,
    country:
      card
        .countries()
        .map(countryCode)
        .find((code) => code !== null) ?? null,
    note: [...card.texts('note'), ...lines].join('\n'),
    tags: card.texts('categories').filter((tag) => !/^my ?contacts$/i.test(tag.trim())),
    dates: card.dates(),
  })
  const uid = card.one('uid').trim()
  return { ...customer, key: uid === '' ? null : uid }
}

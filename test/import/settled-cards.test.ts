import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cardReading, SettledCards } from '#import/decide/settled-cards.ts'
import type { Imported } from '#import/imported.ts'
import { vcardRecords } from '#import/read/vcard.ts'
import { everybody, type FileShop, shopWithFiles } from './file-shop.ts'

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')

const rosa = card('UID:1', 'FN:Rosa Lopez', 'TEL:+1 352 555 0101', 'NICKNAME:Rosie', 'X-PET:Rex')
const ann = card('FN:Ann Lee', 'EMAIL:ann@x.example')
const me = card('UID:3', 'FN:Kim Shop', 'EMAIL:kim@shop.example')
const all = rosa + ann + me

/** The text of a whole export, as a cl wrote it that kept no imprints of cards. */
async function withoutImprints(own: FileShop): Promise<string> {
  const path = join(own.folder, 'book.json')
  await own.all(`export ${path}`)
  const text = readFileSync(path, 'utf8')
  const stripped = text.replace(/\{\\"imprint\\":\\"[\w-]+\\",/g, '{')
  expect(stripped).not.toBe(text)
  return stripped
}

/** The results of two imports of one file after another, in a book with imprints and in one without. */
async function bothWays(second: string, between: string[] = []) {
  const own = shopWithFiles()
  await own.all(`import ${own.file('phone.vcf', all)}`)
  const plain = shopWithFiles()
  await plain.all(`import ${plain.file('book.json', await withoutImprints(own))}`)
  const results = []
  for (const each of [own, plain]) {
    if (between.length > 0) await each.all(...between)
    const { files, ...imported } = await each.json<Imported>(`import ${each.file('again.vcf', second)}`)
    const doubtful = imported.doubtful.map(({ line, name, candidates }) => ({ line, name, candidates }))
    const unread = files.map((file) => file.unread)
    results.push({ ...imported, doubtful, unread, customers: [imported.customers, await everybody(each)] })
  }
  return results
}

describe('cards that say to the letter what they said', () => {
  const more = (...lines: string[]) => all + card(...lines)
  it.each<[string, string, string[]?]>([
    ['all of them', all],
    ['in another order', me + ann + rosa],
    ['twice in the file', all + all],
    ['but for a value that changed', all.replace('0101', '0202')],
    ['but for a value that is gone', all.replace('TEL:+1 352 555 0101\r\n', '')],
    ['beside a namesake without a UID', more('FN:Ann Lee', 'TEL:+1 352 555 0303')],
    ['after a namesake without a UID', card('FN:Ann Lee', 'TEL:+1 352 555 0303') + all],
    ['beside another card of that UID', more('UID:1', 'FN:Rosa Lopez', 'TEL:+1 352 555 0404')],
    ['after another card of that UID', card('UID:1', 'FN:Rosa Lopez', 'TEL:+1 352 555 0404') + all],
    ['beside somebody who wants one of their names', more('UID:9', 'FN:Rosanna', 'NICKNAME:Rosie')],
    ['after they were changed in the book', all, ['edit rosa --phone 0301234567', 'edit ann --name "Ann Long"']],
    ['after they changed in both', all.replace('0101', '0202'), ['edit rosa --phone 0301234567']],
    ['after the shop has a country', all, ['config set phone.country US']],
    ['after one of them is known as your own', all, ['config set me.email kim@shop.example']],
    ['after one was erased', all, ['forget ann --yes "Ann Lee"']],
    ['after two were merged', all, ['merge ann rosa']],
    ['after the import was undone', all, ['undo']],
    ['after they were put away', all, ['archive rosa']],
    [
      'beside a newcomer with a number that they had',
      more('UID:9', 'FN:Tim Old', 'TEL:+1 352 555 0101'),
      ['edit rosa --phone 0301234567'],
    ],
    ['after a name of theirs is somebody else', all, ['edit rosa --name "Rose Long"', 'add "Rosa Lopez"']],
    ['after a merge, but for a value that changed', all.replace('ann@', 'anna@'), ['merge ann rosa']],
  ])('%s: the import is the same as if all were compared', async (_, second, between) => {
    const [imprinted, compared] = await bothWays(second, between)
    expect(imprinted).toEqual(compared)
  })

  it('are not read any further, and what is not read of them is named', async () => {
    async function* parts() {
      yield all
    }
    const read = async (settled: SettledCards) => {
      const pages = []
      for await (const page of vcardRecords(parts(), 'UTF-8', settled)) pages.push(page)
      return pages.flatMap(({ customers, unread }) => [...customers.map(({ imprint }) => imprint), ...unread])
    }
    const [first, second, third] = await read(new SettledCards())
    const kept = new Map([first, second, third].map((imprint) => [String(imprint), `key of ${imprint}`]))
    const again = new SettledCards(kept)
    expect([await read(again), again.keys.size]).toEqual([['X-PET'], 3])
    expect(await read(new SettledCards(kept, 'another reader'))).toHaveLength(4)
  })
})

it('cards are read as when the number of their reading was raised last', async () => {
  const samples = join(import.meta.dirname, '../data/vcard')
  const own = shopWithFiles()
  for (const name of readdirSync(samples).sort()) await own.all(`import ${join(samples, name)} --doubtful new`)
  const said = [...(await withoutImprints(own)).matchAll(/"said":"(?:[^"\\]|\\.)*"/g)].map(String)
  expect(said.length).toBe(9)
  const digest = createHash('sha256').update(said.join('\n')).digest('base64url')
  // Another digest means that cards are read in another way: raise `cardReading`, and put both here.
  expect({ cardReading, digest }).toEqual({ cardReading: 2, digest: 'wC8bvv8JuPW0BapPttuhknGzVzXLnZ52mxIz9r-TWeM' })
})

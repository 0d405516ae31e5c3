import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { phoneWithin } from '#formats/phone.ts'
import { type FileShop, shopWithFiles } from './file-shop.ts'

type Shown = Record<'name' | 'phone' | 'email' | 'company' | 'address' | 'note', string | null> & { dates: object[] }

async function shown(text: string, name: string, own: FileShop = shopWithFiles()): Promise<Shown> {
  await own.json(`import ${own.file('a.csv', text)}`)
  return own.json<Shown>(`show "${name}"`)
}

const titles = 'Name;Phone;Email;Birthday;Company;Address;Job Title;Notes'
const nothing = { phone: null, email: null, dates: [], company: null, address: null, note: null }

it.each([
  'Ann Bell;n/a;none;unknown;-;N/A;n.a.;-',
  'Ann Bell;--;no email;?;unbekannt;k.A.;keine;–',
  'Ann Bell;0;0;0;0;0;0;',
  'Ann Bell;non renseigné;aucun;inconnu;néant;—;...;/',
  'Ann Bell;brak;geen;ukjent;ninguna;onbekend;ei ole;???',
])('%s says no more than a name', async (row) => {
  const { phone, email, dates, company, address, note } = await shown(`${titles}\n${row}\n`, 'Ann Bell')
  expect({ phone, email, dates, company, address, note }).toEqual(nothing)
})

it('what may be a name or a word of a note is kept, and all that our own export has', async () => {
  const own = shopWithFiles()
  const text = 'First Name,Last Name,Country,Phone,Notes\nNa,Null,NA,061 1234567,none\n'
  expect(await shown(text, 'Na Null', own)).toMatchObject({ name: 'Na Null', note: 'none' })
  await own.cl('edit "Na Null" --company none --address "-"')
  const csv = `${own.folder}/out.csv`
  await own.cl(`export ${csv}`)
  expect(await shown(readFileSync(csv, 'utf8'), 'Na Null')).toMatchObject({ company: 'none', address: '-' })
})

it('what is written elsewhere is no address and no company, and stays in the note', async () => {
  const row = 'Ann Bell;see above;;;dito;siehe oben;;'
  expect(await shown(`${titles}\n${row}\n`, 'Ann Bell')).toMatchObject({
    company: null,
    address: null,
    note: 'Organisation: dito\nAddress: siehe oben\nPhone: see above',
  })
})

it.each([
  ['0171/2345678 (abends)', '0171/2345678'],
  ['352-555-0101 (wife: 352-555-0102)', '352-555-0101'],
  ['call after 6pm 352 555 0103', '352 555 0103'],
  ['Mo-Fr 9-17 030 1234567', '030 1234567'],
  ['+49 (0)30 / 123 45-0 Zentrale', '+49 (0)30 / 123 45-0'],
  ['seit 12.10.2026', null],
  ['4.9151234E+12', null],
  ['Apt 5', null],
])('in "%s" is the phone number %s', (text, number) => {
  expect(phoneWithin(text)).toBe(number)
})

it('a phone number with a remark is one, and the remark stays in the note', async () => {
  const text = 'Name;Tel.\nUte;0171/2345678 (abends)\nTom;"0171 1111111 (Anna), 0171 2222222 (Tom)"\n'
  const own = shopWithFiles()
  expect(await shown(text, 'Ute', own)).toMatchObject({ phone: '0171/2345678', note: 'Phone: 0171/2345678 (abends)' })
  expect(await own.json('show Tom')).toMatchObject({
    phone: '0171 1111111',
    note: 'Phone: 0171 1111111 (Anna)\nPhone: 0171 2222222 (Tom)',
  })
})

it('the tone of a touch is a sign', async () => {
  const own = shopWithFiles()
  await own.cl('add Acme')
  await own.json(`import ${own.file('a.csv', 'Date,Customer,Tone,Minutes\n2026-11-03,Acme,-,0\n')}`)
  expect(await own.json('history acme')).toMatchObject([{ tone: '-', minutes: 0 }])
})

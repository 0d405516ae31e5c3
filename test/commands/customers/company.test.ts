import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'

const twoOfMill = [
  'add Rosa Lopez --company "Mill & Sons" --address "1 Mill Lane, 12345 Dover"',
  'add Tom Ash --company "Mill & Sons"',
  'add Kim',
]

it('is said at once, shown on every page, and taken away by an empty text', async () => {
  const own = shop()
  const added = await own.cl('add Rosa Lopez --company "Mill & Sons" --address "1 Mill Lane, 12345 Dover"')
  expect(added.out).toBe('Added Rosa Lopez (#1): Mill & Sons · 1 Mill Lane, 12345 Dover · since 2026-11-21\n')
  const page = (await own.cl('show rosa')).out
  expect(page).toContain('\nCompany  Mill & Sons\n')
  expect(page).toContain('\nAddress  1 Mill Lane, 12345 Dover\n')
  expect((await own.cl('list')).out).toMatch(/ Company +Last touch.*Mill & Sons/s)
  expect(await own.json('list')).toMatchObject([{ company: 'Mill & Sons', address: '1 Mill Lane, 12345 Dover' }])
  expect((await own.cl('list --csv')).out.split('\n')[0]).toMatch(/,kind,company,address\r?$/)
  expect((await own.cl('export --as md')).out).toContain('- Company: Mill & Sons\n')
  await own.cl(['edit', 'rosa', '--company', '', '--address', '2 Hill Road'])
  expect(await own.json('show rosa')).toMatchObject({ company: null, address: '2 Hill Road' })
  await own.all('undo')
  expect(await own.json('show rosa')).toMatchObject({ company: 'Mill & Sons', address: '1 Mill Lane, 12345 Dover' })
})

it('is asked for by cl edit alone, with today’s values', async () => {
  const own = shop()
  await own.all('add Rosa')
  const answers = ['Rosa', 'Mill & Sons', '', '', '1 Mill Lane', 'default', '2026-11-21', '']
  expect((await own.cl('edit rosa', { answers })).code).toBe(0)
  expect(await own.json('show rosa')).toMatchObject({ company: 'Mill & Sons', address: '1 Mill Lane' })
})

it('finds whoever works there, but after all names', async () => {
  const own = shop()
  await own.all('add Rosa Lopez --company "Mill & Sons"', 'add Kim')
  expect(await own.json('show mill')).toMatchObject({ name: 'Rosa Lopez' })
  expect(await own.json('show "mill & sons"')).toMatchObject({ name: 'Rosa Lopez' })
  await own.all('add Tom Ash --company "Mill & Sons"')
  expect((await own.cl('show sons')).err).toContain('fits several customers: Rosa Lopez (#1), Tom Ash (#3)')
  expect((await own.cl('show "mil & sans"')).err).toContain('Near: Rosa Lopez (#1), Tom Ash (#3)')
  await own.all('add Mill Hotel')
  expect(await own.json('show mill')).toMatchObject({ name: 'Mill Hotel' })
  await own.cl(['edit', '#1', '--company', ''])
  await own.cl(['edit', '#3', '--company', 'Tower'])
  expect((await own.cl('show sons')).code).toBe(1)
})

it('a merge completes it, keeps what differs in the note, and goes on answering', async () => {
  const own = shop()
  await own.all(...twoOfMill, 'add Rosie --company Tower --address "2 Hill Road"', 'merge rosie rosa', 'merge rosa kim')
  expect(await own.json('show kim')).toMatchObject({
    company: 'Mill & Sons',
    address: '1 Mill Lane, 12345 Dover',
    note: 'company of Rosie: Tower\naddress of Rosie: 2 Hill Road',
  })
  expect(await own.json('show tower')).toMatchObject({ name: 'Kim' })
})

it('goes out in CSV, vCard and a whole export, and in again', async () => {
  const own = shop()
  await own.all(...twoOfMill)
  for (const kind of ['csv', 'vcf', 'json']) {
    const path = join(own.folder, `out.${kind}`)
    await own.all(`export ${path}`)
    const other = shop()
    await other.all(`import ${path}`)
    expect(await other.json('show rosa')).toMatchObject({
      company: 'Mill & Sons',
      address: '1 Mill Lane, 12345 Dover',
      note: null,
    })
    expect((await other.cl('show mill')).err).toContain('fits several')
  }
})

it('a spreadsheet brings the company by its title, and the address by the column that is said', async () => {
  const own = shop()
  const path = join(own.folder, 'a.csv')
  writeFileSync(path, 'Name,Company,Where\nRosa,Mill,"1 Mill Lane, Dover"\n')
  await own.all(`import ${path} --map address=Where`)
  expect(await own.json('show rosa')).toMatchObject({ company: 'Mill', address: '1 Mill Lane, Dover', aliases: [] })
})

it('is refused where it is none, and a company is nobody’s name', async () => {
  const own = shop()
  await own.all('add Rosa --company Tower')
  expect((await own.cl(['edit', 'rosa', '--address', 'a\u0000b'])).code).toBe(2)
  expect((await own.cl(['edit', 'rosa', '--company', 'x'.repeat(201)])).err).toContain('room for 200')
  await own.all('add Tower', 'log tower call hi')
  expect(await own.json('history tower')).toHaveLength(1)
})

it('is erased with the customer: nothing of it is left in the file', async () => {
  const own = shop()
  await own.all(
    ...twoOfMill.map((line) => line.replace('Mill & Sons', 'Zyxwvut Works').replace('Mill Lane', 'Qponmlk Lane')),
  )
  const card =
    'BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Rosa Lopez\nORG:Zyxwvut Works\nADR:;;9 Hgfedcb Road;;;;\nEND:VCARD\n'
  writeFileSync(join(own.folder, 'a.vcf'), card)
  await own.all(`import ${join(own.folder, 'a.vcf')}`, 'forget rosa --yes "Rosa Lopez"', 'forget tom --yes "Tom Ash"')
  const files = readdirSync(own.folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'a.vcf')
    .map((name) => join(own.folder, name))
    .filter((path) => statSync(path).isFile())
  expect(files.length).toBeGreaterThan(1)
  for (const path of files) expect(readFileSync(path).toString('latin1')).not.toMatch(/zyxwvut|qponmlk|hgfedcb/i)
})

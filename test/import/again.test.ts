import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { shopWithFiles } from './file-shop.ts'

type Shown = { name: string; phone: string | null; email: string | null; note: string | null; tags: string[] }

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')

/** A shop with a phone that was exported once with these cards. */
async function shopWith(...cards: string[]) {
  const own = shopWithFiles()
  const write = (...all: string[]) => own.file('phone.vcf', all.join(''))
  await own.all(`import ${write(...cards)}`)
  return { ...own, write, plan: (...all: string[]) => own.json<Imported>(`import ${write(...all)}`) }
}

describe("a card that was somebody else's", () => {
  const ann = card('UID:1', 'FN:Ann Lopez', 'TEL:0352 555 0101', 'NOTE:likes rye')
  const zed = card('UID:1', 'FN:Zed Young', 'TEL:0352 555 0999')

  it('is doubtful, and nobody takes the place of another, also with --doubtful same', async () => {
    const own = await shopWith(ann)
    const plan = await own.json<Imported>(`import ${own.write(zed)} --doubtful same`)
    expect([plan.customers, plan.doubtful]).toMatchObject([
      { new: 0, changed: 0, doubtful: 1 },
      [{ name: 'Zed Young', candidates: [{ name: 'Ann Lopez', why: 'once the same record' }] }],
    ])
    expect(await own.json('list')).toMatchObject([{ name: 'Ann Lopez', phone: '0352 555 0101' }])
  })

  it('is somebody new by an answer that is not asked for again', async () => {
    const own = await shopWith(ann)
    await own.all(`import ${own.write(zed)} --doubtful new`)
    expect(await own.json('list')).toMatchObject([
      { name: 'Ann Lopez', phone: '0352 555 0101' },
      { name: 'Zed Young', phone: '0352 555 0999' },
    ])
    expect((await own.plan(zed)).written).toBe(false)
  })

  it('is of the one before where the name or the phone is still that of the one before', async () => {
    const own = await shopWith(ann)
    await own.plan(card('UID:1', 'FN:Mill Bakery', 'TEL:0352 555 0101'))
    const plan = await own.plan(card('UID:1', 'FN:Bakery Young', 'TEL:0352 555 0999'))
    expect(plan.customers).toMatchObject({ new: 0, changed: 1, doubtful: 0 })
    expect(await own.json('list')).toMatchObject([{ name: 'Bakery Young', phone: '0352 555 0999' }])
  })
})

// An iPhone gives each card a UID; Android gives none.
describe.each([['with a UID', ['UID:1']], ['without']])('a phone a month later, cards %s', (_, uid = []) => {
  const rosa = (...lines: string[]) => card(...uid, 'FN:Rosa Lopez', ...lines)

  it('a field that the book still has from the file changes with it', async () => {
    const own = await shopWith(rosa('TEL:+1 352 555 0101', 'ORG:Mill', 'ADR:;;1 A St;Leeds;;;', 'BDAY:1980-03-05'))
    const plan = await own.plan(rosa('TEL:+1 352 555 0202', 'ORG:Tower', 'ADR:;;2 B St;Leeds;;;', 'BDAY:1980-03-06'))
    expect([plan.customers, plan.changed]).toMatchObject([
      { new: 0, changed: 1, doubtful: 0 },
      [{ name: 'Rosa Lopez', what: ['phone', 'company', 'address', 'dates'] }],
    ])
    expect(await own.json('show tower')).toMatchObject({
      phone: '+1 352 555 0202',
      address: '2 B St, Leeds',
      note: null,
      dates: [{ label: 'birthday', month: 3, date: 6, year: 1980 }],
    })
    expect((await own.cl('show +13525550101')).code).toBe(1)
    await own.all('undo')
    expect(await own.json('show mill')).toMatchObject({ phone: '+1 352 555 0101', address: '1 A St, Leeds' })
  })

  it('and back again', async () => {
    const [first, second] = [rosa('TEL:+1 352 555 0101'), rosa('TEL:+1 352 555 0202')]
    const own = await shopWith(first)
    await own.plan(second)
    await own.plan(first)
    expect(await own.json('show rosa')).toMatchObject({ phone: '+1 352 555 0101', note: null })
    expect((await own.plan(first)).written).toBe(false)
  })

  it('a field that was changed in the book stays where the file has not changed', async () => {
    const own = await shopWith(rosa('TEL:+1 352 555 0101', 'NOTE:likes rye\\nand tea', 'CATEGORIES:vip'))
    await own.all('edit rosa --phone "+1 352 555 0303" --note "likes rye" --remove-tag vip')
    const plan = await own.plan(
      rosa('TEL:+1 352 555 0101', 'NOTE:likes rye\\nand tea', 'CATEGORIES:vip', 'EMAIL:r@x.example'),
    )
    expect(plan.changed).toEqual([{ name: 'Rosa Lopez', what: ['email'] }])
    expect(await own.json<Shown>('show rosa')).toMatchObject({ phone: '+1 352 555 0303', note: 'likes rye', tags: [] })
  })

  it('a field that was changed in both is doubtful; the answer keeps both, and is not asked for again', async () => {
    const own = await shopWith(rosa('TEL:+1 352 555 0101', 'EMAIL:r@x.example'))
    await own.all('edit rosa --phone "+1 352 555 0303"')
    const changed = rosa('TEL:+1 352 555 0202', 'EMAIL:r@x.example')
    expect((await own.plan(changed)).doubtful).toMatchObject([
      {
        name: 'Rosa Lopez',
        candidates: [
          {
            id: 1,
            why: 'the same record, changed in both (phone +1 352 555 0303 in the book, +1 352 555 0202 in the file),',
          },
        ],
      },
    ])
    expect(
      (
        await own.cl(`import ${own.write(changed)}`, {
          answers: ['The same as Rosa Lopez (#1): the same record', 'yes'],
        })
      ).code,
    ).toBe(0)
    expect(await own.json('show rosa')).toMatchObject({ phone: '+1 352 555 0303', note: 'Phone: +1 352 555 0202' })
    expect((await own.plan(changed)).customers).toMatchObject({ same: 1, doubtful: 0 })
  })

  it('a birthday that loses its year in the file keeps it, and another year is asked about', async () => {
    const own = await shopWith(rosa('BDAY:1980-03-05'))
    expect((await own.plan(rosa('BDAY:--03-05'))).customers).toMatchObject({ same: 1 })
    expect(await own.json('show rosa')).toMatchObject({ dates: [{ month: 3, date: 5, year: 1980 }] })
    expect((await own.plan(rosa('BDAY:1981-03-05'))).customers).toMatchObject({ changed: 0, doubtful: 1 })
  })

  it('a field that the file leaves empty stays; a new item of a list is added', async () => {
    const own = await shopWith(rosa('TEL:+1 352 555 0101', 'NOTE:likes rye', 'CATEGORIES:vip', 'NICKNAME:Rosie'))
    await own.plan(rosa('NOTE:likes tea', 'CATEGORIES:b2b', 'NICKNAME:Rosita'))
    expect(await own.json('show rosa')).toMatchObject({
      phone: '+1 352 555 0101',
      note: 'likes tea',
      tags: ['b2b', 'vip'],
      aliases: ['Rosie', 'Rosita'],
    })
    await own.all('edit rosa --note "likes tea, says Tom"')
    await own.plan(rosa('NOTE:likes tea\\nand cake', 'CATEGORIES:b2b', 'NICKNAME:Rosita'))
    expect(await own.json('show rosa')).toMatchObject({ note: 'likes tea, says Tom\nand cake' })
  })
})

it('a name of a card with a UID that is spelt otherwise is taken, unless the book has another spelling', async () => {
  const spelt = (name: string) => card('UID:1', `FN:${name}`, 'TEL:+1 352 555 0101')
  const own = await shopWith(spelt('ROSA MULLER'))
  expect((await own.plan(spelt('Rosa Müller'))).changed).toEqual([{ name: 'Rosa Müller', what: ['name'] }])
  expect(await own.json<Shown[]>('list')).toMatchObject([{ name: 'Rosa Müller' }])
  expect(await own.json('show 1')).toMatchObject({ aliases: [] })
  await own.all('edit rosa --name "rosa müller"')
  expect((await own.plan(spelt('Rosa Muller'))).customers).toMatchObject({ same: 1, doubtful: 0 })
  expect(await own.json<Shown[]>('list')).toMatchObject([{ name: 'rosa müller' }])
})

it('a card that was renamed renames the customer, who is found by the old name, too', async () => {
  const own = await shopWith(card('UID:1', 'FN:Rosa'), card('UID:2', 'FN:Tom'))
  await own.plan(card('UID:1', 'FN:Rosa Lopez'), card('UID:2', 'FN:Rosa Lopez'))
  expect(await own.json('list')).toMatchObject([{ name: 'Rosa Lopez' }, { name: 'Tom' }])
  expect(await own.json('show 1')).toMatchObject({ name: 'Rosa Lopez', aliases: ['Rosa'] })
})

it('two people of one name without a UID are never one, however their phones change', async () => {
  const ann = (phone: string) => card('FN:Ann Lee', `TEL:${phone}`)
  const own = await shopWith(ann('+1 352 555 0101'))
  await own.all(`import ${own.write(ann('+1 352 555 0101'), ann('+1 352 555 0202'))} --doubtful new`)
  const before = await own.json<Shown[]>('list')
  expect(before).toHaveLength(2)
  const plan = await own.plan(ann('+1 352 555 0101'), ann('+1 352 555 0303'))
  expect(plan.customers).toMatchObject({ changed: 0, same: 1, doubtful: 1 })
  expect(await own.json('list')).toEqual(before)
})

it('somebody else who has the name by now is doubtful', async () => {
  const own = await shopWith(card('FN:Ann Lee', 'TEL:+1 352 555 0101', 'EMAIL:a@x.example'))
  const plan = await own.plan(card('FN:Ann Lee', 'TEL:+1 352 555 0202', 'EMAIL:b@x.example'))
  expect(plan.customers).toMatchObject({ doubtful: 1, changed: 0 })
})

it('two cards of one UID in a file are no change of each other', async () => {
  const both = [card('UID:1', 'FN:Ann', 'TEL:+1 352 555 0101'), card('UID:1', 'FN:Ann', 'TEL:+1 352 555 0202')]
  const own = await shopWith(...both)
  expect(await own.json('show ann')).toMatchObject({ phone: '+1 352 555 0101', note: 'Phone: +1 352 555 0202' })
  expect((await own.plan(...both)).written).toBe(false)
})

it('a spreadsheet with a key takes changes in the same way', async () => {
  const own = shopWithFiles()
  for (const phone of ['+1 352 555 0101', '+1 352 555 0202'])
    await own.all(`import ${own.file('a.csv', `nr,name,phone\n7,Ann,${phone}\n`)} --key nr`)
  expect(await own.json('show ann')).toMatchObject({ phone: '+1 352 555 0202', note: null })
})

it('a file of nothing but customers who are there says that it changed none, in words of the shop', async () => {
  const own = shopWithFiles()
  await own.all('add Ann')
  const { out, err } = await own.cl(`import ${own.file('a.csv', 'nr,name\n7,Ann\n')} --key nr`)
  expect(out + err).toContain('Imported nothing new; its records are known again next time. cl undo takes it all back.')
})

it('the words of a file go out with a whole export, and are read with care', async () => {
  const own = await shopWith(card('UID:1', 'FN:Ann', 'TEL:+1 352 555 0101'))
  const json = (await own.cl('export --as json')).out
  const other = shopWithFiles()
  await other.all(
    `import ${other.file('book.json', json)}`,
    `import ${own.write(card('UID:1', 'FN:Ann', 'TEL:+1 352 555 0202'))}`,
  )
  expect(await other.json('show ann')).toMatchObject({ phone: '+1 352 555 0202', note: null })
  const edited = shopWithFiles()
  const odd = json.replace(/"said":"\{.*?\}"/, '"said":"[1]"')
  expect(odd).not.toBe(json)
  await edited.all(
    `import ${edited.file('book.json', odd)}`,
    `import ${own.write(card('UID:1', 'FN:Ann', 'TEL:+1 352 555 0202'))}`,
  )
  expect(await edited.json('show ann')).toMatchObject({ phone: '+1 352 555 0101', note: 'Phone: +1 352 555 0202' })
})

it('of more records than are read from the book at once changes nothing, but for the one that changed', async () => {
  const cards = Array.from({ length: 2_501 }, (_, n) => card(`UID:${n}`, `FN:Ann ${n}`, `EMAIL:ann${n}@x.example`))
  const own = await shopWith(...cards)
  const last = card('UID:2500', 'FN:Ann 2500', 'EMAIL:ann2500@y.example')
  const { customers, changed } = await own.plan(...cards.slice(0, -1), last)
  expect(customers).toMatchObject({ new: 0, changed: 1, same: 2_500, doubtful: 0 })
  expect(changed).toEqual([{ name: 'Ann 2500', what: ['email'] }])
})

it('an earlier day since when somebody is a customer is in the note, and a later one nowhere', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add "Ana Lopez" --since 2022-03-01', 'add "Bo Berg" --since 2022-03-01 --note rye')
  const file = (ana: string, bo: string) => own.file('a.csv', `Name,Customer since\nAna Lopez,${ana}\nBo Berg,${bo}\n`)
  const first = await own.plan(file('2019-05-01', '2023-05-01'))
  expect(first.customers).toMatchObject({ changed: 1, same: 1 })
  expect(await own.json('show ana')).toMatchObject({ since: '2022-03-01', note: 'Customer since: 2019-05-01' })
  expect(await own.json('show bo')).toMatchObject({ since: '2022-03-01', note: 'rye' })
  expect((await own.plan(file('2019-05-01', '2018-01-01'))).customers).toMatchObject({ changed: 1, same: 1 })
  expect(await own.json('show bo')).toMatchObject({ since: '2022-03-01', note: 'rye\nCustomer since: 2018-01-01' })
  expect((await own.plan(file('2019-05-01', '2018-01-01'))).customers).toMatchObject({ changed: 0, same: 2 })
})

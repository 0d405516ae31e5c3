import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

const card = (uid: string, name: string) =>
  `BEGIN:VCARD\r\nVERSION:4.0\r\nUID:${uid}\r\nFN:${name}\r\nEMAIL:acme@x.example\r\nEND:VCARD\r\n`

it.each([201, 4_000, 20_000])('a card of a UID of %i characters is known again by it', async (length) => {
  const { cl, json } = shop()
  const [one, other] = ['a', 'b'].map((last) => 'x'.repeat(length - 1) + last) as [string, string]
  await cl('import -', { stdin: card(one, 'Acme') })
  const { code, err } = await cl('import -', {
    stdin: card(one, 'Acme Bakery') + card(other, 'Bolt').replace('acme', 'bolt'),
  })
  expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/Imported 1 new customer; 1 customer changed/) })
  expect(await json('list')).toMatchObject([{ id: 1 }, { id: 2, name: 'Bolt' }])
})

it('a touch is known again by a long key, and its customer by theirs', async () => {
  const { cl, json } = shop()
  const [customer, order] = ['c', 'o'].map((each) => each.repeat(4_000)) as [string, string]
  await cl('import - --key Code --map name=Name', { stdin: `Name,Code\nAcme,${customer}\n` })
  const orders = (on: string) => `Code,Order,on,note\n${customer},${order},${on},rye\n`
  const options = '--as csv --map customer=Code --key Order'
  for (const on of ['2026-11-01', '2026-11-02'])
    expect(await cl(`import - ${options}`, { stdin: orders(on) })).toMatchObject({ code: 0 })
  expect(await json('history')).toMatchObject([{ id: 1, on: '2026-11-02' }])
})

it('the columns of a file with a long header are remembered', async () => {
  const { cl } = shop()
  const header = ['Who', ...Array.from({ length: 60 }, (_, i) => `A column with a long title, number ${i}`)]
  const file = `${header.map((title) => `"${title}"`).join(',')}\nAcme${','.repeat(60)}\n`
  expect(await cl('import - --map name=Who --dry-run', { stdin: file })).toMatchObject({ code: 0 })
  expect(await cl('import - --map name=Who', { stdin: file })).toMatchObject({ code: 0 })
  expect((await cl('import -', { stdin: file })).err).toContain('There is nothing new in it')
})

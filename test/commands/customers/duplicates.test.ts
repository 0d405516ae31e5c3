import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'

it('lists who may be the same, the likeliest first, with what to type', async () => {
  const { all, cl, json } = shop()
  await all(
    'add "Acme Bakery" --email a@acme.example',
    'add "Bolt Garage" --phone "+1 352 555 0101"',
    'add "Acme Bakry" --email A@acme.example',
    'add "Garage Bolt GmbH"',
    'add "Somebody Else" --phone "+1 (352) 555-0101"',
    'add "Hotel Astoria"',
  )
  expect((await cl('duplicates')).out.split('\n').map((line) => line.trimEnd())).toEqual([
    'Customer          May be       Because of              To make them one',
    'Acme Bakry        Acme Bakery  same e-mail, near name  cl merge 3 1',
    'Somebody Else     Bolt Garage  same phone              cl merge 5 2',
    'Garage Bolt GmbH  Bolt Garage  same words              cl merge 4 2',
    '',
  ])
  expect(await json('duplicates')).toMatchObject([
    {
      customer: { id: 3, name: 'Acme Bakry' },
      into: { id: 1, name: 'Acme Bakery' },
      why: ['same e-mail', 'near name'],
    },
    { customer: { id: 5 }, into: { id: 2 }, why: ['same phone'] },
    { customer: { id: 4 }, into: { id: 2 }, why: ['same words'] },
  ])
})

it('two people of one company are two, and so are they and the company', async () => {
  const { all, cl } = shop()
  await all('add Ada --company "Grand Hotel"', 'add Bob --company "Grand Hotel"', 'add "Grand Hotel"')
  expect((await cl('duplicates')).err).toBe('No two customers look like one.\n')
})

it('says when there are none', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect(await cl('duplicates')).toEqual({ code: 0, out: '', err: 'No two customers look like one.\n' })
})

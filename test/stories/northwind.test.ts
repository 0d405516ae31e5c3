import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

const data = (name: string) => new URL(`../data/northwind/${name}`, import.meta.url)

it('brings a shop’s spreadsheets, with all their rows', async () => {
  const cwd = await playTranscript(new URL('./northwind.txt', import.meta.url), {
    files: [data('customers.csv'), data('orders.csv')],
  })
  const around = { cwd, today: '1998-05-06' }
  execute('import customers.csv --key CustomerID --since 1996-07-04', around)
  execute('import orders.csv --map on=OrderDate --map customer=CustomerID --map purpose==sale --key OrderID', around)
  const orders = new Map(
    readFileSync(data('orders.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([id = '', customer = '', , on = '']) => [id, { customer, on }]),
  )
  const week = [...orders.values()].filter(({ on }) => on >= '1998-04-27' && on <= '1998-05-03')
  const [header = '', ...rows] = execute('report --week 1998-W18 --csv', around).out.trim().split('\r\n')
  expect(rows).toHaveLength(91)
  const column = header.split(',').indexOf('neutral')
  expect(rows.reduce((sum, row) => sum + Number(row.split(',').at(column - header.split(',').length)), 0)).toBe(
    week.length,
  )
})

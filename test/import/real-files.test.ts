import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { type FileShop, shopWithFiles } from './file-shop.ts'

const folder = fileURLToPath(new URL('../data', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(csv|vcf|ics)$/.test(file))

/** The options of a file's import, and the customers who have to be there before its touches can be. */
const said: Record<string, string> = {
  'northwind/customers.csv': '--key CustomerID',
  'northwind/orders.csv': '--map customer=CustomerID --map on=OrderDate --map purpose==sale --key OrderID --new',
}
const people = ['add "Really long event"', 'add "test event"', 'add PErson', 'add Ann --email jlal@mozilla.com']

const count = ({ customers, touches }: Imported): number =>
  customers.new + customers.changed + touches.new + touches.changed

async function bringIn(own: FileShop, file: string): Promise<Imported> {
  if (file.startsWith('ics/')) await own.all(...people)
  return own.json<Imported>(`import ${folder}/${file} ${said[file] ?? ''}`)
}

describe('real files', () => {
  it('are all there', () => {
    expect(files).toHaveLength(12)
  })

  it.each(files)('%s brings something, and the second time nothing', async (file) => {
    const own = shopWithFiles()
    const first = await bringIn(own, file)
    expect([first.bad, count(first) + first.touches.leftOut > 0]).toEqual([[], true])
    const again = await own.json<Imported>(`import ${folder}/${file} ${said[file] ?? ''}`)
    expect([count(again), again.written, again.bad]).toEqual([0, false, []])
  })

  it.each(files)('%s goes out as CSV and as a workbook, and in again: nothing changes', async (file) => {
    const own = shopWithFiles()
    await bringIn(own, file)
    for (const ending of ['csv', 'xlsx']) {
      const [customers, touches] = [`${own.folder}/customers.${ending}`, `${own.folder}/touches.${ending}`]
      await own.all(`export ${customers}`, `export ${touches} --what touches`)
      const plan = await own.json<Imported>(`import ${customers} ${touches}`)
      expect([count(plan), plan.bad, plan.doubtful, plan.written]).toEqual([0, [], [], false])
    }
  })
})

import * as library from 'hucre/xlsx'
import { expect, test, vi } from 'vitest'
import { sheetToRead } from '#import/read/table/workbook.ts'

vi.mock('hucre/xlsx', async (original) => {
  const hucre = await original<typeof library>()
  return { ...hucre, streamXlsxRows: vi.fn(hucre.streamXlsxRows) }
})

test('the library reads a sheet once as a whole, however often its rows are asked for', async () => {
  const rows = [['Name', 'Since'], ...Array.from({ length: 1_500 }, (_, i) => [`Shop ${i}`, '2020-01-01'])]
  const bytes = await library.writeXlsx({ sheets: [{ name: 'Customers', rows }] })
  const sheet = await sheetToRead(Buffer.from(bytes))
  const read = async () => {
    const all: string[][] = []
    for await (const page of sheet.rows()) all.push(...page.map(({ cells }) => cells))
    return all
  }
  expect([await read(), await read()]).toEqual([rows, rows])
  // The first time it is to choose the sheet.
  expect(library.streamXlsxRows).toHaveBeenCalledTimes(2)
})

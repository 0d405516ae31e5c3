import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ownFolder, shop } from '../cl.ts'

/** A shop, and a link to a file in another folder. */
async function linkedShop(name: string, isThere = true) {
  const acme = shop()
  await acme.all('add Acme')
  const [file, link] = [join(ownFolder(), name), join(acme.folder, name)]
  if (isThere) writeFileSync(file, 'as it was')
  symlinkSync(file, link)
  return { ...acme, file, link }
}

const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink()

it.each([
  ['export', 'customers.csv', /customer.*\r?\n.*Acme/],
  ['calendar', 'due.ics', /^BEGIN:VCALENDAR/],
  ['backup', 'copy.db', /^SQLite format 3/],
])('cl %s --force replaces the file that a link leads to, and the link stays', async (command, name, beginning) => {
  const { cl, file, link } = await linkedShop(name)
  expect(await cl([command, link])).toMatchObject({ code: 1, err: expect.stringMatching(/is there already/) })
  expect(readFileSync(file, 'utf8')).toBe('as it was')
  expect((await cl([command, link, '--force'])).code).toBe(0)
  expect([isLink(link), readFileSync(file, 'latin1')]).toEqual([true, expect.stringMatching(beginning)])
})

it.each([
  ['export', 'customers.csv'],
  ['calendar', 'due.ics'],
  ['backup', 'copy.db'],
])('cl %s refuses a link that leads nowhere', async (command, name) => {
  const { cl, link } = await linkedShop(name, false)
  for (const force of [[], ['--force']])
    expect(await cl([command, link, ...force])).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /is a link that leads to no file \(ENOENT\)\.\nPut the file back .+ choose another name.*\.\n$/,
      ),
    })
  expect(isLink(link)).toBe(true)
})

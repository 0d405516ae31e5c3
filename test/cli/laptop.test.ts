import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { laptopPath } from '#cli/book-path.ts'
import { Laptop } from '#cli/laptop.ts'
import { ownFolder, shop } from '../cl.ts'
import { changeBehindItsBack } from '../commands/behind-its-back.ts'

const fileOf = (folder: string) => join(folder, '.config/customer-love/laptop.json')

it.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, '/home/kim/.config/customer-love/laptop.json'],
  ['linux', { XDG_CONFIG_HOME: '/etc/kim' }, '/etc/kim/customer-love/laptop.json'],
  ['linux', { XDG_CONFIG_HOME: 'not/absolute' }, '/home/kim/.config/customer-love/laptop.json'],
  ['darwin', {}, '/home/kim/Library/Application Support/customer-love/laptop.json'],
])('keeps the settings of a laptop in the folder of its platform: %s %o', (platform, env, path) => {
  expect(laptopPath({ platform, env, home: () => '/home/kim' })).toBe(path)
})

it('does so on Windows, and says where there is no home', () => {
  const windows = { platform: 'win32' as const, env: { APPDATA: 'C:\\Users\\Kim\\AppData' }, home: () => '' }
  expect(laptopPath(windows)).toBe('C:\\Users\\Kim\\AppData\\customer-love\\laptop.json')
  expect(() => laptopPath({ platform: 'linux', env: {}, home: () => '' })).toThrow('There is no home folder')
})

it('a setting of the laptop is in a file that nobody else may read, and in no book', async () => {
  const { cl, json, folder, book } = shop()
  expect(await cl('config set pager off')).toEqual({ code: 0, out: 'pager = off (on this laptop)\n', err: '' })
  expect(await json('config get PAGER')).toEqual({ key: 'pager', value: 'off', default: 'on', onThisLaptop: true })
  expect(existsSync(book)).toBe(false)
  expect([statSync(fileOf(folder)).mode & 0o777, readFileSync(fileOf(folder), 'utf8')]).toEqual([
    0o600,
    '{\n  "pager": "off"\n}\n',
  ])
  expect((await cl('config unset pager')).out).toBe('pager = on (on this laptop)\n')
})

it('cl config lists it beside those of the book', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'config set pager off')
  expect((await cl('config')).out).toMatch(/^pager +off +long pages .+ \(on this laptop\) \(default on\)$/m)
})

it('pager off prints long pages as they are', async () => {
  const { all, cl } = shop()
  const pages: string[] = []
  const screen = { columns: 80, rows: 3, page: (text: string) => pages.push(text) > 0 }
  await all('add Acme', 'log acme call', 'log acme call', 'log acme call', 'config set pager off')
  expect((await cl('history', screen)).out).not.toBe('')
  await all('config set pager on')
  expect((await cl('history', screen)).out).toBe('')
  expect(pages).toHaveLength(1)
})

it('is never taken from a book, and undo leaves it alone', async () => {
  const { all, cl, json, book } = shop()
  await all('add Acme')
  changeBehindItsBack(book, "insert into settings (key, value) values ('pager', 'off'), ('hooks.log', 'rm x')")
  expect(await json('config get pager')).toMatchObject({ value: 'on' })
  await all('config set pager off', 'undo')
  expect(await json('config get pager')).toMatchObject({ value: 'off' })
  expect((await cl('list')).out).toBe('')
})

it('keeps what another version keeps there', async () => {
  const { all, folder } = shop()
  mkdirSync(dirname(fileOf(folder)), { recursive: true })
  writeFileSync(fileOf(folder), '{"other": "thing"}')
  await all('config set pager off')
  expect(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).toEqual({ other: 'thing', pager: 'off' })
})

it.each(['{"pager":', '[]', '{"pager": 1}', 'null', '{"pager": "maybe"}'])(
  'a file that cannot be read is left as it is, and keeps nobody from reading a page: %s',
  async (text) => {
    const { all, cl, folder } = shop()
    await all('add Acme', 'log acme call')
    mkdirSync(dirname(fileOf(folder)), { recursive: true })
    writeFileSync(fileOf(folder), text)
    const { code, err } = await cl('config get pager')
    expect([code, err]).toEqual([1, expect.stringMatching(/cannot be read: .+laptop\.json\nMend that file/)])
    const pages: string[] = []
    await cl('history', { columns: 80, rows: 2, page: (page) => pages.push(page) > 0 })
    expect(pages).toHaveLength(1)
    expect(readFileSync(fileOf(folder), 'utf8')).toBe(text)
  },
)

it('says what is in the way of its folder', async () => {
  const folder = ownFolder()
  writeFileSync(join(folder, '.config'), '')
  const world = { env: {}, platform: 'linux' as const, home: () => folder }
  expect(() => new Laptop(world).keep({ pager: 'off' })).toThrow(/customer-love could not be made/)
})

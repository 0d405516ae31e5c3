import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { whenCalled } from '../book/disk.ts'
import { refusal, shop } from '../cl.ts'
import { type FileShop, shopWithFiles } from './file-shop.ts'

const list = (own: FileShop) => own.json<object[]>('list')

describe('bad input', () => {
  const bad = 'name,since\nAnn,2026-01-01\n#7,2026-01-02\nBolt,2026-02-30\nZoe,2026-01-01,x\n'

  it('is all or nothing, with line and reason', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const { code, out, err } = await refusal(own, `import ${own.file('a.csv', bad)}`)
    expect([code, out, err]).toEqual([
      1,
      expect.stringContaining(
        'Bad:\n  line 3: The name cannot be "#7": that means the customer with that number.\n  line 4: There is no 30 Feb in 2026.\n  line 5: The row has 3 fields, but the header 2.\n',
      ),
      '3 records are bad, so nothing was imported.\nPut them right; or leave them out, into a file: --skip-bad bad.csv\n',
    ])
  })

  it('goes to a file with --skip-bad, which is not written over', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', bad)
    expect((await own.plan(`${file} --skip-bad ${own.folder}/bad.csv`)).written).toBe(true)
    expect(readFileSync(`${own.folder}/bad.csv`, 'utf8')).toBe(
      '\ufeffname,since\n#7,2026-01-02\nBolt,2026-02-30\nZoe,2026-01-01,x\n',
    )
    expect(await list(own)).toHaveLength(1)
    const again = `import ${file} --skip-bad ${own.folder}/bad.csv`
    expect(await own.cl(again)).toMatchObject({ code: 1, err: expect.stringContaining('add --force to replace it') })
    expect(await own.cl(`${again} --force`)).toMatchObject({ code: 0 })
  })

  it('is not left in a file when the others could not be imported', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    whenCalled('renameSync', ([, to], call) => {
      if (String(to).includes('before import')) throw Object.assign(new Error(), { code: 'ENOSPC', syscall: 'rename' })
      return call()
    })
    const { err } = await refusal(own, `import ${own.file('a.csv', bad)} --skip-bad ${own.folder}/bad.csv`)
    expect(err).toMatch(/^No snapshot could be taken in .+: the disk is full\. Nothing was changed\.\n/)
    expect(readdirSync(own.folder).filter((name) => name.startsWith('bad.csv'))).toEqual([])
  })

  it('says that the others are in the book when their file could not be written', async () => {
    const own = shopWithFiles()
    whenCalled('renameSync', ([, to], call) => {
      if (String(to).endsWith('bad.csv')) throw Object.assign(new Error(), { code: 'ENOSPC', syscall: 'rename' })
      return call()
    })
    const { code, err } = await own.cl(`import ${own.file('a.csv', bad)} --skip-bad ${own.folder}/bad.csv`)
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/The others are in the book, but \S+bad\.csv could not be written \(ENOSPC\)\.\nTo have/),
    ])
    expect(await list(own)).toHaveLength(1)
  })

  it('tells of ten in a hundred that are bad, the first ten of them', async () => {
    const own = shopWithFiles()
    const rows = Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? '-dash' : `Customer ${i}`))
    const { out, err } = await own.cl(`import ${own.file('a.csv', `name\n${rows.join('\n')}\n`)}`)
    expect(out).toContain('  line 92: The name cannot begin with a dash')
    expect(out).toContain('  … and 10 more\n')
    expect(err).toMatch(/^20 records are bad/)
  })

  it.each<[what: string, content: string | Uint8Array, code: number, err: RegExp]>([
    ['0 bytes', '', 1, /a\.csv: It is empty/],
    ['nothing but white', ' \n\n', 1, /It is empty/],
    ['a packed file', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 1, /It is no whole workbook/],
    ['unknown columns', 'foo,bar\n1,2\n', 2, /not recognised: foo, bar\n.+--map name=COLUMN/],
    ['a quote that is never closed', 'name,note\nAnn,"never\nclosed\n', 1, /Line 2: a quote \("\) is opened there/],
    [
      'a record that is too long',
      `name,note\nAnn,ok\nBolt,"never\n${'closed\n'.repeat(2_000_000)}`,
      1,
      /Line 3: the record that begins there is longer than 13 MB/,
    ],
    ['201 columns', `name${',x'.repeat(200)}\nAnn\n`, 2, /has 201 columns; there is room for 200/],
    ['a card without an end', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n', 1, /1 record is bad/],
    ['an export that is cut off', '{"cl": 1, "tables": {', 2, /It is not whole/],
  ])('refuses %s', async (_, content, code, err) => {
    const own = shopWithFiles()
    await own.all('add Kim')
    expect(await refusal(own, `import ${own.file('a.csv', content)}`)).toMatchObject({
      code,
      err: expect.stringMatching(err),
    })
  })

  it('takes a header without rows for nothing new', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    expect((await refusal(own, `import ${own.file('a.csv', 'name,email\n')}`)).err).toMatch(/nothing new/)
  })

  it.each<[what: string, row: string, reason: RegExp]>([
    ['a NUL', 'Ann\0,x,2026-01-01', /The field "name" holds a NUL character/],
    ['a field of more than 64 KB', `Ann,${'x'.repeat(65_537)},2026-01-01`, /The field "note" has 65537 characters/],
    ['a long name', `${'x'.repeat(201)},,`, /The name has 201 characters; there is room for 200/],
    ['a control character', 'A\u001bnn,,', /The name holds a control character \(U\+001B\)/],
    ['a day that could be two', 'Ann,,03/04/2026', /could be two days/],
    ['a day to come', 'Ann,,2027-01-01', /cannot be in the future/],
    ['no day', 'Ann,,soon', /The day since "soon" is not a day/],
    ['too many fields', 'Ann,x,,more', /The row has 4 fields, but the header 3/],
  ])('says what is wrong with %s', async (_, row, reason) => {
    const own = shopWithFiles()
    const { code, out } = await own.cl(`import ${own.file('a.csv', `name,note,since\nKim,,\n${row}\n`)}`)
    expect([code, out]).toEqual([1, expect.stringMatching(reason)])
    expect(out).toMatch(/line 3: /)
    expect(existsSync(own.book)).toBe(false)
  })

  it.each<[what: string, row: string, reason: RegExp]>([
    ['an unknown customer', 'Nobody,2026-11-01,', /There is no customer "Nobody"/],
    ['a day to come', 'Kim,2026-11-22,', /cannot be in the future/],
    ['an unknown purpose', 'Kim,2026-11-01,fun', /"fun" is not a purpose/],
  ])('says what is wrong with a touch: %s', async (_, row, reason) => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const { out } = await refusal(own, `import ${own.file('a.csv', `customer,on,purpose\nKim,2026-11-01,\n${row}\n`)}`)
    expect(out).toMatch(reason)
  })

  it('takes columns of one name, as long as they say the same', async () => {
    const own = shopWithFiles()
    const { out } = await own.cl(`import ${own.file('a.csv', 'name,name\nAnn,Ann\nBolt,Garage\n')}`)
    expect(out).toMatch(
      /New +Bad\nCustomers +1 +1\n(.*\n)*.*line 3: There are two columns "name", with different values here/,
    )
  })

  it('goes by the content, not by the name', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n')
    expect((await own.plan(file)).files[0]?.words).toBe('vCard, UTF-8')
    const csv = own.file('a.vcf', 'name\nBolt\n')
    expect(await own.cl(`import ${csv} --as vcard`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is CSV, not vCard/),
    })
    expect((await own.plan(csv)).customers.new).toBe(1)
  })

  it('refuses a vCard file of 50 MB and one byte', async () => {
    const own = shopWithFiles()
    const start = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n'
    const file = own.file('a.vcf', start.padEnd(50_000_001, '\n'))
    expect(await own.cl(`import ${file}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/room for 50 MB of vCard/),
    })
  })

  it.each([
    ['a.csv', 'name\nAnn\n', 2_000_000_001, /room for 2000 MB of CSV/],
    ['a.ics', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', 50_000_001, /room for 50 MB of a calendar/],
  ])('refuses %s of more bytes than there is room for', async (name, start, size, err) => {
    const own = shopWithFiles()
    const file = own.file(name, start)
    truncateSync(file, size)
    expect(await own.cl(`import ${file}`)).toMatchObject({ code: 1, err: expect.stringMatching(err) })
    expect(existsSync(own.book)).toBe(false)
  })

  it('refuses what is not a file, or not there', async () => {
    const own = shopWithFiles()
    mkdirSync(join(own.folder, 'folder'))
    expect((await own.cl(`import ${own.folder}/folder`)).err).toMatch(/is a folder, not a file/)
    expect((await own.cl('import /dev/zero')).err).toMatch(/^\/dev\/zero is longer than 50 MB\.\n/)
    expect((await own.cl(`import ${own.folder}/none.csv`)).err).toMatch(/none\.csv is not there/)
    expect((await own.cl(['import', ''])).code).toBe(2)
    expect((await own.cl(['import', 'a\0b'])).code).toBe(2)
    const locked = own.file('locked.csv', 'name\nAnn\n')
    chmodSync(locked, 0)
    const { code } = await own.cl(`import ${locked}`)
    expect(code).toBe(process.getuid?.() === 0 ? 0 : 1)
  })

  it.each([
    ['a rule of a billion', 'RRULE:FREQ=DAILY;COUNT=1000000000', '19000101', /recurs more than 5000 times/],
    ['every second', 'RRULE:FREQ=SECONDLY', '20260101', /more often than once a day/],
  ])('ends quickly with %s', async (_, rule, start, reason) => {
    const own = shopWithFiles()
    await own.all('add Ann')
    const file = own.file(
      'a.ics',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:${start}\n${rule}\nSUMMARY:Ann\nEND:VEVENT\nEND:VCALENDAR\n`,
    )
    const { code, out } = await own.cl(`import ${file}`)
    expect([code, out]).toEqual([1, expect.stringMatching(reason)])
  })

  it.each([
    ['import', 2],
    ['import a.csv --since tomorrow', 2],
    ['import a.csv --map name', 2],
    ['import a.csv --map shoe=size', 2],
    ['import a.csv --as xml', 2],
    ['import a.csv --doubtful maybe', 2],
    ['import a.csv a.csv', 2],
    ['import a.csv b.csv --key x', 2],
  ])('%s is wrong usage', async (line, code) => {
    expect((await shop().cl(line)).code).toBe(code)
  })

  it('an import whose last row fails leaves nothing behind', async () => {
    const own = shopWithFiles()
    await own.all('add Kim')
    const rows = Array.from({ length: 500 }, (_, i) => `Customer ${i}`)
    await refusal(own, `import ${own.file('a.csv', `name\n${rows.join('\n')}\n#7\n`)}`)
  })
})

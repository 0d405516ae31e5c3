import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { shopWithFiles } from './file-shop.ts'

type Shown = { name: string; phone: string | null; email: string | null; note: string | null; aliases: string[] }

describe('in a terminal', () => {
  it('shows what the first would become, and writes nothing without a yes', async () => {
    const own = shopWithFiles()
    const rows = Array.from({ length: 7 }, (_, i) => `Customer ${i},a${i}@x.example,likes rye,2024-05-0${i + 1}\n`)
    const file = own.file('a.csv', `name,email,note,since\n${rows.join('')}`)
    const { code, out, err } = await own.cl(`import ${file}`, { answers: ['no'] })
    expect([code, err]).toEqual([0, 'Nothing was written.\n'])
    expect(out).toContain('  Customer 4 · a4@x.example · since 5 May 2024 · "likes rye"\n')
    expect(out).not.toContain('Customer 5')
    expect(existsSync(own.book)).toBe(false)
    const { err: said } = await own.cl(`import ${file}`, { answers: ['yes'] })
    expect(said).toContain('Imported 7 new customers')
  })

  it('asks nothing with --yes, nor where there is nothing new', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', 'name\nAnn\n')
    expect((await own.cl(`import ${file} --yes`, { answers: [] })).err).toContain('Imported 1 new customer')
    expect((await own.cl(`import ${file}`, { answers: [] })).err).toContain('There is nothing new in it')
  })

  it('says how many of what is asked about, and shows touches as they will be', async () => {
    const own = shopWithFiles()
    await own.all('add Ann')
    const file = own.file('t.csv', 'customer,on,channel,note\nAnn,2026-11-02,call,asked after the oven\n')
    const { out } = await own.cl(`import ${file}`, { answers: ['no'] })
    expect(out).toContain('  2 Nov: call, care, + with Ann · "asked after the oven"\n')
  })

  it('asks what is in a column that holds what matters, once and for all', async () => {
    const own = shopWithFiles()
    const text = (name: string, phone: number) =>
      `Name,Colour,Number,Met on,Friend\n${name},blue,${phone},3 Nov 2020,Ana Lopez\n`
    const answers = ['a phone number', 'the day since', 'something for the note', 'yes']
    await own.cl(`import ${own.file('a.csv', text('Ann', 5550101))}`, { answers })
    expect(await own.json<Shown>('show ann')).toMatchObject({
      phone: '5550101',
      since: '2020-11-03',
      note: 'Friend: Ana Lopez',
    })
    const { out } = await own.cl(`import ${own.file('b.csv', text('Bo', 5550102))}`, { answers: ['yes'] })
    expect(out).toContain('not read: Colour\n')
    expect(await own.json<Shown>('show bo')).toMatchObject({ phone: '5550102', note: 'Friend: Ana Lopez' })
  })

  it('a column that nobody needs is asked about no more, and named all the same', async () => {
    const own = shopWithFiles()
    const text = 'Name,Number,Met on\nAnn,5550101,3 Nov 2020\n'
    await own.cl(`import ${own.file('a.csv', text)}`, { answers: ['nothing that you need, nor', 'yes'] })
    const { out } = await own.cl(`import ${own.file('a.csv', text.replace('Ann', 'Bo'))}`, { answers: ['yes'] })
    expect(out).toContain('not read: Number (phone numbers), Met on (days)\n')
  })

  it('asks which column is what, with the first of its cells', async () => {
    const own = shopWithFiles()
    const file = own.file('a.csv', 'Wer,Wann,Was\nAnn,2026-11-02,Rye\nBolt,2026-11-03,Bread\n')
    const none = '(none)'
    await own.cl(`import ${file}`, {
      answers: [
        'customers',
        'Wer (Ann, Bolt)',
        none,
        none,
        none,
        'Wann (2026-11-02, 2026-11-03)',
        none,
        'Was (Rye, Bread)',
        none,
        'yes',
      ],
    })
    expect(await own.json<Shown>('show bolt')).toMatchObject({ since: '2026-11-03', note: 'Bread' })
  })

  it('offers "the same" first for an equal e-mail alone', async () => {
    const own = shopWithFiles()
    await own.all('add "Ann Lee" --email ann@x.example', 'add "Bolt Garage" --phone "+1 352 555 0101"')
    const asked: string[][] = []
    const text = 'name,email,phone\nA. Lee,ann@x.example,\nKim,,+1 352 555 0101\n'
    await own.cl(`import ${own.file('a.csv', text)}`, {
      answers: ['The same as Ann Lee', 'Somebody new', 'yes'],
      asked: (choices) => asked.push(choices),
    })
    expect(asked.slice(0, 2).map(([first]) => first)).toEqual([
      'The same as Ann Lee (#1): the same e-mail',
      'Somebody new',
    ])
  })
})

describe('elsewhere', () => {
  it('writes as it did, and counts each record under its kind', async () => {
    const own = shopWithFiles()
    const cards = own.file(
      'a.vcf',
      'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:All\nEND:VCARD\n',
    )
    const events = own.file(
      'a.ics',
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261101\nSUMMARY:Ann\nEND:VEVENT\n' +
        'BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20000101\nRRULE:FREQ=SECONDLY\nSUMMARY:Ann\nEND:VEVENT\nEND:VCALENDAR\n',
    )
    const plan = await own.json<Imported>(`import ${cards} ${events} --dry-run`)
    expect(plan.customers).toEqual({ new: 1, changed: 0, same: 0, doubtful: 0, leftOut: 1, bad: 0 })
    expect(plan.touches).toEqual({ new: 1, changed: 0, same: 0, doubtful: 0, leftOut: 0, bad: 1 })
  })
})

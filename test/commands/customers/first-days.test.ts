import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shop } from '../../cl.ts'

type Listed = { name: string; visitDue: string | null }

/** When each customer's next care visit is due. */
const dueDays = async ({ json }: ReturnType<typeof shop>) =>
  Object.fromEntries((await json<Listed[]>('list')).map(({ name, visitDue }) => [name, visitDue]))

describe('an edit after which the first care visit would be due at once', () => {
  it.each<[what: string, lines: string[], visitDue: string | null]>([
    ['of since gives a first day', ['edit acme --since 2026-01-01'], '2026-11-22'],
    ['of the cadence gives one', ['edit bolt --every 1w'], '2026-11-22'],
    ['of since to a day that is due today gives one', ['edit acme --since 2026-10-22'], '2026-11-22'],
    ['of since, not yet due, needs none', ['edit acme --since 2026-11-10'], '2026-12-10'],
    ['to no cadence gives none', ['edit acme --since 2026-01-01 --every never'], null],
    ['of a note gives none', ['edit old --note hello'], '2026-01-31'],
    ['of a note keeps one', ['edit acme --since 2026-01-01', 'edit acme --note hello'], '2026-11-22'],
    ['a second time keeps it', ['edit acme --since 2026-01-01', 'edit acme --since 2026-02-01'], '2026-11-22'],
    [
      'of somebody visited long ago gives none',
      ['log old visit --on 2026-09-01', 'edit old --since 2026-02-01'],
      '2026-10-01',
    ],
    [
      'of somebody with a visit gives none, also when that is removed',
      ['log old visit --on 2026-09-01', 'edit old --since 2026-02-01', 'remove 1'],
      '2026-03-03',
    ],
    ['is taken back with the first day', ['edit old --since 2026-02-01', 'undo'], '2026-01-31'],
  ])('%s', async (_, lines, visitDue) => {
    const own = shop()
    await own.all('add Acme', 'add Bolt --since 2026-11-10', 'add Old --since 2026-01-01 --today 2026-01-01', ...lines)
    const changed = /edit (\w)/.exec(lines.find((line) => line.startsWith('edit')) ?? '')?.[1]?.toUpperCase()
    const due = await dueDays(own)
    expect(Object.entries(due).find(([name]) => name[0] === changed)?.[1]).toBe(visitDue)
  })

  it('gives one after another a day that nobody has yet', async () => {
    const own = shop()
    await own.all('add A', 'add B', 'add C', 'add D --every 2d')
    for (const name of ['a', 'b', 'c', 'd']) await own.all(`edit ${name} --since 2026-01-01`)
    expect(await dueDays(own)).toEqual({ A: '2026-11-22', B: '2026-11-23', C: '2026-11-24', D: '2026-11-22' })
  })

  it('plays no part any more once a visit is noted, also of last month', async () => {
    const own = shop()
    await own.all('add Acme', 'edit acme --since 2026-01-01', 'log acme visit --on 2026-10-01')
    expect(await dueDays(own)).toEqual({ Acme: '2026-10-31' })
  })
})

it('who is taken back from the archive gets a first day too', async () => {
  const own = shop()
  await own.all('add Old --since 2026-01-01 --today 2026-01-01', 'archive old', 'unarchive old')
  expect(await dueDays(own)).toEqual({ Old: '2026-11-22' })
})

describe('an import', () => {
  const withFiles = () => {
    const own = shop()
    const file = (name: string, text: string) => {
      writeFileSync(join(own.folder, name), text)
      return join(own.folder, name)
    }
    const customers = file(
      'customers.csv',
      'name,since,every,note\nVisited,2026-01-01,,\nBilled,2026-01-01,,\nSilent,2026-01-01,,quiet\nFresh,2026-11-20,,\nNever,2026-01-01,never,\n',
    )
    const touches = file(
      'touches.csv',
      'no,customer,on,purpose\n1,Visited,2026-11-11,care\n2,Billed,2026-11-12,invoice\n3,Fresh,2026-11-20,invoice\n',
    )
    return { ...own, customers, touches }
  }

  it('spreads the first visits of all who came without a touch, whenever they would be due', async () => {
    const own = withFiles()
    await own.all(`import ${own.customers}`)
    expect(await dueDays(own)).toEqual({
      Visited: '2026-11-22',
      Billed: '2026-11-29',
      Silent: '2026-12-07',
      Fresh: '2027-01-11',
      Never: null,
    })
  })

  it('of those who came with touches, gives a first day to whom a visit would be due at once', async () => {
    const own = withFiles()
    await own.all(`import ${own.customers} ${own.touches}`)
    const { Billed, Silent, ...others } = await dueDays(own)
    expect(others).toEqual({ Visited: '2026-12-11', Fresh: '2026-12-20', Never: null })
    expect(new Set([Billed, Silent]).size).toBe(2)
    expect([Billed, Silent].filter((day) => day && day > '2026-11-21' && day <= '2026-12-21')).toHaveLength(2)
  })

  it('--no-spread gives no first day', async () => {
    const own = withFiles()
    await own.all(`import ${own.customers} --no-spread`)
    expect(await dueDays(own)).toMatchObject({ Visited: '2026-01-31', Silent: '2026-01-31', Fresh: '2026-12-20' })
  })

  it('gives none to somebody who is there already', async () => {
    const own = withFiles()
    await own.all('add Silent --since 2026-01-01 --today 2026-01-01', `import ${own.customers}`)
    expect((await own.json<{ note: string }>('show silent')).note).toBe('quiet')
    expect(await dueDays(own)).toMatchObject({ Silent: '2026-01-31', Visited: '2026-11-22' })
  })
})

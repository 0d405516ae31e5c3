import { expect, it } from 'vitest'
import { execute, ownFolder } from '../cl.ts'

it('prints the same in every locale and zone', () => {
  const cwd = ownFolder()
  for (const line of [
    'config set currency EUR',
    'add "Çınar İş" --since 2026-01-01 --today 2026-01-01',
    'add "Émile" --since 2026-01-01 --today 2026-01-01',
    'add "zoë" --since 2026-01-01 --today 2026-01-01 --phone "030 901820"',
    'add "Ångström" --since 2026-01-01 --today 2026-01-01',
    'log zoë call care --on 2026-11-02',
    'log ÇINAR invoice --on 2026-11-03',
    'save émile --money 1234.50 flour',
    'promise zoë bread --by 2026-11-30',
  ])
    expect(execute(line, { cwd })).toMatchObject({ code: 0 })
  const surroundings = [
    { LC_ALL: 'C', TZ: 'UTC' },
    { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', TZ: 'Pacific/Kiritimati' },
    { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Pago_Pago' },
    { LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8', TZ: 'Asia/Kathmandu' },
  ]
  for (const line of [
    'due --all',
    'list',
    'report',
    'savings',
    'show çınar',
    'export',
    'export --as csv',
    'calendar',
  ]) {
    const [first, ...others] = surroundings.map((env) => execute(line, { cwd, env }))
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/./) })
    for (const other of others) expect([line, other]).toEqual([line, first])
  }
})

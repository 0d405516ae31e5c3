import { expect, it } from 'vitest'
import { shop } from '../../cl.ts'

/** A book that Anna and Kim share: Anna has added Acme and logged touch #1 with them. */
async function shared() {
  const { cl } = shop()
  const anna = (line: string) => cl(line, { login: 'anna@laptop' })
  const kim = (line: string) => cl(line, { login: 'kim@till' })
  await anna('add Acme')
  await anna('log acme call "all good"')
  return { anna, kim }
}

it('shows who made a change where there is more than one', async () => {
  const { anna, kim } = await shared()
  expect((await anna('undo --list')).out).toBe(`Made   Change
today  #1 call, care, + with Acme, 2026-11-21
today  added Acme (#1)
`)
  await kim('add Bolt')
  expect((await anna('undo --list')).out).toBe(`Made   By           Change
today  kim@till     added Bolt (#2)
today  anna@laptop  #1 call, care, + with Acme, 2026-11-21
today  anna@laptop  added Acme (#1)
`)
  expect(JSON.parse((await kim('undo --list --json')).out)[0]).toMatchObject({ id: 3, madeBy: 'kim@till' })
})

it('takes back and brings back what is one’s own, and leaves the others’', async () => {
  const { anna, kim } = await shared()
  await kim('add Bolt')
  expect((await anna('undo')).out).toContain('Took back: #1 call, care, + with Acme')
  expect((await kim('redo')).err).toContain('There is nothing to bring back.')
  expect((await kim('undo')).out).toContain('Took back: added Bolt')
  expect((await anna('redo')).out).toContain('Brought back: #1 call, care, + with Acme')
  expect((await kim('redo')).out).toContain('Brought back: added Bolt')
  expect(await shop().cl('undo', { login: 'kim@till' })).toMatchObject({ code: 1 })
})

it('has nothing to take back for somebody who has made no change', async () => {
  const { kim } = await shared()
  expect(await kim('undo')).toEqual({
    code: 1,
    out: '',
    err: 'Nothing of yours can be taken back; the last change is of anna@laptop.\nAll: cl undo --list\n',
  })
})

it('knows a user again whose machine has another name', async () => {
  const { cl } = shop()
  await cl('add Acme', { login: 'anna@laptop' })
  expect((await cl('undo', { login: 'anna@laptop.lan' })).out).toContain('Took back: added Acme')
  expect((await cl('undo', { login: 'ann@laptop' })).code).toBe(1)
})

it.each([
  ['a row that was changed since', ['amend 1 --note "not so good"'], '2026-11-21: amended #1'],
  ['a row that was removed since', ['remove 1'], '2026-11-21: removed #1'],
  ['a change before the last one', ['add Bolt', 'amend 1 --tone ='], '2026-11-21: amended #1'],
])('refuses to take back %s by somebody else, by name', async (_, lines, what) => {
  const { anna, kim } = await shared()
  for (const line of lines) expect(await kim(line)).toMatchObject({ code: 0 })
  const { code, err } = await anna('undo')
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining(`The change cannot be taken back: kim@till has changed the same thing since (${what}`),
  })
  expect((await anna('undo --list')).out).toContain('anna@laptop  #1 call')
})

it.each(['log acme visit', 'promise acme list', 'learn acme rye', 'save acme 5 min', 'edit acme --tag vip'])(
  'refuses to take somebody out of whom somebody else has written since, and names that change: %s',
  async (line) => {
    const { anna, kim } = await shared()
    await anna('undo')
    expect(await kim(line)).toMatchObject({ code: 0 })
    const [{ summary }] = JSON.parse((await kim('undo --list --json')).out)
    await kim('add Bolt')
    expect((await anna('undo')).err).toContain(
      `The change cannot be taken back: kim@till has changed the same thing since (2026-11-21: ${summary}).`,
    )
    expect((await kim('list')).out).toContain('Acme')
  },
)

it('refuses what a rule of the book forbids by now', async () => {
  const { anna, kim } = await shared()
  await anna('edit acme --name Zeta')
  await kim('add Acme')
  const { code, err } = await anna('undo')
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining('The change cannot be taken back: kim@till has changed the same thing since'),
  })
})

it('refuses to bring back what somebody else has changed or taken back since', async () => {
  const { anna, kim } = await shared()
  await kim('add Bolt')
  await anna('edit bolt --note rye')
  await anna('undo')
  await kim('edit bolt --note wheat')
  expect((await anna('redo')).err).toContain(
    'The change cannot be brought back: kim@till has changed the same thing since',
  )
  await kim('undo')
  await kim('undo')
  expect((await anna('redo')).err).toContain(
    'The change cannot be brought back: kim@till has changed the same thing since',
  )
  await anna('log acme call')
  await anna('undo')
  expect((await anna('redo')).code).toBe(0)
})

import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { EarlyEnter } from '#cli/terminal/early-enter.ts'

/** A search whose results come when the test says so, and the keys that the terminal hears. */
function searching() {
  const terminal = new EventEmitter()
  const sought: (string | undefined)[] = []
  const waiting: (() => void)[] = []
  const early = new EarlyEnter<unknown>((typed) => {
    sought.push(typed)
    return new Promise<unknown[]>((resolve) => waiting.push(() => resolve([])))
  }, terminal)
  const press = (name: string) => terminal.emit('keypress', '', { name })
  let entered = 0
  terminal.on('keypress', (_, key) => {
    if (key.name === 'return') entered += 1
  })
  const findAll = async () => {
    for (const found of waiting.splice(0)) found()
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { early, press, sought, findAll, entered: () => entered }
}

it('presses Enter again once those are found whom the text in front of it finds', async () => {
  const { early, press, sought, findAll, entered } = searching()
  void early.search('hel')
  void early.search('helen')
  press('return')
  void early.search('helenx')
  expect(entered()).toBe(1)
  await findAll()
  expect([entered(), sought]).toEqual([2, ['hel', 'helen', 'helen']])
})

it.each([
  ['nothing was typed', undefined, 'return'],
  ['it is another key', 'helen', 'down'],
])('does not where %s', async (_, typed, key) => {
  const { early, press, findAll, entered } = searching()
  void early.search(typed)
  press(key)
  const before = entered()
  await findAll()
  expect(entered()).toBe(before)
})

it('hears no key of a later question', async () => {
  const { early, press, findAll, entered } = searching()
  void early.search('helen')
  early.over()
  press('return')
  await findAll()
  expect(entered()).toBe(1)
})

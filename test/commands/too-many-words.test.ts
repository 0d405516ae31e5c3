import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

/** A word that a command does not take is named, with what to type instead; docs/architecture.md, "Where things are". */

it.each([
  ['amend 1 yesterday', '"yesterday" is one word too many for cl amend', 'cl amend 481 --on yesterday'],
  ['amend yesterday', '"yesterday" is not the number of a touch', 'cl amend --on yesterday'],
  ['touch last', '"last" is not the number of a touch', 'cl undo'],
  ['loop 1 friday', '"friday" is one word too many for cl loop', 'cl loop 7 --by friday'],
  ['report last week', '"last" is one word too many for cl report', 'cl report --week last'],
  ['stats acme', '"acme" is one word too many for cl stats', 'cl show acme'],
  ['morning vip', '"vip" is one word too many for cl morning', 'cl morning --tag vip'],
  ['config visit.every 14', '"visit.every" is not one of list, get', 'cl config set visit.every 2w'],
  ['merge hotel astoria lux', '"lux" is one word too many for cl merge', 'in quotes: "Acme Bakery"'],
  ['audit questions', '"questions" is one word too many for cl audit', 'cl audit --questions'],
  ['quit', '"quit" is not a command of cl', 'each command ends by itself'],
  ['q', '"q" is not a command of cl', 'each command ends by itself'],
])('cl %s', async (line, what, instead) => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme', 'promise acme x')
  const { code, out, err } = await cl(line)
  expect([code, out, err.split('\n').length]).toEqual([2, '', 3])
  expect(err).toContain(what)
  expect(err).toContain(instead)
})

import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

/** A word that a command does not take is named, with the line to type instead; docs/architecture.md, "Where things are". */

it.each([
  ['amend 1 yesterday', '"yesterday" is one word too many for cl amend', 'cl amend 481 --on yesterday'],
  ['amend yesterday', '"yesterday" is not the number of a touch', 'cl amend --on yesterday'],
  ['touch last', '"last" is not the number of a touch', 'cl undo'],
  ['loop 1 by friday', '"by" is one word too many for cl loop', 'two dashes: cl loop 1 --by friday'],
  ['amend 1 note all fine', '"note" is one word too many for cl amend', 'two dashes: cl amend 1 --note all fine'],
  ['loop 1 friday', '"friday" is one word too many for cl loop', 'cl loop 7 --by friday'],
  ['report last week', '"last" is one word too many for cl report', 'cl report --week last'],
  ['stats acme', '"acme" is one word too many for cl stats', 'cl show acme'],
  ['morning vip', '"vip" is one word too many for cl morning', 'cl morning --tag vip'],
  ['config visit.every 14', '"visit.every" is not one of list, get', 'cl config set visit.every 2w'],
  ['merge hotel astoria lux', '"lux" is one word too many for cl merge', 'in quotes: "Acme Bakery"'],
  ['audit questions', '"questions" is one word too many for cl audit', 'cl audit --questions'],
  ['acme call hi', '"acme" is not a command of cl', 'cl log acme call\n'],
  ['acme', '"acme" is not a command of cl', 'or cl show acme '],
  ['lgo call', '"lgo" is not a command of cl', 'Did you mean: cl log '],
  ['snooze 2w acme', 'The customer comes first', 'cl snooze acme 2w\n'],
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

it.each([
  ['log acme --purpose complaint late', '--purpose', 'cl log acme complaint "driver came late"'],
  ['log acme --tone=- late', '--tone', 'cl log acme visit -'],
  ['done 1 --note late', '--note', 'cl done 7 sent it by courier'],
  ['promise acme list --due friday', '--due', 'cl promise acme send the list --by friday'],
  ['snooze acme --until friday', '--until', 'cl snooze acme 2w'],
  ['snooze acme --off', '--off', 'cl snooze acme off'],
  ['archive acme --reason moved', '--reason', 'cl archive acme --why "closed the shop"'],
  ['history acme --on yesterday', '--on', 'cl history acme yesterday'],
  ['history acme --last 5', '--last', 'cl history acme --limit 5'],
  ['add Bolt --tel 1', '--tel', 'cl add acme --phone "+1 352 555 0101"'],
])('an option that is none, but is looked for: cl %s', async (line, option, instead) => {
  const { all, cl } = shop()
  await all('add Acme', 'promise acme x')
  expect(await cl(line)).toEqual({ code: 2, out: '', err: `Unknown option '${option}'.\nAs in: ${instead}\n` })
})

import { expect, it } from 'vitest'
import type { Day } from '#domain/days/day.ts'
import { dayAlsoNamed, dayInNote, dayOfPlan } from '#formats/days/day-hints.ts'
import { vocabulary } from '../../domain/builders.ts'

const today = '2026-11-21' as Day
const rules = async () => ({ order: null, weekStart: 1 as const })
const later = 'began the note: a touch cannot be after today.'
const again = 'cl undo, and log it again'

it.each([
  ['tomorrow they close', `"tomorrow" ${later}`],
  ['2026-12-24 they close', `"2026-12-24" ${later}`],
  ['this sunday', `"this sunday" ${later}`],
  ['Next Tuesday, ten o’clock', `"next tuesday" ${later}`],
  ['next week is better', `"next week" ${later}`],
  ['yesteday call', `"yesteday" began the note. If you meant yesterday: ${again}.`],
  ['firday call', `"firday" began the note. If you meant friday: ${again}.`],
  ['mon call', `"mon" began the note. If you meant monday: ${again}.`],
  ['thurs, call', `"thurs" began the note. If you meant thursday: ${again}.`],
  ['yest call', `"yest" began the note. If you meant yesterday: ${again}.`],
  ['on friday call', `"on friday" began the note. If you meant friday: ${again}.`],
  ['friday next week call', `"friday next week" ${later}`],
  ['20 dec 2026 call', `"20 dec 2026" ${later}`],
  ['on 20 nov visit', `"on 20 nov" began the note. If you meant 20 nov: ${again}.`],
  ['le 20 oct appel', `"le 20 oct" began the note. If you meant 20 oct: ${again}.`],
  ['am 20. nov Besuch', `"am 20. nov" began the note. If you meant 20. nov: ${again}.`],
  ['on the 20th, visit', `"on the 20th" began the note. If you meant the 20th: ${again}.`],
  ['christmas call', '"christmas" began the note. If it was then: cl undo, and log it again with --on christmas'],
  ['last night call', `"last night" began the note. If you meant yesterday: ${again}.`],
  ['wensday call', `"wensday" began the note. If you meant wednesday: ${again}.`],
  ['last weekend call', `"last weekend" began the note. If it was then: ${again} with the day.`],
  ['last week call', `"last week" began the note. If it was then: ${again} with the day.`],
  ['a few days ago, call', `"a few days ago" began the note. If it was then: ${again} with the day.`],
  ['24th call', `"24th" began the note. If you meant the 24th: ${again}.`],
  ['24th', `"24th" began the note. If you meant the 24th: ${again}.`],
  ['gestern call', `"gestern" began the note. If you meant yesterday: ${again}.`],
  ['freitag call', `"freitag" began the note. If you meant friday: ${again}.`],
  ['miércoles: call', `"miércoles" began the note. If you meant wednesday: ${again}.`],
  ['hier visite', `"hier" began the note. If you meant yesterday: ${again}.`],
  ['le lundi, visite', `"le lundi" began the note. If you meant monday: ${again}.`],
  ['vor 3 Tagen Besuch', `"vor 3 tagen" began the note. If you meant 3 days ago: ${again}.`],
  ['la semaine dernière au marché', `"la semaine dernière" began the note. If it was then: ${again} with the day.`],
  ['demain appel', `"demain" ${later}`],
  ['tmrw call', `"tmrw" ${later}`],
  ['The other day', `"the other day" began the note. If it was then: ${again} with the day.`],
])('%j', async (note, line) => {
  expect(await dayInNote(note, vocabulary, today, rules)).toBe(line)
})

it.each([
  '2026-11-20 they closed',
  '2026-02-30 they closed',
  '1/5/2026 they closed',
  'weekday hours',
  'christmas cake',
  'christmas card',
  'they close tomorrow',
  'sat down with her',
  'sun on the terrace',
  '20th anniversary cake',
  'certificat lundi reçu',
  'diesen Monat zweimal',
  'hier alles gut',
  'heute war sie da',
  '2 Wochen Urlaub',
  'in 3 Tagen wieder anrufen',
  'letzter Tag auf der Baustelle',
  'Hier, alles gut',
  'fridays are best',
  'next time',
  'on the phone',
  'last time',
  'this is it',
  '',
])('nothing is said of %j', async (note) => {
  expect(await dayInNote(note, vocabulary, today, rules)).toBeUndefined()
})

it('a day behind a complaint may be the day of what went wrong', () => {
  const purpose = purposes.find(({ name }) => name === 'complaint')
  expect(dayAlsoNamed({ note: 'stale rolls yesterday', ...(purpose && { purpose }) }, vocabulary)).toBeUndefined()
  expect(dayAlsoNamed({ note: 'stale rolls yesterday' }, vocabulary)).toBe(booked('yesterday'))
})

const { channels, purposes } = vocabulary
const call = channels.find(({ name }) => name === 'call')
const booked = (day: string) => `Logged for today. If it was ${day}: cl amend --on ${/ /.test(day) ? `"${day}"` : day}`

it.each([
  ['asked about rye yesterday', booked('yesterday')],
  ['came by on Friday.', booked('friday')],
  ['dropped by yesterday with samples', booked('yesterday')],
  ['met her last tuesday', booked('last tuesday')],
  ['rang 3 days ago', booked('3 days ago')],
  ['saw him on the 12th', booked('the 12th')],
  ['in a call yesterday about the oven', booked('yesterday')],
  ['a good talk last tuesday about money', booked('last tuesday')],
  ['they called on monday, all fine', booked('monday')],
  ['20/11 call', booked('20/11')],
  ['11-20, call', booked('11-20')],
  ['24/7 open', undefined],
  ['3/4 of the cake', undefined],
  ['yesterday was better', undefined],
  ['the bread of friday', undefined],
  ['the bread yesterday was great', undefined],
  ['asked for the bread of yesterday', undefined],
  ['her mother died yesterday', undefined],
  ['sent the flowers 3d ago', booked('3d ago')],
  ['they open on monday', undefined],
  ['will call on monday', undefined],
  ['asked to come on monday', undefined],
  ['promised to pay on monday', undefined],
  ['deadline on monday', undefined],
  ['bath, yesterday', booked('yesterday')],
  ['bath and trim. Yesterday', booked('yesterday')],
  ['her dog is ill, since yesterday', undefined],
  ['her mother died, yesterday', undefined],
  ['flowers arrived yesterday', undefined],
  ['the parcel has arrived yesterday', undefined],
])('a note with a day: %j', (note, line) => {
  expect(dayAlsoNamed({ note }, { channels, purposes })).toBe(line)
})

it.each([
  ['went well on monday', booked('monday')],
  ['with kim yesterday about the oven', booked('yesterday')],
  ['with her and kim on monday', booked('monday')],
  ['loved last monday’s bread', undefined],
  ['her on monday', booked('monday')],
  ['her mother died yesterday', undefined],
  ['got the flowers on saturday', undefined],
  ['back on monday', undefined],
  ['about yesterday', undefined],
  ['they start on monday', undefined],
  ['starts on monday', undefined],
  ['great yesterday', booked('yesterday')],
  ['all fine yesterday', booked('yesterday')],
  ['groom bath yesterday', booked('yesterday')],
  ['wash and cut last fri', booked('last fri')],
  ['looked tired, nails 3 days ago', booked('3 days ago')],
  ['dropped by the day before yesterday', booked('the day before yesterday')],
  ['rolls stale since last friday', undefined],
  ['order from yesterday', undefined],
  ['same as yesterday', undefined],
  ['better than yesterday', undefined],
  ['order arrived yesterday', undefined],
  ['puppies came yesterday', undefined],
  ['all good. dog died last friday', undefined],
  ['wedding last saturday', undefined],
  ['last order 3 weeks ago', undefined],
  ['wants cake yesterday', undefined],
  ['bath on friday', undefined],
  ['bath friday', undefined],
])('a note behind its channel, with a day: %j', (note, line) => {
  expect(dayAlsoNamed({ note, ...(call && { channel: call }) }, { channels, purposes })).toBe(line)
})

it.each(['9am works', 'at 10:30', '14 uhr passt', 'works for her', 'is fine', '9.30am'])(
  'a day in front of %j was perhaps that of a plan',
  (note) => {
    const line = 'Logged for 19 Nov. If it was today: cl amend --on today'
    expect(dayOfPlan('2026-11-19' as Day, note, '2026-11-25' as Day)).toBe(line)
  },
)

it.each(['works fine now', 'works well again', '9 rolls', 'worked late', 'is she well?', 'all good, 9am', '2 pmts'])(
  'and not in front of %j',
  (note) => {
    expect(dayOfPlan('2026-11-19' as Day, note, '2026-11-25' as Day)).toBeUndefined()
  },
)

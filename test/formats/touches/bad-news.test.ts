import { expect, it } from 'vitest'
import { isBadNews, isOver } from '#formats/touches/bad-news.ts'
import { badNotes, goodNotes } from '../notes.ts'
import { badInTrial, doubtedInTrial, goodInTrial, missedInTrial } from '../notes-of-trial.ts'

it.each([...badNotes, 'hat sich beklagt', 'se ha quejado del olor', 'si è lamentata'])('is bad news: %s', (note) => {
  expect(isBadNews(note)).toBe(true)
})

it.each([...goodNotes, 'met the constructor', 'valueOf'])('is none: %s', (note) => {
  expect(isBadNews(note)).toBe(false)
})

it.each(['solved', 'is all settled now', 'none', 'no complaint', 'was paid', 'has been sorted, all happy'])(
  'is over: %s',
  (note) => expect(isOver(note)).toBe(true),
)
it.each(['not solved', 'driver came late', 'about the solved one', 'nothing came', ''])('is not over: %s', (note) =>
  expect(isOver(note)).toBe(false),
)

it('misses and doubts of the trial no more notes than are listed', () => {
  expect(badInTrial.filter((note) => !isBadNews(note))).toEqual(missedInTrial)
  expect(goodInTrial.filter(isBadNews)).toEqual(doubtedInTrial)
})

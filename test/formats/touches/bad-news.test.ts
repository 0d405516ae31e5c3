import { expect, it } from 'vitest'
import { isBadNews, isOver } from '#formats/touches/bad-news.ts'
import { badNotes, goodNotes } from '../notes.ts'

it.each(badNotes)('is bad news: %s', (note) => {
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

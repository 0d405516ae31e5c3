import { expect, it } from 'vitest'
import { clausesOf, hasAny, patterns } from '#formats/touches/note-clauses.ts'

const isIn = (note: string, text: string): boolean => clausesOf(note).some((clause) => hasAny(clause, patterns(text)))

it.each([
  ['they came late', 'late'],
  ['they came late', 'was|came late'],
  ['they came late', 'never/came late'],
  ['they came late', 'never\n  came late'],
  ['they came late', 'lately/translated/late'],
  ['missed the vat return deadline', 'missed .. deadline'],
  ['missed deadline', 'missed .. deadline'],
  ['3 of the boxes were a bit short', '^ < 0 ... short $'],
  ['the oven is too hot', 'too|very < hot'],
  ['the oven is off', 'is off $'],
  ['so so', '^ < so so $'],
])('%s has %s', (note, text) => {
  expect(isIn(note, text)).toBe(true)
})

it.each([
  ['they came lately', 'late'],
  ['they came in late', 'came late'],
  ['came, late', 'came late'],
  ['missed the last of the four deadlines', 'missed .. deadlines'],
  ['about 3 boxes short', '^ < 0 ... short $'],
  ['the oven is hot', 'too|very < hot'],
  ['hot', 'too < hot'],
  ['the oven is off today', 'is off $'],
  ['lost the glove that they found', 'found the|a < lost'],
  ['the lost glove', 'found the < lost'],
  ['it was so so', '^ < so so $'],
  ['met the constructor', 'valueOf'],
  ['a plate', 'late|plates'],
  ['late', 'too late/very < plate'],
])('%s does not have %s', (note, text) => {
  expect(isIn(note, text)).toBe(false)
})

import { expect, it } from 'vitest'
import { findPurpose } from '#domain/touches/vocabulary.ts'
import { countedOtherwise, perhapsMeant } from '#formats/touch-hints.ts'
import { vocabulary as whole } from '../domain/builders.ts'

const find = (word: string) => findPurpose(whole, word)
const vocabulary = {
  channels: [
    { id: 1, name: 'call', spoken: true, also: ['phone'] },
    { id: 2, name: 'text', spoken: false, also: ['whatsapp'] },
    { id: 3, name: 'complaint', spoken: false, also: ['complain', 'complained'] },
  ],
  purposes: [],
}

it.each([
  ['the van came late again', 'complaint'],
  ['cancelled the order', 'complaint'],
  ['was angry about the bill', 'complaint'],
  ['no answer', 'attempt'],
  ['left a message', 'attempt'],
  ['could not reach her', 'attempt'],
  ['not happy with the cut', 'complaint'],
  ['she wasn’t amused: not very pleased at all', 'complaint'],
  ['grumbled about the price', 'complaint'],
  ['the stairs were dirty', 'complaint'],
  ['is leaving us', 'complaint'],
  ['mailbox full', 'attempt'],
  ['no-show', 'attempt'],
  ['she never turned up, or: did not turn up', 'attempt'],
  ['asked for a quote', 'request'],
  ['wants two more', 'request'],
  ['needs a new key', 'request'],
  ['will neuen Laptop request', 'request'],
  ['250 invoice', 'invoice'],
  ['sent the bill', 'invoice'],
  ['second reminder', 'reminder'],
  ['paid at once', 'sale'],
])('%s was perhaps meant as %s', (note, purpose) => {
  expect(countedOtherwise({ note }, find)).toContain(`cl amend --purpose ${purpose}`)
})

it.each([
  'there was no complaint',
  'all good, no request',
  'asked about the price',
  'he was glad: paid the bill',
  'nothing was wrong',
  'never late',
  'asked after the oven',
  'all good',
  'the new oven works',
])('nothing is said of %s', (note) => {
  expect(countedOtherwise({ note }, find)).toBeUndefined()
})

it('nothing is said where the purpose or the tone was', () => {
  expect(countedOtherwise({ note: 'late again', tone: '-' }, find)).toBeUndefined()
})

it('without the purpose in the vocabulary, the tone is what to change', () => {
  expect(countedOtherwise({ note: 'late again' }, () => undefined)).toBe('Counted as good. Not so? cl amend --tone -')
})

it.each([
  ['cal', 'call'],
  ['clal', 'call'],
  ['calls', 'call'],
  ['phoned', 'call'],
  ['complaning', 'complaint'],
  ['complaned', 'complaint'],
  ['complicated', undefined],
  ['company', undefined],
  ['what', undefined],
  ['all', undefined],
  ['care', undefined],
  ['called', 'call'],
  ['x', undefined],
])('%s was perhaps meant as %s', (word, meant) => {
  expect(perhapsMeant(vocabulary, word)).toBe(meant)
})

it.each([
  'same as ever, all good',
  'came by for the rye',
  'new oven is in',
  'Cake for forty ordered',
  'quite happy',
  'think it over',
  'mailbox, twice',
])('an everyday word is no misspelt one: %s', (note) => {
  expect(perhapsMeant(whole, note.split(' ')[0] ?? '')).toBeUndefined()
})

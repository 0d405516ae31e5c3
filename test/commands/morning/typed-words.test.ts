import { expect, it } from 'vitest'
import { typedWords } from '#commands/morning/typed-words.ts'

const options = [
  { long: '--promise', required: true },
  { long: '--on', required: true },
  { long: '--done', required: false },
]

it.each([
  ['call it’s fine, isn\'t "it"? #new $5 *', ['call', 'it’s', 'fine,', "isn't", '"it"?', '#new', '$5', '*']],
  ['  visit   tour  - muddy ', ['visit', 'tour', '-', 'muddy']],
  ['call 20 loaves\n3 rye', ['call', '20', 'loaves\n3', 'rye']],
  ['call ok --promise send the list by friday', ['--promise', 'send the list by friday', 'call', 'ok']],
  ['call --promise a list --on last friday', ['--promise', 'a list', '--on', 'last friday', 'call']],
  ['call --done sent it', ['--done', 'call', 'sent', 'it']],
  ['call --done=7', ['--done=7', 'call']],
  ['call -5 degrees', ['call', '--', '-5', 'degrees']],
  ['call asked --why so', ['call', 'asked', '--why', 'so']],
  ['call --on friday --when', ['--on', 'friday', 'call', '--when']],
  ['visit -- call me --done', ['visit', '--', 'call', 'me', '--done']],
  ['call --promise', ['--promise', '', 'call']],
])('takes %j as %j', (line, words) => {
  expect(typedWords(line, options)).toEqual(words)
})

it('takes words that look like options, and mean nothing there, for letters of the note', () => {
  expect(typedWords('call wants a --tag or --x', options, ['--tag'])).toEqual([
    'call',
    'wants',
    'a',
    '--',
    '--tag',
    'or',
    '--x',
  ])
})

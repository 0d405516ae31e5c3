import { Command } from '@commander-js/extra-typings'
import { expect, it } from 'vitest'
import { typedWords } from '#commands/morning/typed-words.ts'

const { options } = new Command().option('--promise <text>', '').option('--on <day>', '').option('--done [loop]', '')

it.each([
  ['call it’s fine, isn\'t "it"? #new $5 *', ['call', 'it’s', 'fine,', "isn't", '"it"?', '#new', '$5', '*']],
  ['  visit   tour  - muddy ', ['visit', 'tour', '-', 'muddy']],
  ['call 20 loaves\n3 rye', ['call', '20', 'loaves\n3', 'rye']],
  ['call ok --promise send the list by friday', ['call', 'ok', '--promise', 'send the list by friday']],
  ['call --promise a list --on last friday', ['call', '--promise', 'a list', '--on', 'last friday']],
  ['call --done sent it', ['call', 'sent', 'it', '--done']],
  ['call --done=7', ['call', '--done', '7']],
  ['--done 7 call all good', ['call', 'all', 'good', '--done', '7']],
  ['call --done 7 all good', ['call', 'all', 'good', '--done', '7']],
  ['call -5 degrees', ['call', '--', '-5', 'degrees']],
  ['call asked --why so', ['call', 'asked', '--why', 'so']],
  ['call --on friday --when', ['call', '--when', '--on', 'friday']],
  ['visit -- call me --done', ['visit', '--', 'call', 'me', '--done']],
  ['call -ok--ish', ['call', '--', '-ok--ish']],
  ['call --promise', ['call', '--promise']],
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

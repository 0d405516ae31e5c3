import { Command } from '@commander-js/extra-typings'
import { expect, it } from 'vitest'
import { readLine, wordsOf } from '#cli/typed-line.ts'
import { wholeValues } from '#cli/whole-values.ts'
import { words } from '../cl.ts'

const { options } = new Command()
  .option('--book <path>', '')
  .option('--on <day>', '')
  .option('--minutes <n>', '')
  .option('--why <text>', '')
  .option('--tag <tag>', '')
  .option('--note [text]', '')
  .option('--time <time>', '')
  .option('--done [loop]', '')
  .option('--lost', '')

const arranged = (line: string): string[] => wordsOf(readLine(words(line), options, wholeValues(['text'])))

it.each([
  ['log acme --on last tuesday call', ['log', 'acme', '--on', 'last tuesday', 'call']],
  ['log acme --on 3 days ago all good', ['log', 'acme', '--on', '3 days ago', 'all', 'good']],
  ['log acme --on 20 nov 2026 --lost', ['log', 'acme', '--on', '20 nov 2026', '--lost']],
  ['log acme --on nov 20 call', ['log', 'acme', '--on', 'nov 20', 'call']],
  ['log acme --on the 20th', ['log', 'acme', '--on', 'the 20th']],
  ['log acme --on end of last year', ['log', 'acme', '--on', 'end of last year']],
  ['log acme --on end of next month', ['log', 'acme', '--on', 'end of next month']],
  ['log acme --on friday call all good', ['log', 'acme', '--on', 'friday', 'call', 'all', 'good']],
  ['log acme --minutes half an hour all good', ['log', 'acme', '--minutes', 'half an hour', 'all', 'good']],
  ['log acme --minutes 20 call', ['log', 'acme', '--minutes', '20', 'call']],
  ['log acme --why moved away --lost', ['log', 'acme', '--why', 'moved away', '--lost']],
  ['log acme --why=moved away --lost', ['log', 'acme', '--why', 'moved away', '--lost']],
  ['log acme --why=-away', ['log', 'acme', '--why=-away']],
  ['log acme --why= away', ['log', 'acme', '--why', '', 'away']],
  ['log acme --tag=b2b call -- --why=away', ['log', 'acme', '--tag', 'b2b', 'call', '--', '--why=away']],
  ['log --why=moved acme', ['log', '--why', 'moved', 'acme']],
  ['log acme --note moved away', ['log', 'acme', '--note', 'moved away']],
  ['--book x log acme --why moved away', ['--book', 'x', 'log', 'acme', '--why', 'moved away']],
  ['log --why moved acme', ['log', '--why', 'moved', 'acme']],
  ['log --note moved acme', ['log', '--note', 'moved', 'acme']],
  ['log --book x --why moved acme', ['log', '--book', 'x', '--why', 'moved', 'acme']],
  ['log acme --why "he moved" call', ['log', 'acme', '--why', 'he moved', 'call']],
  ['log acme --note - call', ['log', 'acme', '--note', '-', 'call']],
  ['log acme --why moved -- away', ['log', 'acme', '--why', 'moved', '--', 'away']],
  ['log acme --tag b2b call', ['log', 'acme', '--tag', 'b2b', 'call']],
  ['log acme --why', ['log', 'acme', '--why']],
  ['log acme --time 3h 30 boxes', ['log', 'acme', '--time', '3h', '30', 'boxes']],
  ['log acme --time 2 hours boxes', ['log', 'acme', '--time', '2 hours', 'boxes']],
  ['log acme --done 7 sent', ['log', 'acme', '--done', '7', 'sent']],
  ['log acme --done 7th sent --lost', ['log', 'acme', '7th', 'sent', '--lost', '--done']],
  ['log acme --done "all good" -- sent', ['log', 'acme', 'all good', '--done', '--', 'sent']],
  ['-- --why moved away', ['--', '--why', 'moved', 'away']],
])('%s', (line, whole) => {
  expect(arranged(line)).toEqual(whole)
})

it.each([
  ['amend --why asked again', ['amend', '--why', 'asked again']],
  ['amend --why asked again 7', ['amend', '--why', 'asked again', '7']],
  ['amend --why 7', ['amend', '--why', '7']],
  ['amend 7 --why asked for 3', ['amend', '7', '--why', 'asked for 3']],
])('a command whose own word is a number: %s', (line, whole) => {
  expect(wordsOf(readLine(words(line), options, wholeValues(['text'], { ownIsNumber: true })))).toEqual(whole)
})

it.each([
  ['--today 2026-11-20 add Ana Lopez', ['--today', '2026-11-20', 'add', 'Ana', 'Lopez']],
  ['--today 3 days ago add Ana Lopez', ['--today', '3 days ago', 'add', 'Ana', 'Lopez']],
  ['add Ana Lopez --today 3 days ago', ['add', 'Ana', 'Lopez', '--today', '3 days ago']],
])('the day of the program stands in front of a command that takes days of several words: %s', (line, whole) => {
  const withToday = [...options, ...new Command().option('--today <day>', '').options]
  expect(wordsOf(readLine(words(line), withToday, wholeValues(['text', 'day'])))).toEqual(whole)
})

it('a line that another command runs has no name of its own', () => {
  expect(wordsOf(readLine(['acme', '--why', 'moved', 'away'], options, wholeValues(['text']), 0))).toEqual([
    'acme',
    '--why',
    'moved away',
  ])
})

it('a line of a hundred thousand words is read', () => {
  const line = ['log', 'acme', '--lost', ...Array.from({ length: 100_000 }, () => 'word')]
  expect(readLine(line, options).pieces).toHaveLength(100_003)
})

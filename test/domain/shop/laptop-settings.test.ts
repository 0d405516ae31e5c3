import fc from 'fast-check'
import { expect, it } from 'vitest'
import { laptopSettingNamed, laptopSettingsFrom, lineOf } from '#domain/shop/laptop-settings.ts'
import { runs } from '../../runs.ts'

const programIn = (line: string) => laptopSettingsFrom({ 'hooks.after-change': line }).afterChange

it.each<[string, string[]]>([
  ['/bin/tell', ['/bin/tell']],
  ['/bin/tell  -n --to=kim', ['/bin/tell', '-n', '--to=kim']],
  ['"/home/kim/my tell" "two words" ""', ['/home/kim/my tell', 'two words', '']],
  ['"/bin/say ""hi"""', ['/bin/say "hi"']],
  ['C:\\cl\\tell.exe $HOME *', ['C:\\cl\\tell.exe', '$HOME', '*']],
  ['', []],
])('reads a program and its arguments: %s', (line, words) => {
  expect(programIn(line)).toEqual(words)
})

it('writes a line that is read as the same words', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (args) => {
      const words = ['/bin/tell', ...args]
      expect(programIn(lineOf(words))).toEqual(words)
    }),
    { numRuns: runs(200) },
  )
})

it.each(['tell', './tell', '../bin/tell', '"" /bin/tell'])('wants the whole path of a program: %s', (line) => {
  expect(() => laptopSettingNamed('hooks.after-change')?.read(line)).toThrow('is not the whole path of a program')
})

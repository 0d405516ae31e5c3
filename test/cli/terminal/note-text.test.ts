import { expect, it } from 'vitest'
import { NoteText } from '#cli/terminal/note-text.ts'

/** Types keys as a terminal would: each letter adds to the line that the terminal keeps. */
function typed(keys: string[]): NoteText {
  const note = new NoteText()
  let line = ''
  for (const key of keys) {
    const isLetter = key.length === 1
    if (key === 'backspace') line = line.slice(0, -1)
    else if (isLetter) line += key
    else if (key === 'return' || key === 'enter') line = ''
    if (note.press(key, line) === 'edits the line before') line = note.line
  }
  return note
}
const letters = (text: string): string[] => [...text]

it('is one line where one is typed', () => {
  expect(typed(letters('all good')).text).toBe('all good')
  expect(typed([...letters('alll'), 'backspace', ' ', 'x']).text).toBe('all x')
})

it('keeps every line of a paste, and shows where they end', () => {
  const note = typed(['paste-start', ...letters('ab'), 'return', ...letters('cd'), 'return', 'e', 'paste-end', 'f'])
  expect([note.text, note.shownIn(20)]).toEqual(['ab\ncd\nef', 'ab ⏎ cd ⏎ ef'])
})

it.each([
  [11, 'ab ⏎ cdef ⏎ gh'],
  [8, 'ab ⏎ cdef ⏎ gh'],
  [7, '… cdef ⏎ gh'],
  [2, '… gh'],
])('shows the last lines of a paste, in room for %i signs of earlier ones', (room, shown) => {
  const lines = [...letters('ab'), 'return', ...letters('cdef'), 'return', ...letters('gh')]
  expect(typed(['paste-start', ...lines, 'paste-end']).shownIn(room)).toBe(shown)
})

it.each([
  ['line feeds', ['enter', 'enter'], 'a\n\nb'],
  ['line ends of Windows', ['return', 'enter', 'return', 'enter'], 'a\n\nb'],
  ['returns', ['return', 'return'], 'a\n\nb'],
])('a paste with %s has as many lines', (_, ends, text) => {
  expect(typed(['paste-start', 'a', ...ends, 'b', 'paste-end']).text).toBe(text)
})

it('ends at Enter, but not within a paste', () => {
  const note = typed(['paste-start', 'a', 'return', 'b', 'paste-end'])
  expect(note.press('return', '')).toBe('ends')
  expect(note.text).toBe('a\nb')
})

it('goes back to the line before where a line is empty', () => {
  const note = typed(['paste-start', ...letters('ab'), 'return', 'c', 'paste-end', 'backspace', 'backspace', 'x'])
  expect(note.text).toBe('abx')
})

it.each([
  ['returns', ['a', 'return', 'return', 'b', 'return'], 'a\n\nb'],
  ['line ends of Windows', ['a', 'return', 'enter', 'return', 'enter', 'b', 'return', 'enter'], 'a\n\nb'],
  ['line feeds', ['a', 'enter', 'b', 'enter'], 'a\nb'],
])('a paste without marks, with %s, goes on after Enter until nothing follows', (_, keys, text) => {
  const note = typed(keys)
  expect([note.text, note.hasEnded]).toEqual([text, true])
})

it('a note that will not do is edited where it was', () => {
  const note = typed(['a', 'return'])
  note.editAgain()
  expect([note.press('b', 'ab'), note.text, note.hasEnded]).toEqual(['goes on', 'ab', false])
})

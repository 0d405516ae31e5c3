import { createPrompt, makeTheme, useEffect, useKeypress, usePrefix, useRef, useState } from '@inquirer/core'
import { NoteText } from './note-text.ts'
import { pasteMode } from './paste-mode.ts'

/** The terminal says where a paste begins and ends, until the question is over. */
function usePasteMarks(): void {
  useEffect(() => {
    process.stderr.write(pasteMode.on)
    return () => {
      process.stderr.write(pasteMode.off)
    }
  }, [])
}

/** A question that is longer than the screen could not be drawn anew. */
const halfOfScreen = (): number => ((process.stderr.columns || 80) * (process.stderr.rows || 24)) / 2

/** A paste of many lines is one note, and Enter ends it. `initial` is there to begin with. */
export const notePrompt = createPrompt<
  string,
  { message: string; initial: string; validate: (text: string) => true | string | Promise<true | string> }
>((config, done) => {
  const [status, setStatus] = useState<'idle' | 'loading' | 'done'>('idle')
  const note = useRef(new NoteText(config.initial))
  const isChecked = useRef(false)
  const [shown, setShown] = useState(note.current.shownIn(halfOfScreen()))
  const [error, setError] = useState<string>()
  const theme = makeTheme()
  const prefix = usePrefix({ status, theme })
  usePasteMarks()
  useEffect((terminal) => terminal.write(note.current.line), [])
  useKeypress(async (key, terminal) => {
    if (status !== 'idle') return
    const pressed = note.current.press(key.name, terminal.line)
    if (pressed === 'edits the line before') terminal.write(note.current.line)
    await Promise.resolve() // keys of one paste come together, before this goes on, and are shown at once
    setShown(note.current.shownIn(halfOfScreen()))
    setError(undefined)
    if (pressed !== 'ends') return
    if (!note.current.hasEnded || isChecked.current) return
    isChecked.current = true
    setStatus('loading')
    const verdict = await config.validate(note.current.text)
    isChecked.current = false
    note.current.editAgain()
    if (verdict === true) {
      setStatus('done')
      terminal.clearLine(0)
      done(note.current.text)
    } else {
      terminal.write(note.current.line)
      setError(verdict)
      setStatus('idle')
    }
  })
  const question = `${prefix} ${theme.style.message(config.message, status)} ${shown}`
  return error === undefined ? question : [question, theme.style.error(error)]
})

import { AsyncResource } from 'node:async_hooks'
import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core'
import { NoteText } from './note-text.ts'

const pasteMode = { on: '\u001b[?2004h', off: '\u001b[?2004l' }

/** Asks the terminal to say where a paste begins and ends, until the question is over. */
function usePasteMarks(): void {
  useEffect(() => {
    process.stderr.write(pasteMode.on)
    return () => {
      process.stderr.write(pasteMode.off)
    }
  }, [])
}

/** A question for a note: a paste of many lines is one note, and Enter ends it. */
export const notePrompt = createPrompt<
  string,
  { message: string; validate: (text: string) => true | string | Promise<true | string> }
>((config, done) => {
  const [status, setStatus] = useState<'idle' | 'loading' | 'done'>('idle')
  const [shown, setShown] = useState('')
  const [error, setError] = useState<string>()
  const note = useRef(new NoteText())
  const theme = makeTheme()
  const prefix = usePrefix({ status, theme })
  usePasteMarks()
  useKeypress(async (key, terminal) => {
    if (status !== 'idle') return
    const pressed = note.current.press(key.name, terminal.line)
    if (pressed !== 'goes on') terminal.write(note.current.line)
    setShown(note.current.shown)
    setError(undefined)
    if (pressed !== 'ends') return
    setStatus('loading')
    const verdict = await config.validate(note.current.text)
    if (verdict === true) {
      setStatus('done')
      terminal.clearLine(0)
      done(note.current.text)
    } else {
      setError(verdict)
      setStatus('idle')
    }
  })
  const question = `${prefix} ${theme.style.message(config.message, status)} ${shown}`
  return error === undefined ? question : [question, theme.style.error(error)]
})

/** The size of the terminal, in columns and rows. */
export type ScreenSize = { columns: number; rows: number }

const sizeOfScreen = (): ScreenSize => ({ columns: process.stderr.columns || 80, rows: process.stderr.rows || 24 })

/** Shows a page that fits the terminal, also when that is resized, and takes one of its keys. */
export const keyPrompt = createPrompt<
  string,
  { page: (size: ScreenSize) => string; keys: string[]; answered: (key: string) => string }
>((config, done) => {
  const [chosen, setChosen] = useState<string>()
  const [size, setSize] = useState(sizeOfScreen())
  useEffect(() => {
    const resized = AsyncResource.bind(() => setSize(sizeOfScreen()))
    process.stderr.on('resize', resized)
    return () => {
      process.stderr.off('resize', resized)
    }
  }, [])
  useKeypress((key, terminal) => {
    terminal.clearLine(0)
    const pressed = isEnterKey(key) ? 'enter' : (key.name ?? '')
    if (!config.keys.includes(pressed) || chosen !== undefined) return
    setChosen(pressed)
    done(pressed)
  })
  return chosen === undefined ? config.page(size) : config.answered(chosen)
})

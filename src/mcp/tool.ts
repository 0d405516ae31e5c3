import type { infer as Infer, ZodObject, ZodRawShape } from 'zod'
import { strictObject, string } from './sdk.ts'

/** Several values are one list; undefined where nothing was said. */
type Said = string | number | boolean | undefined | (string | undefined)[]

/** The words go before `--`, and the note behind it. */
type Line = {
  command: string
  options?: Record<string, Said>
  words?: (string | undefined)[]
  note?: string | undefined
}

/** An unknown word would begin the note, where a person is told of it. */
export type KnownWord = ['channel' | 'purpose' | 'topic', word: string | undefined]

type About = {
  name: string
  title: string
  description: string
  /** Data for a program has to be an object: rows stand in it under this name. */
  rows?: string
}

export type AnyTool = About & {
  schema: ZodObject
  /** @throws for arguments that the tool does not take */
  read: (args: unknown) => { line: Line; checks: KnownWord[] }
}

/** `line` gets the arguments that `input` declares. */
export function tool<Shape extends ZodRawShape>({
  input,
  line,
  checks = () => [],
  ...about
}: About & {
  input: Shape
  line: (args: Infer<ZodObject<Shape>>) => Line
  checks?: (args: Infer<ZodObject<Shape>>) => KnownWord[]
}): AnyTool {
  const schema = strictObject(input)
  return {
    ...about,
    schema,
    read: (args) => {
      const parsed = schema.parse(args)
      return { line: line(parsed), checks: checks(parsed) }
    },
  }
}

/** A word with a dash could be taken for an option. */
export const words = string().min(1).regex(/^[^-]/, 'It begins with a dash.')

export const customer = words
export const day = words
export const note = string().min(1)

export function argvOf({ command, options = {}, words: said = [], note: text }: Line): string[] {
  const flags = Object.entries(options).flatMap(([name, value]) => [value].flat().flatMap((one) => flagOf(name, one)))
  const all = said.filter((word) => word !== undefined)
  return [command, ...flags, ...all, ...(text === undefined ? [] : ['--', text])]
}

function flagOf(name: string, value: string | number | boolean | undefined): string[] {
  if (value === undefined || value === false) return []
  return [value === true ? `--${name}` : `--${name}=${value}`]
}

import type { infer as Infer, ZodObject, ZodRawShape } from 'zod'
import { strictObject, string } from './sdk.ts'

/** A value of an option: a flag, a text, or several of them; undefined where it was not said. */
type Said = string | number | boolean | undefined | (string | undefined)[]

/** A command line, before it is one: the words go before `--`, and the note behind it. */
type Line = {
  command: string
  options?: Record<string, Said>
  words?: (string | undefined)[]
  note?: string | undefined
}

/** Words that the book has to know: anything else would begin the note, where a person is told of it. */
export type KnownWord = ['channel' | 'purpose' | 'topic', word: string | undefined]

type About = {
  name: string
  title: string
  description: string
  /** The name under which rows stand in the data for a program, which has to be an object; undefined for other data. */
  rows?: string
}

/** Something that an assistant can ask for, with any arguments. */
export type AnyTool = About & {
  schema: ZodObject
  /** @throws for arguments that the tool does not take */
  read: (args: unknown) => { line: Line; checks: KnownWord[] }
}

/** A tool; its `line` gets the arguments that its `input` declares. */
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

/** Words of a command line that must not be taken for an option. */
export const words = string().min(1).regex(/^[^-]/, 'It begins with a dash.')

export const customer = words
export const day = words
export const note = string().min(1)

/** The arguments of a command line. */
export function argvOf({ command, options = {}, words: said = [], note: text }: Line): string[] {
  const flags = Object.entries(options).flatMap(([name, value]) => [value].flat().flatMap((one) => flagOf(name, one)))
  const all = said.filter((word) => word !== undefined)
  return [command, ...flags, ...all, ...(text === undefined ? [] : ['--', text])]
}

function flagOf(name: string, value: string | number | boolean | undefined): string[] {
  if (value === undefined || value === false) return []
  return [value === true ? `--${name}` : `--${name}=${value}`]
}

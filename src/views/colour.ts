import { Chalk } from 'chalk'
import { once } from '#domain/remembered.ts'
import type { Colour } from './view.ts'

const chalk = once(() => new Chalk({ level: 1 }))

/** Each takes one text: chalk would join all that it is given, as by `lines.map(style)`. */
export const colour: Colour = {
  bold: (text) => chalk().bold(text),
  dim: (text) => chalk().dim(text),
  red: (text) => chalk().red(text),
  yellow: (text) => chalk().yellow(text),
  green: (text) => chalk().green(text),
}

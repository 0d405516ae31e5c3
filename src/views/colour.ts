import { Chalk } from 'chalk'
import type { Colour } from './screen.ts'

/** The colours of a terminal that has some. */
export const colour: Colour = new Chalk({ level: 1 })

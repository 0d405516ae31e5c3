import { Chalk, type ChalkInstance } from 'chalk'
import type { Day } from '../domain/day.ts'

/** What a view is drawn on: how wide it is in columns, whether it has colour, and what day it is. */
export type Paper = { width: number; colour: ChalkInstance; today: Day }

/** @param colourful whether the terminal shows colour */
export const paperOf = (width: number, colourful: boolean, today: Day): Paper => ({
  width,
  colour: new Chalk({ level: colourful ? 1 : 0 }),
  today,
})

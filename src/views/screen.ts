import type { Day } from '#domain/day.ts'

/** Puts a style on a text. */
export type Style = (text: string) => string
/** The styles that views use. */
export type Colour = Record<'bold' | 'dim' | 'red' | 'yellow' | 'green', Style>

/**
 * What a view is drawn on: how wide its lines of words are in columns, how wide its tables (without an end in a pipe,
 * where no cell is cut), its colours, and what day it is.
 */
export type Paper = { width: number; tableWidth: number; colour: Colour; today: Day }

const asItIs: Style = (text) => text

/** For paper without colours: texts stay as they are. */
export const noColour: Colour = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, green: asItIs }

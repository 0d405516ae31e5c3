import type { Day } from '#domain/days/day.ts'

export type Style = (text: string) => string
export type Colour = Record<'bold' | 'dim' | 'red' | 'yellow' | 'green', Style>

/**
 * The paper that a view is drawn on, in columns: `width` is for lines of words; `tableWidth` is for tables, and infinite in a
 * pipe, where no cell is cut.
 */
export type Paper = { width: number; tableWidth: number; colour: Colour; today: Day }

const asItIs: Style = (text) => text

export const noColour: Colour = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, green: asItIs }

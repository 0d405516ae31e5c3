/** The locale does not matter. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The tries of a property: this number in the whole suite, a part of it by the variable `RUNS`, as in `npm run test:unit`,
 * or many times it.
 */
export const runs = (whole: number): number => Math.ceil(whole * Number(process.env['RUNS'] ?? 1))

/** True when tests of minutes run whole, by `CL_WHOLE`: see CONTRIBUTING.md. */
export const isWhole = (process.env['CL_WHOLE'] ?? '') !== ''

/** Milliseconds for what is tried whole, which other tests need not have. */
export const wholeTimeout = isWhole ? 3_600_000 : 600_000

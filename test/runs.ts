/**
 * How often a property is tried: as often as it says here in the whole suite, a part of that where `RUNS` says which,
 * as in `npm run test:unit`.
 */
export const runs = (whole: number): number => Math.ceil(whole * Number(process.env['RUNS'] ?? 1))

/** Whether what takes minutes is tried whole, as `CL_WHOLE` says; `npm run faults` sets it. */
export const isWhole = (process.env['CL_WHOLE'] ?? '') !== ''

/** Milliseconds for what is tried whole, which other tests need not have. */
export const wholeTimeout = isWhole ? 3_600_000 : 120_000

/**
 * How often a property is tried: as often as it says here in the whole suite, a part of that where `RUNS` says which,
 * as in `npm run test:unit`.
 */
export const runs = (whole: number): number => Math.ceil(whole * Number(process.env['RUNS'] ?? 1))

import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap of this process grow by a third where it would be doubled: for work that keeps much in memory; a doubled heap
 * would mostly hold what was thrown away long ago. It costs a tenth of the time.
 */
export const spareMemory = (): void => setFlagsFromString('--heap-growing-percent=30')

/**
 * Keeps V8 from what is over before it has paid: making faster code of functions that run often, and waking threads to collect the few
 * megabytes of garbage. On a book of a million touches, `due` takes a third less of the processors so. Loading `node:v8` costs 1.6 ms.
 */
export function spareSpeedups(): void {
  setFlagsFromString('--no-opt')
  setFlagsFromString('--no-parallel-scavenge')
}

const isNode20 = Number.parseInt(process.versions.node, 10) < 22

/**
 * Has V8 optimize a function only after it has run some fifteen times as long as usual: for work of a few seconds in many functions, an
 * eighth of which would be V8's own, mostly for functions that it makes anew as it learns more.
 */
export const optimizeLater = (): void =>
  setFlagsFromString(isNode20 ? '--interrupt-budget=1000000' : '--invocation-count-for-turbofan=45000')

import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap of this process grow by a third where it would be doubled: for work that keeps much in memory, and whose peak
 * would otherwise be that of what has long been thrown away. It costs a tenth of the time.
 */
export const spareMemory = (): void => setFlagsFromString('--heap-growing-percent=30')

import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap of this process grow by half where it would be doubled: for work that keeps much in memory, and whose peak
 * would otherwise be that of what has long been thrown away. It costs a twelfth of the time.
 */
export const spareMemory = (): void => setFlagsFromString('--heap-growing-percent=50')

import { Worker } from 'node:worker_threads'

/** The thread and its caller share the state: the thread waits, it writes, or it has to end. */
const state = { waits: 0, writes: 1, ends: 2 }

/** The seconds are letters of any code page, and the cursor goes back before them. */
const thread = `
  const { writeSync } = require('node:fs')
  const { workerData: { descriptor, pace, told, state } } = require('node:worker_threads')
  for (let n = 1; Atomics.wait(told, 0, state.waits, pace) === 'timed-out'; n += 1) {
    if (Atomics.compareExchange(told, 0, state.waits, state.writes) !== state.waits) break
    const text = ' ' + n + ' s'
    try {
      writeSync(descriptor, text + '\\b'.repeat(text.length))
    } catch {}
    Atomics.store(told, 0, state.waits)
    Atomics.notify(told, 0)
  }
`

/**
 * Counts at the cursor of a terminal, also while SQLite keeps this thread busy.
 * @param pace milliseconds from one number to the next
 * @returns the end of it: once called, nothing more is written
 */
export function countSeconds(descriptor: number, pace = 1_000): () => void {
  const told = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(thread, { eval: true, workerData: { descriptor, pace, told, state } })
  worker.unref()
  // Where no thread can be had, nobody counts.
  worker.on('error', () => undefined)
  return () => {
    while (Atomics.compareExchange(told, 0, state.waits, state.ends) === state.writes)
      Atomics.wait(told, 0, state.writes, pace)
    Atomics.notify(told, 0)
  }
}

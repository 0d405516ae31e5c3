import { Readable, Writable } from 'node:stream'
import type { Conversation } from '#cli/world.ts'

/** The streams of a client that sends this at once, and then hangs up. */
export const conversationOf =
  (said: string, hear: (text: string) => void = () => {}) =>
  (): Conversation => ({
    input: Readable.from([Buffer.from(said)]),
    output: new Writable({
      write: (text, _, taken) => {
        hear(String(text))
        taken()
      },
    }),
    isBrokenOff: new Promise(() => {}),
  })

/** A closed window or a shutdown breaks a question off as Ctrl-C does: the answers so far can be kept. */
export class Ending {
  readonly #ended = new AbortController()
  readonly #end = () => this.#ended.abort()
  readonly #hangUp = () => {
    // There is no terminal left to be given back as it was: that would fail now, and Node at its end.
    for (const stream of [process.stdin, process.stderr]) stream.removeAllListeners('error').on('error', () => {})
    // The end of the input may be heard before the signal, which would end the program before the answers are written.
    process
      .on('SIGHUP', () => {})
      .once('exit', () => {
        process.removeAllListeners('SIGHUP')
        process.kill(process.pid, 'SIGHUP')
      })
    this.#end()
  }

  constructor() {
    process.on('SIGTERM', this.#end)
    process.on('SIGHUP', this.#hangUp)
    process.stdin.prependListener('end', this.#hangUp)
  }

  get signal(): AbortSignal {
    return this.#ended.signal
  }

  over(): void {
    process.off('SIGTERM', this.#end)
    process.off('SIGHUP', this.#hangUp)
    process.stdin.off('end', this.#hangUp)
  }
}

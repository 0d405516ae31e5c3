import { fork } from 'node:child_process'

/** The time after which a changed program counts as hanging, in milliseconds: somebody would notice. */
const patience = 300_000

let worker

/** The next answer of the worker; `time` where none comes for long. */
const answerOf = (child) =>
  new Promise((done) => {
    const end = (by) => {
      clearTimeout(timer)
      child.removeAllListeners()
      done(by)
    }
    const timer = setTimeout(() => end('time'), patience)
    child.once('message', ({ by }) => end(by))
    child.once('exit', () => end('a crash'))
  })

/**
 * Runs tests with a file changed, for these tests alone: the file itself stays as it is.
 * @param job `path` and `text` of the changed file, and the names of the `tests`
 * @returns the first test file that fails; `time` or `a crash` where they do not end; null where nobody notices
 */
export async function noticedBy(job) {
  if (!worker) {
    worker = fork(new URL('worker.js', import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await answerOf(worker)
  }
  const asked = worker
  const answer = answerOf(asked)
  asked.send(job)
  const by = await answer
  if (by === 'time' || by === 'a crash') {
    asked.kill('SIGKILL')
    worker = undefined
  }
  return by
}

import { expect, it } from 'vitest'
import { serverTrouble } from '#book/engines/postgres-trouble.ts'

const failed = (syscall: string, code: string, where: string) =>
  Object.assign(new Error(`${syscall} ${code} ${where}`), { syscall, code })

it.each([
  ['getaddrinfo', 'ENOTFOUND', 'unknown host'],
  ['getaddrinfo', 'EAI_AGAIN', 'unknown host'],
  ['getaddrinfo', 'EINVAL', 'unknown host'],
  ['connect', 'ECONNREFUSED', 'nobody there'],
  ['connect', 'ENOENT', 'nobody there'],
  ['connect', 'EACCES', 'nobody there'],
  ['connect', 'EADDRNOTAVAIL', 'nobody there'],
  ['connect', 'EINVAL', 'nobody there'],
  ['connect', 'ETIMEDOUT', 'slow'],
  ['read', 'ECONNRESET', 'lost'],
  ['read', 'EHOSTUNREACH', 'lost'],
  ['write', 'EPIPE', 'lost'],
])('the error of a socket, %s %s, is trouble with the server: %s', (syscall, code, kind) => {
  expect(serverTrouble(failed(syscall, code, 'there'))).toMatchObject({ kind, mayBeWritten: false })
})

it('the trouble with a host of several addresses is that of the last, with its words', () => {
  const all = [failed('connect', 'ENETUNREACH', '::1:5432'), failed('connect', 'ECONNREFUSED', '127.0.0.1:5432')]
  const message = 'connect ECONNREFUSED 127.0.0.1:5432'
  expect(serverTrouble(new AggregateError(all))).toMatchObject({ kind: 'nobody there', message })
})

it('another error stays what it is', () => {
  const bug = new TypeError('no function')
  expect(serverTrouble(bug)).toBe(bug)
})

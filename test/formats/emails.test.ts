import { expect, it } from 'vitest'
import { emailsIn } from '#formats/emails.ts'

it.each([
  ['ann@x.example', ['ann@x.example']],
  ['mailto:x@y.example', ['x@y.example']],
  ['Bo <bo@y.example>', ['bo@y.example']],
  ['"Lopez, Bo" <bo@y.example>', ['bo@y.example']],
  ['a@x.example; b@x.example', ['a@x.example', 'b@x.example']],
  ['a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
  ['a@x.example ::: b@x.example', ['a@x.example', 'b@x.example']],
  ['a@x.example/b@x.example', ['a@x.example', 'b@x.example']],
  ['a@x.example | b@x.example', ['a@x.example', 'b@x.example']],
  ["'ann@x.example'", ['ann@x.example']],
  ['a@x.example until May', ['a@x.example', 'a@x.example until May']],
  ['ask her', ['ask her']],
])('%s holds %j', (text, expected) => {
  expect(emailsIn(text)).toEqual(expected)
})

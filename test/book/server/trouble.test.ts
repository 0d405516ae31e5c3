import { expect, it } from 'vitest'
import { ServerTrouble } from '#book/engines/postgres-trouble.ts'
import { addressFrom } from '#book/server/address.ts'
import { explainServer } from '#book/server/trouble.ts'

const address = addressFrom('postgres://kim@host/shop', { env: {}, platform: 'linux', home: () => '/nowhere' })

it.each([
  ['53300', 'too many connections for role "kim"', 'Try again in a moment, or ask whoever runs the server.'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', 'Try again once the network is there.'],
])('a server that takes nobody in is waited for, or the network (%s)', (code, why, said) => {
  const trouble = new ServerTrouble('nobody there', Object.assign(new Error(why), { code }))
  expect(explainServer(trouble, address).hint).toContain(said)
})

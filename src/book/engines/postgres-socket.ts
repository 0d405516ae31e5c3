import { connect, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as secure } from 'node:tls'
import { ServerTrouble, serverTrouble } from './postgres-trouble.ts'

/** A server with a `socketFile` is on this machine, and asked without TLS. */
export type Reach = {
  host: string
  port: number
  /** A socket of Unix stands in the place of a host. */
  socketFile: string | null
  /** The connection is encrypted, and its certificate is checked, so far. */
  tls: 'none' | 'any certificate' | 'trusted authority' | 'verified'
  /** Authorities with these certificates are trusted, and not the ones that Node trusts. */
  authorities: string | null
}

/** PostgreSQL takes this message for `SSLRequest` (its manual, "Message Formats"). */
const askForTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/**
 * The connection is encrypted where that is wanted.
 * @param patience milliseconds
 * @throws ServerTrouble
 */
export async function openSocket(reach: Reach, patience: number): Promise<Socket> {
  const { host, port, socketFile } = reach
  const socket = socketFile === null ? connect({ host, port, noDelay: true }) : connect(socketFile)
  const timer = setTimeout(() => socket.destroy(new ServerTrouble('slow', new Error('no answer'))), patience)
  try {
    await event(socket, 'connect')
    if (reach.tls === 'none') return socket
    return await encrypted(socket, reach)
  } catch (error) {
    socket.destroy()
    throw serverTrouble(error)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The first message of a server is looked at before the driver hears it: the driver would wait for the rest of any answer. A
 * PostgreSQL asks for a proof, says why not, or names its versions (its manual, "Message Formats").
 * @param hear is told when a proof by SCRAM is asked for
 */
export function listeningFirst(socket: Socket, hear: () => void): Socket {
  return socket.once('readable', () => {
    const others = socket.listeners('data') as ((data: Buffer) => void)[]
    socket.removeAllListeners('data')
    const first: Buffer | null = socket.read()
    for (const each of others) socket.on('data', each)
    if (first === null) return
    const trouble = troubleIn(first)
    if (proofIn(first) === scram) hear()
    if (trouble) socket.destroy(trouble)
    else socket.unshift(first)
  })
}

/** Bytes: the first message of a PostgreSQL is no longer. */
const longest = 30_000
/** A server may ask for these proofs in the place of a password: Kerberos, and what Windows has. */
const otherProofs = [2, 6, 7, 8, 9]

const scram = 10

const proofIn = (first: Buffer): number | null =>
  first.toString('latin1', 0, 1) === 'R' && first.length >= 9 ? first.readUInt32BE(5) : null

function troubleIn(first: Buffer): ServerTrouble | undefined {
  if (first.length < 5) return undefined
  const kind = first.toString('latin1', 0, 1)
  if (!'REvN'.includes(kind) || first.readUInt32BE(1) > longest) return noPostgres(first)
  return otherProofs.includes(proofIn(first) ?? 0)
    ? new ServerTrouble('other proof', new Error('it asks for another proof'))
    : undefined
}

function noPostgres(answer: Buffer): ServerTrouble {
  const words = answer
    .toString('latin1', 0, 24)
    .replace(/[^ -~]+/g, ' ')
    .trim()
  return new ServerTrouble('no postgres', new Error(words === '' ? 'its answer has no words' : `it says "${words}"`))
}

function event(socket: Socket, name: 'connect' | 'data' | 'secureConnect'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new ServerTrouble('lost', new Error('the connection was closed')))
    socket.once('error', reject).once('close', closed)
    socket.once(name, (data) => {
      socket.off('error', reject).off('close', closed)
      resolve(data)
    })
  })
}

async function encrypted(socket: Socket, { host, tls, authorities }: Reach): Promise<Socket> {
  socket.write(askForTls)
  const answer = await event(socket, 'data')
  const letter = answer.toString('latin1')
  if (letter === 'N') throw new ServerTrouble('no tls', new Error('the server has no TLS'))
  // More than one byte would come from somebody between.
  if (letter !== 'S') throw noPostgres(answer)
  const options: ConnectionOptions = { socket, rejectUnauthorized: tls !== 'any certificate' }
  if (isIP(host) === 0) options.servername = host
  else options.host = host
  if (authorities !== null) options.ca = authorities
  if (tls === 'trusted authority') options.checkServerIdentity = () => undefined
  const secured = secure(options)
  try {
    await event(secured, 'secureConnect')
    return secured
  } catch (error) {
    throw error instanceof ServerTrouble ? error : new ServerTrouble('untrusted', error as Error)
  }
}

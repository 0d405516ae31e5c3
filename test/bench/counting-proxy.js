// Stands between a laptop and a server, in a process of its own: passes everything on, half of a delay later, and counts the
// statements and the ways there and back. Arguments: the server's port, and the delay in milliseconds. It says its own port, and
// its counts whenever it is told anything.
import { connect, createServer } from 'node:net'

const [port, delay] = process.argv.slice(2).map(Number)
const counted = { ways: 0, statements: 0 }
const query = 'Q'.charCodeAt(0)

createServer((laptop) => {
  const server = connect(port, '127.0.0.1')
  let last = server
  laptop.on('data', (data) => {
    if (last === server) counted.ways += 1
    // One message of the program is several statements.
    counted.statements += data.toString('latin1').split(';\n').length - (data[0] === query ? 0 : 1)
  })
  for (const [one, other] of [
    [laptop, server],
    [server, laptop],
  ]) {
    one.setNoDelay(true)
    one.on('data', (data) => {
      last = one
      setTimeout(() => other.destroyed || other.write(data), delay / 2)
    })
    one.on('error', () => {}).on('close', () => setTimeout(() => other.destroy(), delay))
  }
}).listen(0, '127.0.0.1', function () {
  process.send(this.address().port)
})
process.on('message', () => process.send(counted))
process.on('disconnect', () => process.exit())

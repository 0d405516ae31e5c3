// Types one command after another into the built program, within one process, until it is killed. The work that a line names
// is on the disk as soon as that line is out.
const { copyFileSync, readFileSync, renameSync, writeFileSync, writeSync } = require('node:fs')
const { join } = require('node:path')
const program = require('../../dist/all.js')

const [kind, folder, from] = process.argv.slice(2)
process.umask(0o077)

const inFolder = (name) => join(folder, name)

async function cl(book, today, ...argv) {
  let complaints = ''
  const code = await program.run(argv, {
    env: { CL_BOOK: inFolder(book), CL_TODAY: today },
    platform: process.platform,
    home: () => folder,
    login: () => 'anna@laptop',
    now: () => new Date(2026, 0, 1),
    stdout: { write() {}, isTerminal: false, columns: undefined },
    stderr: { write: (text) => (complaints += text), isTerminal: false, columns: undefined },
    stdinIsTerminal: false,
    pause: async () => false,
    readStdin: async () => '',
    input: async (name) => {
      const bytes = readFileSync(inFolder(name))
      return {
        name,
        size: bytes.length,
        async *bytes() {
          yield bytes
        },
      }
    },
  })
  if (code !== 0) throw new Error(complaints)
}

const dayAfter = (n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)

const rounds = {
  /** Every fourth touch is the first of a day. */
  log: (n) => cl('book.db', dayAfter(Math.floor(n / 4)), 'log', 'acme', 'call', `note ${n}`),
  /** A new customer and 300 touches with them, by the identity of each. */
  import(n) {
    const rows = Array.from({ length: 300 }, (_, i) => `${n}-${i},Customer ${n},2026-01-02,sale,import ${n}`)
    writeFileSync(inFolder('customers.csv'), `name,note\nCustomer ${n},import ${n}\n`)
    writeFileSync(inFolder('touches.csv'), `nr,customer,on,purpose,note\n${rows.join('\n')}\n`)
    return cl('book.db', '2026-11-21', 'import', 'customers.csv', 'touches.csv')
  },
  restore: (n) => cl('book.db', '2026-11-21', 'restore', inFolder(n % 2 === 0 ? 'one.db' : 'two.db')),
  /** The book is damaged first, and then has a journal beside it that would damage any other. */
  async repair() {
    for (const end of ['', '-journal']) {
      copyFileSync(inFolder(`damaged.db${end}`), inFolder('next'))
      renameSync(inFolder('next'), inFolder(`book.db${end}`))
    }
    await cl('book.db', '2026-11-21', 'restore', inFolder('one.db'))
  },
  async migrate(n) {
    copyFileSync(inFolder('old.db'), inFolder('next'))
    renameSync(inFolder('next'), inFolder(`book-${n}.db`))
    await cl(`book-${n}.db`, '2026-11-21', 'due')
  },
}

async function main() {
  for (let n = Number(from); ; n += 1) {
    await rounds[kind](n)
    writeSync(1, `${n}\n`)
  }
}

main()

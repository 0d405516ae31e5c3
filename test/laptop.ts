import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { addressBeside } from '#book/file/paths.ts'
import { shop } from './cl.ts'

/** A laptop with a home of its own, on which the book is where it is without being said. */
export function laptop(login = 'anna@laptop') {
  const made = shop()
  const place = join(made.folder, '.local', 'share', 'customer-love')
  const cl = (line: string | string[], around: Parameters<typeof made.cl>[1] = {}) =>
    made.cl(line, { login, ...around, env: { CL_BOOK: '', XDG_DATA_HOME: '', ...around.env } })
  const all = async (...lines: string[]) => {
    for (const line of lines) expect(await cl(line)).toMatchObject({ code: 0 })
  }
  /** Every byte that it keeps of its book. */
  const bytes = () =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((file) => join(place, file))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
  const file = join(place, 'book.db')
  return {
    cl,
    all,
    bytes,
    address: () => addressBeside(file),
    place,
    home: made.folder,
    file,
    url: join(place, 'book.url'),
  }
}

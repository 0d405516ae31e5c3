import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Imported } from '#import/imported.ts'
import { shop } from '../cl.ts'

/** A shop that can write files to import. */
export function shopWithFiles(today?: string) {
  const own = shop(today)
  return {
    ...own,
    /** Writes a file. @returns its path */
    file: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(own.folder, name), content)
      return join(own.folder, name)
    },
    /** Imports the files of a line, with its options. @returns what came of it */
    plan: (line: string) => own.json<Imported>(`import ${line}`),
  }
}

export type FileShop = ReturnType<typeof shopWithFiles>

/** Piles without a record. */
export const none = { new: 0, changed: 0, same: 0, doubtful: 0, leftOut: 0, bad: 0 }

/** A customer as `cl show --json` has them. */
export type Shown = {
  name: string
  aliases: string[]
  company: string | null
  address: string | null
  phone: string | null
  email: string | null
  note: string | null
  tags: string[]
  since: string
  dates: { label: string; month: number; date: number; year: number | null }[]
}

/** Imports a table. @returns what came of it */
export const plan = (own: FileShop, content: string | Uint8Array, options = ''): Promise<Imported> =>
  own.json<Imported>(`import ${own.file(typeof content === 'string' ? 'a.csv' : 'a.xlsx', content)} ${options}`)

export const show = (own: FileShop, name: string): Promise<Shown> => own.json<Shown>(`show "${name}"`)

/** All customers by name, each as `cl show --json` has them. */
export async function everybody<Each = Shown>(own: FileShop): Promise<Each[]> {
  const shown: Each[] = []
  for (const { name } of await own.json<{ name: string }[]>('list --sort name'))
    shown.push(await own.json<Each>(`show "${name}"`))
  return shown
}

/** The names of all customers, in alphabetical order. */
export const names = async (own: FileShop): Promise<string[]> =>
  (await own.json<{ name: string }[]>('list')).map(({ name }) => name).sort()

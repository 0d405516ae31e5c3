import { spawn } from 'node:child_process'
import { cl, type Said } from './cl.ts'

/** A command line, and its outcome. */
export type Typed = Said & { line: string[] }

/** Types lines one after the other, in this process, and prints their outcomes as JSON. */
export async function typeHere(folder: string, lines: string[][]): Promise<void> {
  const typed: Typed[] = []
  for (const line of lines) typed.push({ line, ...(await cl(folder, line)) })
  process.stdout.write(JSON.stringify(typed))
}

/** Has somebody else type lines, in a process of their own. */
export function typeBeside(folder: string, lines: string[][]): Promise<Typed[]> {
  const [program = ''] = process.argv.slice(1)
  const { LD_PRELOAD: _, ...env } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'typist', folder], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`a typist ended with ${code}`)),
    )
    child.stdin.end(JSON.stringify(lines))
  })
}

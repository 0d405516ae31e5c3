import { hanging } from './text.ts'

/** Meanings stand beside their words, or below a word that is too wide, in lines that fit the screen. */
export function termsFitting(page: string, columns: number): string {
  const room = { width: columns, tableWidth: columns }
  const fitting = (line: string): string[] => {
    if (line.length <= columns) return [line]
    const [, typed, does] = /^( {2}\S.*\S) {2,}(\S.*)$/.exec(line) ?? []
    return typed ? [...hanging(typed, room), ...hanging(`      ${does}`, room)] : hanging(line, room)
  }
  return page.split('\n').flatMap(fitting).join('\n')
}

import { hanging } from './text.ts'

/** A page with words and their meanings beside them, in lines that fit the screen: the meaning of a wide one stands below it. */
export function termsFitting(page: string, columns: number): string {
  const room = { width: columns, tableWidth: columns }
  const fitting = (line: string): string[] => {
    if (line.length <= columns) return [line]
    const [, typed, does] = /^( {2}\S.*\S) {2,}(\S.*)$/.exec(line) ?? []
    return typed ? [...hanging(typed, room), ...hanging(`      ${does}`, room)] : hanging(line, room)
  }
  return page.split('\n').flatMap(fitting).join('\n')
}

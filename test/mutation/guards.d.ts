/** `out`: each text of the file, and its replacement without the guard. `test`: a file, and a part of a name. */
export const guards: { what: string; file: string; out: [string, string][]; test: [string, string] }[]

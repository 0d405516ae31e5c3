/** `out`: each text of the file, and what stands instead when the guard is taken out. `test`: a file, and a part of a name. */
export const guards: { what: string; file: string; out: [string, string][]; test: [string, string] }[]

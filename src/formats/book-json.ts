type TableRows = { table: string; pages: AsyncIterable<object[]> }

/**
 * JSON without loss: one row a line, tables and columns in the order in which they are given. `cl` is the version of this form.
 * @param about further keys at the beginning
 */
export async function* bookJson(tables: TableRows[], about: Record<string, unknown> = {}): AsyncGenerator<string> {
  const beginning = Object.entries({ cl: 1, ...about }).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  yield `{${beginning.join(', ')}, "tables": {`
  for (const [i, { table, pages }] of tables.entries()) {
    yield `${i === 0 ? '' : ','}\n"${table}": [`
    let separator = '\n'
    for await (const rows of pages) {
      if (rows.length === 0) continue
      yield separator + rows.map((row) => JSON.stringify(row)).join(',\n')
      separator = ',\n'
    }
    yield separator === '\n' ? ']' : '\n]'
  }
  yield '\n}}\n'
}

import { type Meaning, type Merged, type Table, type TableName, tableNames, tables } from './tables.ts'

type Word = Exclude<Meaning, object>

const catalogue: Record<TableName, Table> = tables

const columnsWhere = (table: TableName, isSo: (meaning: Meaning) => boolean): string[] =>
  Object.entries(catalogue[table].columns).flatMap(([column, { is }]) => (isSo(is) ? [column] : []))

export const columnsThatAre = (table: TableName, meaning: Word): string[] =>
  columnsWhere(table, (found) => found === meaning)

export const columnsBut = (table: TableName, meaning: Word): string[] =>
  columnsWhere(table, (found) => found !== meaning)

export const tablesWith = (meaning: Word): TableName[] =>
  tableNames.filter((table) => columnsThatAre(table, meaning).length > 0)

/** `of` is the other table. */
export const usesIn = (table: TableName): { column: string; of: string }[] =>
  Object.entries(catalogue[table].columns).flatMap(([column, { is }]) =>
    typeof is === 'object' ? [{ column, of: is.uses }] : [],
  )

export const pointersTo = (table: string): { table: TableName; column: string }[] =>
  tableNames.flatMap((each) =>
    columnsWhere(each, (meaning) => pointedTo(meaning) === table).map((column) => ({ table: each, column })),
  )

function pointedTo(meaning: Meaning): string | undefined {
  if (typeof meaning === 'object') return meaning.uses
  const points: Partial<Record<Word, TableName>> = {
    customer: 'customers',
    teammate: 'customers',
    touch: 'touches',
    mention: 'touches',
  }
  return points[meaning]
}

/** Each comes after the tables that it points to. */
export const ownTables: TableName[] = tableNames.filter((table) => catalogue[table].merged !== undefined)

/** Undefined for rows that belong to nobody. */
export const mergedHow = (table: TableName): Merged | undefined => catalogue[table].merged

/** The name of one row; undefined for rows that are not counted by themselves. */
export const calledOne = (table: TableName): string | undefined => catalogue[table].called

/** The touch that the row mentions is erased. */
export const emptiedIn = (table: TableName): string[] => catalogue[table].emptied ?? []

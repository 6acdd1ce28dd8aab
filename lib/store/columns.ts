import type { CreateTableBuilder, Expression } from 'kysely'

type ColumnType = Parameters<CreateTableBuilder<string>['addColumn']>[1]

/** Where the engines' column types differ: text whose order is that of its code points, so that times and codes compare alike. */
export interface ColumnTypes {
  text: ColumnType
  /** What ends the making of a table whose rows are to lie in the order of its key. */
  clustered: Expression<unknown> | null
}

/** Adds text columns; a name ending in `?` may be null. */
export function texts<T extends string, C extends string>(
  table: CreateTableBuilder<T, C>,
  type: ColumnType,
  names: string,
): CreateTableBuilder<T, C | string> {
  return names.split(' ').reduce<CreateTableBuilder<T, C | string>>((made, name) => {
    const nullable = name.endsWith('?')
    return made.addColumn(nullable ? name.slice(0, -1) : name, type, (column) => (nullable ? column : column.notNull()))
  }, table)
}

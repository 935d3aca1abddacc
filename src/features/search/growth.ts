type TypedColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** `column` itself if it has `length` places, else a copy an eighth longer than that. */
export function grown<Column extends TypedColumn>(column: Column, length: number): Column {
  if (length <= column.length) return column
  const Kind = column.constructor as new (length: number) => Column
  const longer = new Kind(Math.ceil(length * 1.125) + 16)
  longer.set(column)
  return longer
}

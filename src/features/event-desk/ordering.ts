type Placed = { id: number; position: number }

/** The two rows that change places when one is moved up or down; none at the edge. */
export function swapped(rows: readonly Placed[], id: number, up: boolean): Placed[] {
  const at = rows.findIndex((row) => row.id === id)
  const [one, other] = [rows[at], rows[up ? at - 1 : at + 1]]
  if (!one || !other) return []
  return [
    { id: one.id, position: other.position },
    { id: other.id, position: one.position },
  ]
}

/** Our own assumption broke. The person sees a number to report, never this text. */
export class Bug extends Error {
  override readonly name = 'Bug'
}

/** States what must hold where data crosses a border. For our own mistakes, never for the person's. */
export function must(holds: unknown, statement: string): asserts holds {
  if (!holds) throw new Bug(statement)
}

/** The value that must be there: `given(row, 'the household just inserted')`. */
export function given<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Bug(`missing: ${what}`)
  return value
}

/** The engine's own assumption broke, or its caller's: never the fault of a model or of a person's data. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** States what must hold where data crosses a border. @throws Broken */
export function must(holds: unknown, statement: string): asserts holds {
  if (!holds) throw new Broken(statement)
}

/** The value that must be there. @throws Broken */
export function given<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Broken(`missing: ${what}`)
  return value
}

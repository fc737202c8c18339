import type { Words } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'

interface Placed extends Words {
  readonly at?: string | null
}

const placesOf = (error: unknown): readonly Placed[] => {
  if (error === null) return []
  const trouble: Placed & { readonly problems?: readonly Placed[] } = troubleOf(error)
  return trouble.problems !== undefined && trouble.problems.length > 0 ? trouble.problems : [trouble]
}

/** What the server said about this field, or null. */
export const troubleAt = (error: unknown, field: string): Words | null =>
  placesOf(error).find(({ at }) => at === field) ?? null

/** What it said that belongs to none of the form's fields: it stands above them. */
export const troubleOver = (error: unknown, fields: readonly string[]): Words | null =>
  placesOf(error).find(({ at }) => at === undefined || at === null || !fields.includes(at)) ?? null

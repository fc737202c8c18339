import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'

/** As many as the registry answers at once. */
const sizeMax = 200

/**
 * Which of these households match what was typed (name, pinyin, number, ID number). All of them are found, however many:
 * the registry is asked page by page. Null: nothing was typed.
 * @throws textTooShort
 */
export async function matching(
  tx: Tx,
  who: Caller,
  { text, ids, households }: { text: string | undefined; ids: readonly string[]; households: Pick<Households, 'list'> },
): Promise<string[] | null> {
  if (text === undefined || text === '') return null
  const found: string[] = []
  for (let page = 1; ; page += 1) {
    const { rows, count } = await households.list(tx, who, { text, ids, page, size: sizeMax })
    found.push(...rows.map(({ id }) => id))
    if (rows.length === 0 || found.length >= count) return found
  }
}

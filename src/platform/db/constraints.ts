import type { Refusal } from '#platform/errors/index.ts'

/**
 * The database is the last guard. A broken constraint becomes the refusal that belongs to it, never raw text:
 * `await refusing({ wish_claim_is_whole: () => wishRefusals.alreadyClaimed({ title }) }, saveWish(tx, wish))`.
 */
export async function refusing<Result>(
  byConstraint: Readonly<Record<string, () => Refusal>>,
  work: Promise<Result>,
): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const name = constraintOf(error)
    const refusal = name === undefined ? undefined : byConstraint[name]
    throw refusal ? refusal() : error
  }
}

/** Name of the broken constraint. On a distributed table the shard's number is cut off the end. */
export function constraintOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('constraint' in error) || typeof error.constraint !== 'string') return undefined
  return error.constraint.replace(/_\d{5,}$/, '')
}

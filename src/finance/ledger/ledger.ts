import { v7 as uuid } from 'uuid'
import type { Clock } from '#platform/clock/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import { enter, placeOf, takingLegs, type Books } from './books.ts'
import type { BatchAnswer, EntryDraft, Ledger, Posted, Poster } from './contract.ts'
import { reversedLegs } from './entry.ts'
import { postQuery } from './post-query.ts'
import {
  addEntries,
  bodyHash,
  findBalances,
  findByKeys,
  findEntries,
  findHouseholdBalances,
  lockHouseholds,
  type NewEntry,
} from './ledger-store.ts'
import { ledgerRefusals } from './refusals.ts'

export const createLedger = ({ clock }: { clock: Clock }): Ledger => ({
  post: async (tx, who, draft) =>
    given((await postTogether(tx, who, [{ draft, reverses: null }], clock))[0], 'the outcome of the one entry'),
  postMany: async (tx, who, drafts) => {
    const outcomes = await postAll(
      tx,
      who,
      drafts.map((draft) => ({ draft, reverses: null })),
      clock,
    )
    const answer: { posted: BatchAnswer['posted'][number][]; refused: BatchAnswer['refused'][number][] } = {
      posted: [],
      refused: [],
    }
    for (const [index, outcome] of outcomes.entries()) {
      const number = index + 1
      if (outcome instanceof Refusal)
        answer.refused.push({ number, code: outcome.code, zh: outcome.zh, en: outcome.en })
      else answer.posted.push({ number, ...outcome })
    }
    return answer
  },
  postTogether: (tx, who, drafts) =>
    postTogether(
      tx,
      who,
      drafts.map((draft) => ({ draft, reverses: null })),
      clock,
    ),
  postQuery: (tx, who, wish) => postQuery(tx, who, wish, clock.now()),
  reverse: async (tx, who, { entryId, ...how }) =>
    given((await reverseMany(tx, who, { ...how, entryIds: [entryId] }, clock))[0], 'the counter-entry of one entry'),
  reverseMany: (tx, who, wish) => reverseMany(tx, who, wish, clock),
  balances: findBalances,
})

interface Wish {
  readonly draft: EntryDraft
  readonly reverses: string | null
}

/** All or none: what is refused takes the others along. */
async function postTogether(tx: Tx, who: Poster, wishes: readonly Wish[], clock: Clock): Promise<Posted[]> {
  if (wishes.length === 0) return []
  const outcomes = await postAll(tx, who, wishes, clock)
  return outcomes.map((outcome) => {
    if (outcome instanceof Refusal) throw outcome
    return outcome
  })
}

async function reverseMany(
  tx: Tx,
  who: Poster,
  { entryIds, why, on }: Parameters<Ledger['reverseMany']>[2],
  clock: Clock,
): Promise<Posted[]> {
  const originals = await findEntries(tx, who.tenant, entryIds)
  const wishes = entryIds.map((entryId): Wish => {
    const original = originals.get(entryId)
    if (!original) throw ledgerRefusals.notFound()
    if (original.reverses !== null) throw ledgerRefusals.isReversal()
    const { kind, about } = original
    const draft = { key: `reversal:${entryId}`, kind, about, why, on, legs: reversedLegs(original.legs) }
    return { draft, reverses: entryId }
  })
  const posted = await refusing(
    { entry_is_reversed_once: () => ledgerRefusals.reversedAlready() },
    postTogether(tx, who, wishes, clock),
  )
  if (posted.some(({ isNew }) => !isNew)) throw ledgerRefusals.reversedAlready()
  return posted
}

/** One outcome per wish, in order. What is refused leaves no trace; the others stand. */
async function postAll(tx: Tx, who: Poster, wishes: readonly Wish[], clock: Clock): Promise<(Posted | Refusal)[]> {
  const taking = new Set(wishes.flatMap(({ draft }) => takingLegs(draft.legs)).map(({ householdId }) => householdId))
  const households = [...taking].filter((id) => id !== null)
  await lockHouseholds(tx, who.tenant, households)
  const keys = wishes.map(({ draft }) => draft.key)
  const known = await findByKeys(tx, who.tenant, keys)
  const books: Books = new Map()
  if (households.length > 0)
    for (const balance of await findHouseholdBalances(tx, who.tenant, households))
      books.set(placeOf(balance), balance.amount)

  const entries: NewEntry[] = []
  const outcomes = wishes.map(({ draft, reverses }): Posted | Refusal => {
    const standing = known.get(draft.key)
    if (standing) return answerOf(standing, draft)
    const refusal = refusalOf(() => enter(books, draft))
    if (refusal) return refusal
    const id = uuid()
    entries.push({ id, draft, reverses })
    known.set(draft.key, { id, bodyHash: bodyHash(draft) })
    return { id, isNew: true }
  })
  if (entries.length === 0) return outcomes
  const added = await addEntries(tx, who, entries, clock.now())
  return added.size === entries.length ? outcomes : outbid(tx, who, { wishes, outcomes, added })
}

/** Somebody else posted the same key between our look and our writing: theirs stands, and is the answer. */
async function outbid(
  tx: Tx,
  who: Poster,
  {
    wishes,
    outcomes,
    added,
  }: { wishes: readonly Wish[]; outcomes: readonly (Posted | Refusal)[]; added: ReadonlySet<string> },
): Promise<(Posted | Refusal)[]> {
  const keys = wishes.map(({ draft }) => draft.key)
  const standing = await findByKeys(tx, who.tenant, keys)
  return outcomes.map((outcome, index) => {
    if (outcome instanceof Refusal || added.has(outcome.id)) return outcome
    const { draft } = given(wishes[index], 'the wish of an outcome')
    return answerOf(given(standing.get(draft.key), 'the entry that was quicker'), draft)
  })
}

const answerOf = (standing: { id: string; bodyHash: Buffer }, draft: EntryDraft): Posted | Refusal =>
  standing.bodyHash.equals(bodyHash(draft)) ? { id: standing.id, isNew: false } : ledgerRefusals.keyTaken()

function refusalOf(work: () => void): Refusal | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

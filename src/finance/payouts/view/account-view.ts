import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import { maskName } from '#registry/households/index.ts'
import { approveAccounts } from '../access.ts'
import { countProposed, findAccounts, findProposed, type AccountRow } from '../account/account-store.ts'
import { holderUse } from '../account/accounts.ts'
import type { PayeeAccount, ProposedAccount } from '../wire.ts'
import { headsOf } from './line-view.ts'

/** Every account a household has or had. */
export async function readAccounts(tx: Tx, who: Caller, householdId: string, vault: Vault): Promise<PayeeAccount[]> {
  const cards = await cardsOf(who, await findAccounts(tx, who.tenant, householdId), vault)
  return cards.map(({ card }) => card)
}

/** What waits for a second person, with the household it is for. */
export async function readProposedAccounts(
  tx: Tx,
  who: Caller,
  size: number,
  { vault, households }: { readonly vault: Vault; readonly households: Pick<Households, 'list'> },
): Promise<{ rows: ProposedAccount[]; count: number; toDecide: number }> {
  const cards = await cardsOf(who, await findProposed(tx, who, size), vault)
  const ids = cards.map(({ householdId }) => householdId)
  const heads = await headsOf(tx, who, ids, households)
  const rows = cards.map(({ card, householdId }) => {
    const { number, place } = heads(householdId)
    return { ...card, householdId, number, place }
  })
  return { rows, ...(await countProposed(tx, who)) }
}

async function cardsOf(who: Caller, rows: readonly AccountRow[], vault: Vault) {
  if (rows.length === 0) return []
  const box = await vault.boxOf(who.tenant)
  return rows.map((row) => {
    const { id, householdId, bank, lastFour, state, why, proposedName, proposedAt, proposedBy } = row
    const card: PayeeAccount = {
      ...{ id, bank, lastFour, state, why, holder: maskName(box.open(row.holder, holderUse(id))) },
      proposedBy: { name: proposedName, at: proposedAt.toISOString() },
      decidedBy:
        row.decidedName === null || row.decidedAt === null
          ? null
          : { name: row.decidedName, at: row.decidedAt.toISOString() },
      refusedWhy: row.decidedReason,
      mayApprove: state === 'proposed' && proposedBy !== who.id && who.may(approveAccounts),
    }
    return { householdId, card }
  })
}

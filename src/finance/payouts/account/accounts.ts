import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { refusing, type PlaceId, type Tx } from '#platform/db/index.ts'
import { purposeOf } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { payoutRefusals } from '../refusals.ts'
import { reissueLines } from '../desk/reissue.ts'
import { addAccounts, decideAccount, findAccountForUpdate, type NewAccount } from './account-store.ts'

export interface AccountDraft {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly holder: string
  readonly bank: string
  /** Digits; spaces are left out. */
  readonly number: string
  readonly why: string
}

/** What the second person holds against the paper. The number is typed off the card, so only its end is shown. */
export interface AccountToCheck {
  readonly householdId: string
  readonly holder: string
  readonly bank: string
  readonly lastFour: string
}

/** Where the money of a household goes. A change takes two people; the number is sealed and shown by its last digits. */
export interface Accounts {
  readonly propose: (tx: Tx, who: Caller, draft: AccountDraft) => Promise<string>
  /**
   * The second person types the number off the card or the passbook; it has to be the recorded one. Returned money can go
   * out again then.
   * @throws notFound, accountDecided, accountNeedsAnother, accountNumberDiffers, accountJustChanged
   */
  readonly approve: (tx: Tx, who: Caller, wish: { readonly id: string; readonly number: string }) => Promise<string>
  /** The holder in full, for the second person; written down with the purpose. @throws notFound, accountDecided */
  readonly toCheck: (tx: Tx, who: Caller, id: string) => Promise<AccountToCheck>
  /** @throws notFound, accountDecided */
  readonly refuse: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
  /** From the old pay list, with its document: in use at once. @returns how many are new */
  readonly adopt: (tx: Tx, who: Caller, drafts: readonly AccountDraft[]) => Promise<number>
}

export interface AccountNeeds {
  readonly vault: Vault
  readonly audit: Audit
  readonly clock: Clock
  readonly ledger: Ledger
}

export const holderUse = (id: string): string => `payouts.account.holder:${id}`
export const numberUse = (id: string): string => `payouts.account.number:${id}`

export const createAccounts = (needs: AccountNeeds): Accounts => ({
  propose: async (tx, who, draft) => {
    const [account] = await sealed(who, [draft], 'proposed', needs)
    if (!account) throw payoutRefusals.notFound()
    await addAccounts(tx, who, [account], needs.clock.now())
    await needs.audit.record(tx, who, {
      ...{ action: 'payouts.account-proposed', about: { kind: 'household', id: draft.householdId } },
      // Why stands in the sealed part of the entry: it speaks of a family.
      after: { bank: draft.bank, lastFour: account.lastFour, reason: draft.why },
    })
    return account.id
  },
  approve: async (tx, who, { id, number }) => {
    const account = await openAccount(tx, who, id)
    if (account.state === 'active') return id
    if (account.state !== 'proposed') throw payoutRefusals.accountDecided()
    if (account.proposedBy === who.id) throw payoutRefusals.accountNeedsAnother()
    const box = await needs.vault.boxOf(who.tenant)
    if (box.open(account.number, numberUse(id)) !== digitsOf(number))
      throw payoutRefusals.accountNumberDiffers({}, 'number')
    await refusing(
      { account_in_use_is_one: () => payoutRefusals.accountJustChanged() },
      decideAccount(tx, who, { account, state: 'active', at: needs.clock.now() }),
    )
    await reissueLines(tx, who, { householdId: account.householdId }, { why: '收款账户已更正', needs })
    await needs.audit.record(tx, who, {
      ...{ action: 'payouts.account-approved', about: { kind: 'household', id: account.householdId } },
      after: { bank: account.bank, lastFour: account.lastFour },
    })
    return id
  },
  toCheck: async (tx, who, id) => {
    purposeOf(who)
    const account = await openAccount(tx, who, id)
    if (account.state !== 'proposed') throw payoutRefusals.accountDecided()
    const { householdId, bank, lastFour } = account
    const box = await needs.vault.boxOf(who.tenant)
    await needs.audit.recordRead(tx, who, {
      ...{ act: 'reveal', action: 'payouts.account-checked', about: { kind: 'household', id: householdId } },
      details: { account: id, lastFour },
    })
    return { householdId, bank, lastFour, holder: box.open(account.holder, holderUse(id)) }
  },
  refuse: async (tx, who, id, reason) => {
    const account = await openAccount(tx, who, id)
    if (account.state !== 'proposed') throw payoutRefusals.accountDecided()
    if (account.proposedBy === who.id) throw payoutRefusals.accountNeedsAnother()
    await decideAccount(tx, who, { account, state: 'refused', reason, at: needs.clock.now() })
    const about = { kind: 'household', id: account.householdId }
    await needs.audit.record(tx, who, { action: 'payouts.account-refused', about, after: { reason } })
    return id
  },
  adopt: async (tx, who, drafts) => addAccounts(tx, who, await sealed(who, drafts, 'active', needs), needs.clock.now()),
})

const digitsOf = (number: string): string => number.replaceAll(' ', '')

/** @throws notFound */
async function openAccount(tx: Tx, who: Caller, id: string) {
  const account = await findAccountForUpdate(tx, who.tenant, id)
  if (!account) throw payoutRefusals.notFound()
  return account
}

async function sealed(
  who: Caller,
  drafts: readonly AccountDraft[],
  state: NewAccount['state'],
  { vault }: AccountNeeds,
): Promise<NewAccount[]> {
  const box = await vault.boxOf(who.tenant)
  return drafts.map(({ holder, number, ...rest }) => {
    const id = uuid()
    const digits = digitsOf(number)
    return {
      ...{ ...rest, id, state, lastFour: digits.slice(-4) },
      holder: box.seal(holder, holderUse(id)),
      number: box.seal(digits, numberUse(id)),
    }
  })
}

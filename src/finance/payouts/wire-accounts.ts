import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels about the accounts that money goes to. */
const text = z.string()
const one = z.object({ id: z.uuid() })
const Done = z.object({ id: text })
const Person = z.object({ name: text, at: text })
const Reason = z.object({ reason: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }) })
const AccountNumber = z
  .string()
  .regex(/^[\d ]{8,30}$/)
  .meta({
    ...{ title: '账号', en: 'Account number' },
    form: {
      zh: '写 8 到 30 位数字，照存折或卡上的抄',
      en: 'has 8 to 30 digits; copy it from the card or the passbook',
    },
  })
/** What cuts the cells of a bank's file may stand in no name: the file of everybody would be held up by it. */
const AccountHolder = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[^|"\p{Cc}]*$/u)
  .meta({
    ...{ title: '户名', en: 'Account holder' },
    form: {
      zh: '照存折或卡上的抄，不能有竖线、引号和换行',
      en: 'is copied from the card; no bars, quotes or line breaks',
    },
  })

export const PayeeAccount = z.object({
  id: text,
  /** Masked. */
  holder: text,
  bank: text,
  lastFour: text,
  state: z.enum(['proposed', 'active', 'replaced', 'refused']),
  why: text,
  proposedBy: Person,
  /** Who approved or refused it. */
  decidedBy: Person.nullable(),
  /** For whoever entered it: what was wrong. */
  refusedWhy: text.nullable(),
  mayApprove: z.boolean(),
})
export type PayeeAccount = z.output<typeof PayeeAccount>

/** Waits for the second person. `number` and `place` are the household's. */
export const ProposedAccount = PayeeAccount.extend({ householdId: text, number: text, place: text })
export type ProposedAccount = z.output<typeof ProposedAccount>

export const proposeAccount = endpoint({
  verb: 'POST',
  path: '/api/payouts/households/:id/accounts',
  key: 'once',
  params: one,
  body: z.object({
    holder: AccountHolder,
    bank: z.string().trim().min(2).max(60).meta({ title: '开户银行', en: 'bank' }),
    number: AccountNumber,
    why: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }),
  }),
  answers: Done,
})
/** What this reader may decide on comes first, the longest wait on top; what they proposed themselves stands last. */
export const listProposedAccounts = endpoint({
  verb: 'GET',
  path: '/api/payouts/accounts',
  query: z.object({
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '几条', en: 'how many' }),
  }),
  answers: z.object({
    rows: z.array(ProposedAccount),
    /** All that wait, and of them those this reader may decide on. */
    count: z.number(),
    toDecide: z.number(),
  }),
})
/** For the second person, with a purpose: the holder in full, and whether it is one of the household. */
export const checkAccount = endpoint({
  verb: 'POST',
  path: '/api/payouts/accounts/:id/check',
  params: one,
  answers: z.object({ holder: text, bank: text, lastFour: text, isMember: z.boolean() }),
})
/** By somebody else than who proposed it, who types the number off the paper. Returned lines can go out again then. */
export const approveAccount = endpoint({
  verb: 'POST',
  path: '/api/payouts/accounts/:id/approve',
  key: 'once',
  params: one,
  body: z.object({ number: AccountNumber }),
  answers: Done,
})
export const refuseAccount = endpoint({
  verb: 'POST',
  path: '/api/payouts/accounts/:id/refuse',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})

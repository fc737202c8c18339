import { ageOn, type Day } from '#platform/clock/index.ts'
import type { Signer } from './contract.ts'

/** What a signed authorisation lets the office ask: the groups of departments named in the letter (facts §14). */
export const authorisationScope = [
  'household-registration',
  'social-insurance',
  'tax',
  'real-estate',
  'vehicles',
  'deposits',
] as const

export interface Signed {
  readonly id: string
  readonly personId: string
  readonly signer: Signer
  readonly signedOn: Day
  /** Last day, where the paper names one. */
  readonly validUntil: Day | null
  readonly endedOn: Day | null
  readonly endedWhy: 'not-eligible' | 'withdrawn' | 'signed-again' | null
  /** Persons of the household when it was signed. */
  readonly members: readonly string[]
}

export interface Words {
  readonly zh: string
  readonly en: string
}

/** Full years from which a person signs alone. */
const ofAge = 18

/** Who signs for a member: an unknown birth date counts as of age, because nobody may sign for an adult. */
export const signerOf = (member: { readonly bornOn: Day | null; readonly hasCapacity: boolean }, on: Day): Signer =>
  !member.hasCapacity || (member.bornOn !== null && ageOn(member.bornOn, on) < ofAge) ? 'guardian' : 'self'

/**
 * Whether a signature holds on a day, and if not, why. Valid from the day of signing; ends with the day the paper names,
 * with a refusal, when it is taken back, and when somebody joins or leaves the household (facts §14).
 */
export function standing(
  signed: Signed,
  { on, members, signer }: { readonly on: Day; readonly members: readonly string[]; readonly signer: Signer },
): { readonly isValid: boolean; readonly why: Words | null } {
  const over = (zh: string, en: string) => ({ isValid: false, why: { zh, en } })
  if (signed.endedWhy === 'not-eligible')
    return over('申请没有通过，授权随之终止', 'Not eligible: the agreement ended with it')
  if (signed.endedWhy === 'withdrawn') return over('本人收回了授权', 'The person took it back')
  if (signed.endedWhy === 'signed-again') return over('已经重新签过', 'Signed again since')
  if (on < signed.signedOn) return over(`从 ${signed.signedOn} 起才有效`, `Valid from ${signed.signedOn} only`)
  if (signed.validUntil !== null && on > signed.validUntil)
    return over(`${signed.validUntil} 已经到期`, `Ended on ${signed.validUntil}`)
  if (!sameSet(signed.members, members))
    return over('家庭成员有变化，要重新签', 'The members of the household changed: sign again')
  if (signed.signer !== signer && signer === 'self')
    return over('已经成年，要本人重新签', 'Of age now: to be signed in person')
  return { isValid: true, why: null }
}

const sameSet = (left: readonly string[], right: readonly string[]): boolean => {
  const known = new Set(left)
  return known.size === new Set(right).size && right.every((one) => known.has(one))
}

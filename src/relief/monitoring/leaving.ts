import { monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Entitlement, Payouts } from '#finance/payouts/contract.ts'
import type { MemberFacts } from '#registry/households/facts.ts'
import type { Assessment } from '#relief/eligibility/contract.ts'
import { monthAfter } from './adjust.ts'
import type { EndingRule, Ground, Leaving, MonitoringRule } from './contract.ts'
import type { LookNeeds } from './look.ts'
import { withMinors } from './minors.ts'
import { monitoringRefusals } from './refusals.ts'
import type { Review } from './review-store.ts'

export interface LeavingNeeds extends LookNeeds {
  readonly payouts: Pick<Payouts, 'ofHousehold'>
}

/** Whether the ground holds of this person on today’s facts, or the sentence why not. `alone`: assessed by themselves. */
export function groundFault(
  ground: Ground,
  { died, alone }: { readonly died: Day | null; readonly alone: Pick<Assessment, 'outcome' | 'reasons'> | null },
): Refusal | null {
  const { restsOn } = ground
  if (restsOn.kind === 'death') return died === null ? monitoringRefusals.noDeathOnFile({}, 'ground') : null
  if (died !== null) return monitoringRefusals.deathIsTheGround({ day: died }, 'ground')
  if (restsOn.kind === 'statement') return null
  const { codes } = restsOn
  const isSo = alone?.outcome === 'not-entitled' && alone.reasons.some(({ code }) => codes.includes(code))
  return isSo ? null : monitoringRefusals.groundNotOnFile({ ground: ground.zh, groundEn: ground.en }, 'ground')
}

/** What an ending comes to on a day, computed from the file and never taken from a form. */
export interface LeavingSum {
  readonly person: MemberFacts
  readonly ground: Ground
  readonly right: Entitlement
  readonly died: Day | null
  /** Fen per month of those who stay; null when the whole right ends. */
  readonly amount: Fen | null
  /** From the month after the decision; after a death from the month after it, or with the right where it began later. */
  readonly from: Month
  /** Rights that come with the support, and what those who stay are due of them. */
  readonly also: readonly { readonly right: Entitlement; readonly amount: Fen | null; readonly from: Month }[]
}

/** @throws endingNotHere */
export function endingOf(rule: MonitoringRule, programme: string): EndingRule {
  if (rule.ending === null) throw monitoringRefusals.endingNotHere({ programme })
  return rule.ending
}

/**
 * @throws endingNotHere, unknownGround, personNotHere, rightGone, noDeathOnFile, deathIsTheGround, groundNotOnFile,
 * restUnknown, notInSupport
 */
export async function leavingSum(
  tx: Tx,
  who: Caller,
  review: Pick<Review, 'programme' | 'householdId' | 'entitlementId' | 'paid'>,
  { personId, ground: name }: Pick<Leaving, 'personId' | 'ground'>,
  needs: LeavingNeeds,
): Promise<LeavingSum> {
  const { clock, rules, households, eligibility } = needs
  const { programme, householdId } = review
  const today = clock.today()
  const rule = rules.on(programme, today)
  const { grounds, endsAlso } = endingOf(rule, programme)
  const ground = grounds.find((one) => one.name === name)
  if (ground === undefined) throw monitoringRefusals.unknownGround({ programme }, 'ground')
  const right = await rightOf(tx, who, review, needs)
  const [whole] = await households.situationsOf(tx, who.tenant, [householdId], { factsOn: today, programme })
  const person = whole?.members.find(({ id }) => id === personId)
  if (whole === undefined || person === undefined) throw monitoringRefusals.personNotHere({}, 'personId')
  const persons = whole.members.map(({ id }) => id)
  const deaths = await households.deathsOf(tx, who, { persons, factsOn: today })
  const diedOn = new Map(deaths.map((death) => [death.personId, death.diedOn]))
  const known = withMinors(whole, right, rule.minors)
  const region = await needs.regionOf(who)
  const assess = (keep: (id: string) => boolean, of = programme): Assessment | null => {
    const members = known.members.filter(({ id }) => keep(id))
    if (members.length === 0) return null
    const dates = { month: monthOf(today), factsOn: today, lawOn: today }
    return eligibility.assess({ region, programme: of, ...dates, situation: { ...known, members } })
  }
  const died = diedOn.get(personId) ?? null
  const fault = groundFault(ground, { died, alone: died === null ? assess((id) => id === personId) : null })
  if (fault !== null) throw fault
  const stays = (id: string): boolean => id !== personId && !diedOn.has(id)
  const amount = amountOfRest(assess(stays))
  if (amount !== null && amount >= right.rate.amount) throw monitoringRefusals.notInSupport({}, 'personId')
  const from = monthAfter(died ?? today)
  const rights = endsAlso.length === 0 ? [] : await needs.payouts.ofHousehold(tx, who.tenant, householdId)
  const also = endsAlso.flatMap((of) =>
    rightsFrom(rights, of, from).map((beside) => ({
      ...{ right: beside, amount: amountOfRest(assess(stays, of)), from: firstFor(beside, from) },
    })),
  )
  return { person, ground, right, died, amount, from: firstFor(right, from), also }
}

/** Rights of a programme that pay in the month or later. */
const rightsFrom = (rights: readonly Entitlement[], programme: string, month: Month): readonly Entitlement[] =>
  rights.filter((one) => one.programme === programme && (one.until === null || one.until >= month))

/** Who died before a right began is paid nothing of it: it ends with its first month. */
const firstFor = (right: Entitlement, from: Month): Month => (right.from > from ? right.from : from)

/** The right as it was found and still stands. @throws rightGone */
export async function rightOf(
  tx: Tx,
  who: Caller,
  review: Pick<Review, 'householdId' | 'entitlementId' | 'paid'>,
  { payouts, clock }: Pick<LeavingNeeds, 'payouts' | 'clock'>,
): Promise<Entitlement> {
  const month = monthOf(clock.today())
  const right = (await payouts.ofHousehold(tx, who.tenant, review.householdId)).find(
    ({ id, until }) => id === review.entitlementId && (until === null || until >= month),
  )
  if (right === undefined || right.rate.amount !== review.paid) throw monitoringRefusals.rightGone()
  return right
}

function amountOfRest(rest: Assessment | null): Fen | null {
  if (rest === null || rest.outcome === 'not-entitled') return null
  if (rest.outcome !== 'entitled' || rest.amount === null) throw monitoringRefusals.restUnknown()
  return rest.amount
}

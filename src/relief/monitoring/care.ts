import type { Day, Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given, must } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { zeroFen, type Fen } from '#platform/money/index.ts'
import type { Entitlement, Payouts } from '#finance/payouts/contract.ts'
import { maskName } from '#registry/households/index.ts'
import type { Situation } from '#registry/households/contract.ts'
import type { Assessment } from '#relief/eligibility/contract.ts'
import { monthAfter } from './adjust.ts'
import type { CareChanges } from './care-changes.ts'
import type { CareItems, CareRule, MonitoringRule } from './contract.ts'
import type { LookNeeds } from './look.ts'
import { withMinors } from './minors.ts'
import { monitoringRefusals } from './refusals.ts'
import type { Review } from './review-store.ts'

export interface CareNeeds extends LookNeeds {
  readonly payouts: Pick<Payouts, 'ofHousehold'>
  readonly careChanges: CareChanges
}

/** @throws careNotHere */
export function careOf({ care }: MonitoringRule, programme: string): CareRule {
  if (care === null) throw monitoringRefusals.careNotHere({ programme })
  return care
}

/** How many of the items cannot be done. @throws itemsMissing: every item is answered, and no other */
export function failedIn({ items }: CareRule, answers: CareItems): number {
  const open = items.filter(({ name }) => answers[name] === undefined)
  if (open.length > 0 || Object.keys(answers).length !== items.length)
    throw monitoringRefusals.itemsMissing({ items: open.map(({ zh }) => zh).join('、') }, 'items')
  return items.filter(({ name }) => answers[name] === 'cannot').length
}

/** The right of a programme that is paid in a month or will be; null when there is none. */
export const rightIn = (rights: readonly Entitlement[], programme: string, month: Month): Entitlement | null =>
  rights.find((one) => one.programme === programme && (one.until === null || one.until >= month)) ?? null

/** What an assessment comes to: the level and the sum as the model has them, the month as the place has said. */
export interface CareSum {
  /** In the words of the model. */
  readonly level: string
  /** Fen per month of the household. */
  readonly amount: Fen
  readonly from: Month
  /** The right to care that is paid now; null before the first assessment. */
  readonly right: Entitlement | null
  readonly support: Entitlement
}

interface Assessed {
  readonly personId: string
  readonly failed: number
  readonly on: Day
}

/** @throws careNotHere, nothingPaid, rightGone, personNotHere, noCareMonth, careUnknown, careNotDue */
export async function careSum(
  tx: Tx,
  who: Caller,
  review: Pick<Review, 'programme' | 'householdId' | 'paid'>,
  found: Assessed,
  needs: CareNeeds,
): Promise<CareSum> {
  const { clock, rules, eligibility } = needs
  const { programme, householdId } = review
  const today = clock.today()
  const care = careOf(rules.on(programme, today), programme)
  const rights = await needs.payouts.ofHousehold(tx, who.tenant, householdId)
  const from = monthAfter(today)
  // In the month it begins with: who leaves the support with this month gets no care from the next.
  const support = rightIn(rights, care.support, from)
  if (support === null) throw monitoringRefusals.nothingPaid({ programme: care.support })
  const right = rightIn(rights, programme, from)
  if ((right?.rate.amount ?? zeroFen) !== review.paid) throw monitoringRefusals.rightGone()
  const region = await needs.regionOf(who)
  const change = needs.careChanges.of({ programme, on: today, places: eligibility.placesAbove(region) })
  if (change === null) throw monitoringRefusals.noCareMonth({ programme })
  const living = await livingIn(tx, who, review, { needs, support, minors: rules.on(care.support, today).minors })
  const situation = withFailed(living, found, care.fact)
  const person = situation.members.filter(({ id }) => id === found.personId)
  if (person.length === 0) throw monitoringRefusals.personNotHere({}, 'personId')
  const request = { region, programme, month: from, factsOn: today, lawOn: today }
  const alone = due(eligibility.assess({ ...request, situation: { ...situation, members: person } }))
  const whole = due(eligibility.assess({ ...request, situation }))
  return {
    level: given(alone.class, 'the level of care of who is entitled to it'),
    ...{ amount: whole.amount, from, right, support },
  }
}

/** @throws careUnknown with what is missing, careNotDue with the reasons */
function due(result: Assessment): { readonly class: string | null; readonly amount: Fen } {
  const { outcome, amount, reasons, missing } = result
  const words = (list: readonly { readonly zh: string; readonly en: string }[]) => ({
    what: list.map(({ zh }) => zh).join('；'),
    whatEn: list.map(({ en }) => en).join('; '),
  })
  if (outcome === 'not-entitled') throw monitoringRefusals.careNotDue(words(reasons))
  if (outcome !== 'entitled') throw monitoringRefusals.careUnknown(words(outcome === 'no-rule' ? reasons : missing))
  must(amount !== null, 'who is entitled to care has an amount')
  return { class: result.class, amount }
}

async function livingIn(
  tx: Tx,
  who: Caller,
  { programme, householdId }: Pick<Review, 'programme' | 'householdId'>,
  of: { readonly needs: CareNeeds; readonly support: Entitlement; readonly minors: MonitoringRule['minors'] },
): Promise<Situation> {
  const { households, clock } = of.needs
  const factsOn = clock.today()
  const [whole] = await households.situationsOf(tx, who.tenant, [householdId], { factsOn, programme })
  if (whole === undefined) throw monitoringRefusals.notFound()
  const persons = whole.members.map(({ id }) => id)
  const deaths = await households.deathsOf(tx, who, { persons, factsOn })
  const dead = new Set(deaths.map(({ personId }) => personId))
  const living = { ...whole, members: whole.members.filter(({ id }) => !dead.has(id)) }
  return withMinors(living, of.support, of.minors)
}

/** With what was assessed. Names are masked: what is missing is said in a refusal, and a refusal names nobody. */
const withFailed = (situation: Situation, { personId, failed, on }: Assessed, fact: string): Situation => ({
  ...situation,
  members: situation.members.map((one) => ({
    ...one,
    name: maskName(one.name),
    ...(one.id === personId ? { stated: { ...one.stated, [fact]: failedFact(failed, on) } } : {}),
  })),
})

/** As it goes into the file when it is approved. */
export const failedFact = (failed: number, on: Day) => ({
  value: String(failed),
  source: { kind: 'surveyed' as const, zh: '自理能力评估', on },
})

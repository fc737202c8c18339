import { monthOf, type Clock, type Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Entitlement } from '#finance/payouts/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import type { Assessment, AssessmentRequest } from '#relief/eligibility/contract.ts'
import {
  answerMany,
  canonicalJson,
  fingerprint,
  type Eligibility,
  type QuickAnswer,
} from '#relief/eligibility/index.ts'
import { findingOf, type Finding } from './finding.ts'
import { withMinors } from './minors.ts'
import type { MonitoringRules } from './rules.ts'

export interface LookNeeds {
  readonly clock: Clock
  readonly households: Pick<Households, 'situationsOf' | 'deathsOf'>
  readonly eligibility: Pick<Eligibility, 'assess' | 'library' | 'placesAbove'>
  readonly regionOf: (who: Pick<Caller, 'tenant'>) => Promise<string>
  readonly rules: Pick<MonitoringRules, 'on'>
}

/** One right with everything that speaks about it. */
export interface Look {
  readonly right: Entitlement
  readonly request: AssessmentRequest
  /** The whole sum, made when it is first asked for: who is paid what is due needs none. */
  readonly result: Assessment
  readonly finding: (Finding & { readonly eventOn: Day | null }) | null
  /** Without those who have died. */
  readonly situation: Situation
  /** What the answer rests on; two looks with the same cause ask the same question. */
  readonly cause: string
}

/** Assesses these rights (of one programme) on today's facts and law. A household that is gone is left out. */
export async function lookAt(
  tx: Tx,
  { households, eligibility, clock, regionOf, rules }: LookNeeds,
  who: Caller,
  rights: readonly Entitlement[],
): Promise<Look[]> {
  const [first] = rights
  if (first === undefined) return []
  const today = clock.today()
  const region = await regionOf(who)
  const { minors } = rules.on(first.programme, today)
  const ids = rights.map(({ householdId }) => householdId)
  const { programme } = first
  const situations = await households.situationsOf(tx, who.tenant, ids, { factsOn: today, programme })
  const byId = new Map(situations.map((situation) => [situation.householdId, situation]))
  const persons = situations.flatMap(({ members }) => members.map(({ id }) => id))
  const deaths = await households.deathsOf(tx, who, { persons, factsOn: today })
  const diedOn = new Map(deaths.map((death) => [death.personId, death.diedOn]))
  const found = rights.flatMap((right) => {
    const whole = byId.get(right.householdId)
    if (whole === undefined) return []
    const dead = whole.members.flatMap(({ id }) => diedOn.get(id) ?? []).toSorted()
    const living = { ...whole, members: whole.members.filter(({ id }) => !diedOn.has(id)) }
    return [{ right, dead, situation: withMinors(living, right, minors) }]
  })
  const question = { region, programme, month: monthOf(today), factsOn: today, lawOn: today }
  const living = found.map(({ situation }) => situation)
  const answers = answerMany(eligibility, question, living)
  return found.map((one, index) => lookOf(one, { eligibility, question, answer: answers[index]! }))
}

interface Found {
  readonly right: Entitlement
  readonly situation: Situation
  readonly dead: readonly Day[]
}

interface Said {
  readonly eligibility: LookNeeds['eligibility']
  readonly question: Omit<AssessmentRequest, 'situation'>
  readonly answer: QuickAnswer
}

/** Only where the answer is another than what is paid, or somebody has died, is the whole sum made at once. */
function lookOf({ right, situation, dead }: Found, { eligibility, question, answer }: Said): Look {
  const request = { ...question, situation }
  let made: Assessment | null = null
  const result = (): Assessment => (made ??= eligibility.assess(request))
  const isAsPaid = answer.outcome === 'entitled' && answer.amount === right.rate.amount
  const agrees = isAsPaid && dead.length === 0 && situation.members.length > 0
  return {
    ...{ right, request, situation },
    finding: agrees ? null : findingFor(right, result(), situation, dead[0] ?? null),
    get result() {
      return result()
    },
    get cause() {
      return causeOf(right, situation, result(), dead)
    },
  }
}

function findingFor(right: Entitlement, result: Assessment, situation: Situation, died: Day | null): Look['finding'] {
  const finding = situation.members.length === 0 ? null : findingOf(right.rate.amount, result)
  if (died === null) return finding === null ? null : { ...finding, eventOn: null }
  const alone = situation.members.length === 0
  // The amount may be the same without the one who died: then nothing is to be adjusted for it.
  if (!alone && finding === null) return null
  return {
    kind: 'death',
    computed: alone ? null : (finding?.computed ?? null),
    zh: alone ? `独自生活的本人 ${died} 去世` : `一位成员 ${died} 去世；${finding?.zh ?? ''}`,
    en: alone ? `who lived alone died on ${died}` : `a member died on ${died}; ${finding?.en ?? ''}`,
    eventOn: died,
  }
}

/**
 * The amounts, every fact with the kind of its source, what is missing, the reasons, the parameters and the version of
 * the law. Not the day: the same stands as long as nothing of this differs. Not the day of a source either: the same
 * value found once more is the same.
 */
export const causeOf = (
  right: Pick<Entitlement, 'rate'>,
  situation: Situation,
  result: Assessment,
  deaths: readonly Day[],
): string =>
  fingerprint(
    canonicalJson({
      paid: right.rate.amount,
      ...{ outcome: result.outcome, computed: result.amount, deaths, pack: result.pack.hash },
      reasons: result.reasons.map(({ code, article }) => `${code} ${article}`).toSorted(),
      missing: result.missing.map(({ path }) => path).toSorted(),
      parameters: result.parameters
        .map(({ key, value, unit, region, validFrom }) => `${key} ${value} ${unit} ${region} ${validFrom}`)
        .toSorted(),
      facts: valuesIn(situation),
    }),
  )

/** Facts without the words and days of their sources. */
function valuesIn(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(valuesIn)
  if (typeof part !== 'object' || part === null) return part
  if ('value' in part && 'source' in part) return [valuesIn(part.value), (part.source as { kind: string }).kind]
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, valuesIn(one)]))
}

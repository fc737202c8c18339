import { stringify } from 'yaml'
import { ageOn, monthOf, type Day } from '#platform/clock/index.ts'
import { plainYuan, type Fen } from '#platform/money/index.ts'
import { incomeKinds, type Fact, type Income, type MemberFacts, type Situation } from '#registry/households/facts.ts'
import type { Assessment } from '#relief/eligibility/index.ts'

/**
 * A worked case with the facts of a household and nothing that says whose they are: no name, number, village or birth
 * date; ages, who they are to each other, amounts. What it expects is what the draft answers now: read it before keeping
 * it.
 */
export function caseOf(situation: Situation, answer: Assessment, { on, region }: { on: Day; region: string }): string {
  const said = {
    name: `照在册的一户写的：${situation.members.length} 口人`,
    month: monthOf(on),
    on,
    ...(tierOf(situation) === null ? {} : { live: tierOf(situation) }),
    members: situation.members.map((member) => memberOf(member, { on, region })),
    ...amount('deposits', situation.deposits),
    ...count('homes', situation.homes),
    ...count('vehicles', situation.vehicles),
    ...count('businesses', situation.businesses),
    ...(situation.propertyFinding ? { finding: situation.propertyFinding.value } : {}),
    expect: {
      outcome: answer.outcome,
      ...(answer.amount === null ? {} : { amount: plainYuan(answer.amount) }),
      ...(answer.outcome === 'not-entitled' ? { reasons: answer.reasons.map(({ code }) => code) } : {}),
    },
  }
  return stringify([said], { lineWidth: 0 }).replace(/^/gm, '  ').trimEnd()
}

const tierOf = ({ members }: Situation) => members.find(({ urbanRural }) => urbanRural)?.urbanRural?.value ?? null

function memberOf(member: MemberFacts, { on, region }: { on: Day; region: string }) {
  const { relation, bornOn, registeredAt, fullTimeStudy, labourCapacity, counted, incomes, deduction } = member
  const isElsewhere = registeredAt !== null && !registeredAt.value.startsWith(region.slice(0, 6))
  return {
    relation,
    ...(bornOn ? { age: ageOn(bornOn.value, on) } : {}),
    // The county is enough to decide; the village would point at the family.
    ...(registeredAt === null
      ? { registered: '?' }
      : isElsewhere
        ? { registered: registeredAt.value.slice(0, 6) }
        : {}),
    ...Object.fromEntries(incomeKinds.flatMap((kind) => told(kind, incomes[kind]))),
    ...Object.fromEntries(deduction === null ? [] : told('deduction', deduction)),
    ...(fullTimeStudy?.value ? { study: true } : {}),
    ...(labourCapacity ? { labour: labourCapacity.value } : {}),
    ...(counted && counted.value !== 'counted' ? { counted: counted.value } : {}),
  }
}

const told = (name: string, fact: Fact<Income>): [string, string][] =>
  fact === null
    ? [[name, '?']]
    : fact.value.amount === 0n
      ? []
      : [[name, plainYuan(fact.value.amount) + (fact.value.per === 'year' ? '/年' : '')]]

const amount = (name: string, fact: Fact<Fen>) => ({ [name]: fact === null ? '?' : plainYuan(fact.value) })
const count = (name: string, fact: Fact<number>) => (fact === null ? {} : { [name]: fact.value })

import type { Audit } from '#platform/audit/contract.ts'
import type { Clock, Day } from '#platform/clock/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import { recordHouseholds } from '#registry/households/index.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { toWire } from '../assess/wire.ts'
import { MatchedCatalogue } from '../contract.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { catalogueFor } from './load.ts'
import { statedSources } from '../labels.ts'
import { definitionsOf, matchCatalogue, statedByHolder, withAnswers, type StatedAnswer } from './match.ts'
import type { Catalogue } from './shape.ts'

export interface EntitlementService {
  /** Recorded as a look at the household. @throws householdNotFound, noCatalogue, badFact */
  readonly match: (
    who: Caller,
    wish: { readonly householdId: string; readonly answers: readonly StatedAnswer[] },
  ) => Promise<MatchedCatalogue>
  /**
   * Keeps facts only some policies ask for, each with its source and first day; the next assessment finds them. What is
   * known already changes nothing. @throws householdNotFound, noCatalogue, badFact, factTwice, factBeginsLater
   */
  readonly keep: (
    who: Caller,
    wish: {
      readonly householdId: string
      readonly answers: readonly StatedAnswer[]
      readonly from: Day
      readonly source: keyof typeof statedSources
      readonly says: string
    },
  ) => Promise<{ readonly changed: boolean }>
}

export interface EntitlementNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: Eligibility
  readonly households: Pick<Households, 'situationOf' | 'list' | 'state'>
  readonly catalogues: readonly Catalogue[]
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
}

export function createEntitlementService(needs: EntitlementNeeds): EntitlementService {
  const { db, audit, regionOf } = needs
  return {
    match: async (who, wish) => {
      const region = await regionOf(who)
      return who.transaction(db, async (tx) => {
        const matched = await matchHousehold(tx, who, { ...wish, region, needs })
        const about = { kind: 'household', id: wish.householdId }
        await audit.recordRead(tx, who, { act: 'read', action: 'eligibility.entitlements-opened', about })
        return matched
      })
    },
    keep: async (who, wish) => {
      const region = await regionOf(who)
      return who.transaction(db, (tx) => keepFacts(tx, who, { ...wish, region, needs }))
    },
  }
}

type Keep = Parameters<EntitlementService['keep']>[1]

/** As dated facts of the registry: audited there, told on the timeline, and bitemporal like every other. */
async function keepFacts(
  tx: Tx,
  who: Caller,
  { householdId, answers, from, source, says, region, needs }: Keep & { region: string; needs: EntitlementNeeds },
): Promise<{ readonly changed: boolean }> {
  const { clock, households } = needs
  const today = clock.today()
  if (from > today) throw eligibilityRefusals.factBeginsLater({ from }, 'from')
  const { situation, definitions } = await askedOf(tx, who, { householdId, region, needs })
  const said = { kind: source, zh: `${statedSources[source].zh}：${says}`, on: today } as const
  const byHolder = statedByHolder(situation, answers, { definitions, source: said })
  const own = byHolder.get('household')
  return households.state(tx, who, {
    ...{ householdId, validFrom: from, reason: said.zh },
    ...(own ? { household: { stated: own } } : {}),
    members: situation.members.flatMap(({ id }) => {
      const stated = byHolder.get(`member:${id}`)
      return stated ? [{ id, stated }] : []
    }),
  })
}

/** The household as it stands on file, the list of its place, and every fact the list may ask for. */
async function askedOf(
  tx: Tx,
  who: Caller,
  { householdId, region, needs }: { householdId: string; region: string; needs: EntitlementNeeds },
) {
  const { clock, eligibility, households, catalogues } = needs
  const { count } = await households.list(tx, who, { ids: [householdId] })
  if (count === 0) throw eligibilityRefusals.householdNotFound()
  const catalogue = catalogueFor(catalogues, region, eligibility.placesAbove)
  if (!catalogue) throw eligibilityRefusals.noCatalogue({ region })
  const situation = await households.situationOf(tx, who.tenant, householdId, { factsOn: clock.today() })
  return { catalogue, situation, definitions: definitionsOf(catalogue, eligibility) }
}

async function matchHousehold(
  tx: Tx,
  who: Caller,
  wish: {
    readonly householdId: string
    readonly answers: readonly StatedAnswer[]
    readonly region: string
    readonly needs: EntitlementNeeds
  },
): Promise<MatchedCatalogue> {
  const { householdId, answers, region, needs } = wish
  const { clock, eligibility } = needs
  const on = clock.today()
  const { catalogue, situation: stored, definitions } = await askedOf(tx, who, { householdId, region, needs })
  const situation = withAnswers(stored, answers, { definitions, on })
  const { items, questions } = matchCatalogue(catalogue, { region, on, situation }, eligibility)
  const head = situation.members.find(({ relation }) => relation === 'head') ?? situation.members[0]
  const { title, source, status } = catalogue
  return MatchedCatalogue.parse(
    toWire({
      household: { id: householdId, number: situation.number, head: head?.name ?? '' },
      ...{ on, region, title, source, status, items, questions, mayKeep: who.may(recordHouseholds) },
    }),
  )
}

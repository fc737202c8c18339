import type { Audit } from '#platform/audit/contract.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { toWire } from '../assess/wire.ts'
import { MatchedCatalogue } from '../contract.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { catalogueFor } from './load.ts'
import { definitionsOf, matchCatalogue, withAnswers, type StatedAnswer } from './match.ts'
import type { Catalogue } from './shape.ts'

export interface EntitlementService {
  /** Recorded as a look at the household. @throws householdNotFound, noCatalogue, badFact */
  readonly match: (
    who: Caller,
    wish: { readonly householdId: string; readonly answers: readonly StatedAnswer[] },
  ) => Promise<MatchedCatalogue>
}

export interface EntitlementNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: Eligibility
  readonly households: Pick<Households, 'situationOf' | 'list'>
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
  }
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
  const { clock, eligibility, households, catalogues } = needs
  const { count } = await households.list(tx, who, { ids: [householdId] })
  if (count === 0) throw eligibilityRefusals.householdNotFound()
  const catalogue = catalogueFor(catalogues, region, eligibility.placesAbove)
  if (!catalogue) throw eligibilityRefusals.noCatalogue({ region })
  const on = clock.today()
  const stored = await households.situationOf(tx, who.tenant, householdId, { factsOn: on })
  const definitions = definitionsOf(catalogue, eligibility)
  const situation = withAnswers(stored, answers, { definitions, on })
  const { items, questions } = matchCatalogue(catalogue, { region, on, situation }, eligibility)
  const head = situation.members.find(({ relation }) => relation === 'head') ?? situation.members[0]
  const { title, source, status } = catalogue
  return MatchedCatalogue.parse(
    toWire({
      household: { id: householdId, number: situation.number, head: head?.name ?? '' },
      ...{ on, region, title, source, status, items, questions },
    }),
  )
}

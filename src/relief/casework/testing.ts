import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAudit } from '#platform/audit/index.ts'
import { addMonths, day, monthOf, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createHouseholds, type Fact, type HouseholdEntry, type MemberEntry } from '#registry/households/index.ts'
import { checkCharacter } from '#registry/households/index.ts'
import { roleNames, type RoleName } from '#registry/officers/index.ts'
import { createRegions, syntheticCounty } from '#registry/regions/index.ts'
import {
  createAssessmentService,
  createEligibility,
  loadPacks,
  placesAboveFrom,
  readModel,
} from '#relief/eligibility/index.ts'
import { createCases } from './cases.ts'
import type { Case, CaseFollower, CaseGate, Cases } from './contract.ts'
import { createProcedureLibrary, loadProcedures } from './procedure/library.ts'

/** A county with families, officers and cases over a test database; for tests of this module and of those on it. */

export const policyFolder = fileURLToPath(new URL('../../../policy', import.meta.url))
/** Village of the synthetic county in which the family is handled. */
export const village = '999901100201'
export const otherVillage = '999901103201'

const listed = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '测试名单', on: day('2026-03-02') },
})
const idNumber = (serial: number): string => {
  const body = `99990119580417${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

/** Somebody with `wages` fen a month and nothing else. */
export function member(serial: number, more: Partial<MemberEntry> & { readonly wages?: number } = {}): MemberEntry {
  const { wages = 0, ...rest } = more
  const income = (amount: number) => listed({ amount: fen(BigInt(amount)), per: 'month' as const })
  return {
    name: `居民甲${String(serial).padStart(4, '0')}`,
    relation: 'head',
    document: { kind: 'id-card', number: idNumber(serial) },
    ...{ bornOn: listed(day('1958-04-17')), sex: listed('male' as const), registeredAt: listed(village) },
    ...{ residesAt: listed(village), urbanRural: listed('rural' as const), maritalStatus: null, labourCapacity: null },
    ...{ disability: null, seriousIllness: null, fullTimeStudy: null, counted: listed('counted' as const) },
    incomes: { wages: income(wages), business: income(0), property: income(0), transfers: income(0), other: income(0) },
    deduction: income(0),
    ...rest,
  }
}

export const entryOf = (number: string, members: readonly MemberEntry[], more: Partial<HouseholdEntry> = {}) => ({
  ...{ number, place: village, validFrom: day('2026-03-01'), reason: '测试登记', members },
  ...{ deposits: listed(fen(0n)), homes: listed(0), vehicles: listed(0), businesses: listed(0) },
  ...{ propertyFinding: null, staffRelative: null, benefits: [], references: [] },
  ...more,
})

export interface CaseGround {
  readonly cases: Cases
  readonly needs: Parameters<typeof createCases>[0] & { readonly households: ReturnType<typeof createHouseholds> }
  readonly assessments: ReturnType<typeof createAssessmentService>
  readonly regions: Awaited<ReturnType<typeof createRegions>>
  readonly audit: ReturnType<typeof createAudit>
  readonly tenant: TenantId
  readonly places: readonly PlaceId[]
  /** An officer; town roles in the family's village unless said otherwise. */
  readonly officer: (id: string, role: RoleName, where?: readonly PlaceId[] | 'all') => Caller
  readonly record: (entry: HouseholdEntry) => Promise<{ householdId: string; memberIds: readonly string[] }>
  readonly open: (who: Caller, of: { householdId: string; applicantId: string; programme?: string }) => Promise<Case>
  /** An assessment of a family for dibao, on today's facts, for next month. */
  readonly assess: (who: Caller, householdId: string) => Promise<string>
}

export async function caseGround(
  { db, owner }: Pick<TestDatabase, 'db' | 'owner'>,
  setting: {
    readonly folder: string
    readonly clock: Clock
    readonly tenant?: number
    readonly gates?: () => readonly CaseGate[]
    readonly followers?: () => readonly CaseFollower[]
  },
): Promise<CaseGround> {
  const { folder, clock } = setting
  const tenant = (setting.tenant ?? 7) as TenantId
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  const regions = await createRegions({ db: owner })
  await regions.loadSynthetic()
  const audit = createAudit({ vault, clock })
  const households = createHouseholds({ clock, vault, audit, regions })
  const placesAbove = placesAboveFrom(() => regions.directory())
  const eligibility = createEligibility({
    packs: await loadPacks(policyFolder, readModel),
    placesAbove,
    placeName: (code) => regions.directory().find(code)?.name ?? code,
  })
  const directory = () => regions.directory()
  const assessments = createAssessmentService({ db, clock, audit, eligibility, readModel, households, directory })
  const { gates, followers } = setting
  const needs = {
    ...{ db, clock, audit, vault, regions, households, assessments, eligibility },
    procedures: createProcedureLibrary(loadProcedures(policyFolder, roleNames), placesAbove),
    regionOf: () => Promise.resolve(syntheticCounty),
    ...(gates ? { gates } : {}),
    ...(followers ? { followers } : {}),
  }
  const cases = createCases(needs)
  const places = regions.placesUnder(village)
  const system = systemCaller('test', tenant)
  return {
    ...{ cases, needs, assessments, regions, audit, tenant, places },
    officer: (id, role, where = role.startsWith('county') ? 'all' : places) => officerOf(id, role, { tenant, where }),
    record: (entry) =>
      system.transaction(db, async (tx) => {
        const [made] = await households.record(tx, system, [entry])
        return made!
      }),
    open: (who, { householdId, applicantId, programme = 'dibao' }) =>
      who.transaction(db, (tx) => cases.open(tx, who, { programme, householdId, applicantId })),
    assess: async (who, householdId) => {
      const today = clock.today()
      const { id } = await assessments.assessHousehold(who, {
        ...{ householdId, programme: 'dibao', region: syntheticCounty, factsOn: today, lawOn: today },
        month: addMonths(monthOf(today), 1),
      })
      return id
    },
  }
}

const officerOf = (
  id: string,
  role: RoleName,
  { tenant, where }: { readonly tenant: TenantId; readonly where: readonly PlaceId[] | 'all' },
): Caller => ({
  ...systemCaller(id, tenant),
  ...{ id, name: `演示人员${id}`, places: where, roles: [role], purpose: '测试' },
  transaction: (on, work) => inScope(on, { tenants: [tenant], places: where }, work),
})

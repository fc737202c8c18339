import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAudit } from '#platform/audit/index.ts'
import { createCalendar, day, month, monthOf, stoppedClock, type Clock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { createLedger } from '#finance/ledger/index.ts'
import { createPayHouse, type EntitlementDraft } from '#finance/payouts/index.ts'
import { createHouseholds, type Fact, type HouseholdEntry } from '#registry/households/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import {
  createAssessmentService,
  createEligibility,
  loadPacks,
  placesAboveFrom,
  readModel,
} from '#relief/eligibility/index.ts'
import { createPrinter, loadRemedies } from '#relief/papers/index.ts'
import { createEndingNotices, loadNoticeRules } from '#relief/public-notice/index.ts'
import type { StandingStatus } from '#relief/casework/index.ts'
import { printedAdjustment, type LetterNeeds } from './print-letter.ts'
import { loadCareChanges } from './care-changes.ts'
import { createCareService } from './care-service.ts'
import { createLeavingService } from './leaving-service.ts'
import { loadRules } from './rules.ts'
import { runMonth } from './run.ts'
import { createMonitoring } from './service.ts'

const policyFolder = fileURLToPath(new URL('../../../policy', import.meta.url))
export const county = 7 as TenantId
export const village = '999901100201'

const named = (id: string, name: string): Caller => ({ ...systemCaller(id, county), id, name })
export const townClerk = named('town', '经办人甲')
export const reviewer = named('county', '审核人甲')
export const otherReviewer = named('county-2', '审核人乙')

const listed = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '名单', on: day('2026-01-04') },
})

/** Somebody living alone in Stone village with a wage a month. */
export const alone = (number: string, wages: bigint): HouseholdEntry => ({
  ...{ number, place: village, validFrom: day('2025-01-01'), reason: '名单', references: [], benefits: [] },
  ...{ deposits: listed(fen(0n)), homes: listed(1), vehicles: listed(0), businesses: listed(0) },
  ...{ propertyFinding: null, staffRelative: null },
  members: [
    {
      ...{ name: `居民甲${number}`, relation: 'head', document: { kind: 'none-unregistered', number: null } },
      ...{ bornOn: listed(day('1958-04-17')), sex: null, registeredAt: listed(village), residesAt: listed(village) },
      ...{
        urbanRural: listed('rural'),
        maritalStatus: null,
        labourCapacity: listed('none'),
        disability: listed('none'),
      },
      ...{ seriousIllness: listed(false), fullTimeStudy: listed(false), counted: listed('counted'), deduction: null },
      incomes: {
        ...{ wages: listed({ amount: fen(wages), per: 'month' }), business: listed({ amount: fen(0n), per: 'month' }) },
        ...{
          property: listed({ amount: fen(0n), per: 'month' }),
          transfers: listed({ amount: fen(0n), per: 'month' }),
        },
        other: listed({ amount: fen(0n), per: 'month' }),
      },
    },
  ],
})

export async function monitoringVault(db: Db): Promise<Vault> {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-monitoring-'))
  try {
    return await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The house on a day; on the same database a later day is another house. */
export async function monitoringOn(
  db: Db,
  vault: Vault,
  today: string | Clock,
  statuses: readonly StandingStatus[] = [],
) {
  const clock = typeof today === 'string' ? stoppedClock(`${today}T09:00:00+08:00`) : today
  const regions = await createRegions({ db })
  await regions.loadSynthetic()
  const directory = () => regions.directory()
  const audit = createAudit({ vault, clock })
  const households = createHouseholds({ clock, vault, audit, regions })
  const eligibility = createEligibility({
    packs: await loadPacks(policyFolder, readModel),
    placesAbove: placesAboveFrom(directory),
  })
  const assessments = createAssessmentService({ db, clock, audit, eligibility, readModel, households, directory })
  const ledger = createLedger({ clock })
  const { payouts } = createPayHouse({ ledger, audit, clock, vault, households, feeds: [] })
  const regionOf = () => Promise.resolve('999901')
  const notices = loadNoticeRules(policyFolder)
  const endings = createEndingNotices({ clock, audit, vault, directory, regionOf, rules: notices })
  const needs = {
    ...{ db, vault, clock, audit, eligibility, assessments, households, payouts },
    ...{ calendar: createCalendar({ db, clock }), rules: loadRules(policyFolder) },
    ...{ regionOf, endings, careChanges: loadCareChanges(policyFolder) },
    statuses: (_tx: Tx, _tenant: TenantId, { programme }: { readonly programme: string }) =>
      Promise.resolve(statuses.filter((one) => one.programme === programme)),
  }
  const placeId = directory().get(village).placeId as PlaceId
  const monitoring = createMonitoring(needs)
  const leaving = createLeavingService(needs)
  const care = createCareService(needs)
  const printer = createPrinter({ officeFonts: null })
  const letters: LetterNeeds = {
    ...{ households, audit, hotline: '12345', remedies: loadRemedies(policyFolder) },
    printer,
    officeName: () => Promise.resolve('青禾县民政局'),
    programmeTitle: () => '最低生活保障',
  }
  const letter = (id: string, who = reviewer) =>
    printedAdjustment(who, id, { db, monitoring, letters, rules: needs.rules })
  return {
    ...{ clock, households, payouts, placeId, needs, monitoring, leaving, care, endings, letter, close: printer.close },
    run: (of: string = monthOf(clock.today()), programme = 'dibao') =>
      runMonth(needs, reviewer, { programme, month: month(of) }),
    /** Records a household and gives it a right as somebody who was paid before us. */
    admit: (number: string, whom: bigint | HouseholdEntry, paid: bigint, from = '2026-01', programme = 'dibao') =>
      reviewer.transaction(db, async (tx) => {
        const [recorded] = await households.record(tx, reviewer, [
          typeof whom === 'bigint' ? alone(number, whom) : whom,
        ])
        const right: EntitlementDraft = {
          ...{ householdId: recorded!.householdId, placeId, programme, from: month(from) },
          rate: { per: 'month', amount: fen(paid) },
          source: { kind: 'legacy', document: '青民〔2025〕1号（合成）' },
        }
        await payouts.adoptLegacy(tx, reviewer, [right], monthOf(clock.today()))
        return { householdId: recorded!.householdId, personId: recorded!.memberIds[0]! }
      }),
  }
}
export type House = Awaited<ReturnType<typeof monitoringOn>>

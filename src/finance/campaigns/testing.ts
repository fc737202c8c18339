import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { createAudit } from '#platform/audit/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { day, month, stoppedClock, type Day } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { yuan } from '#platform/money/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/index.ts'
import { checkCharacter, createHouseholds, type HouseholdEntry, type MemberEntry } from '#registry/households/index.ts'
import { createOrganisations } from '#registry/organisations/index.ts'
import { createRegions, syntheticCounty, type Regions } from '#registry/regions/index.ts'
import { createLedger, ledgerChecks } from '#finance/ledger/index.ts'
import {
  createFileDesk,
  createPayHouse,
  payoutChecks,
  recordAllotment,
  type PaymentFeed,
} from '#finance/payouts/index.ts'
import { createCampaigns } from './campaigns.ts'
import { readCards, readWhole } from './campaign-view.ts'
import { campaignChecks } from './checks.ts'
import type { CampaignDraft } from './contract.ts'
import { campaignDeathFeed } from './death-feed.ts'
import { readPeople } from './people-view.ts'

/** What the tests of one-off subsidies stand on: real families in two towns of the invented county. */

const source = { kind: 'synthetic', zh: '合成', on: day('2024-01-01') } as const
const fact = <Value>(value: Value) => ({ value, source })

export interface TestMember {
  readonly bornOn?: string
  readonly relation?: MemberEntry['relation']
  /** Makes the ID number; the same serial and birth is the same person, in whatever county. */
  readonly serial: number
}
const memberOf = ({ bornOn = '1958-04-17', relation = 'head', serial }: TestMember): MemberEntry => {
  const body = `999901${bornOn.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return {
    ...{ name: `居民甲${String(serial).padStart(4, '0')}`, relation, bornOn: fact(day(bornOn)) },
    document: { kind: 'id-card', number: body + checkCharacter(body) },
    ...{ sex: null, registeredAt: null, residesAt: null, urbanRural: null, maritalStatus: null },
    ...{ labourCapacity: null, disability: null, seriousIllness: null, fullTimeStudy: null, counted: null },
    incomes: { wages: null, business: null, property: null, transfers: null, other: null },
    deduction: null,
  }
}

export const [eastTown, westTown] = ['999901100', '999901101'] as const

/** The campaign of AC-030: tekun persons and orphans, cut-off 10 September, before 1 October, 500 yuan (test value). */
export const subsidy = (change: Partial<CampaignDraft> = {}): CampaignDraft => ({
  ...{ name: '一次性生活补助（合成）', issuer: '合成县民政局、财政局', documentNumber: '合成民发〔2024〕9号' },
  ...{ documentOn: day('2024-09-01'), cutOff: day('2024-09-10'), dueBefore: day('2024-10-01') },
  ...{ payMonth: month('2024-09'), source: 'county', deceased: 'household', overlap: 'higher' },
  groups: [
    { name: '特困人员', programme: 'tekun', ageUnder: null, amount: yuan('500') },
    { name: '孤儿', programme: 'orphan-allowance', ageUnder: 18, amount: yuan('500') },
  ],
  towns: [eastTown, westTown],
  ...change,
})

export interface CampaignGround {
  readonly database: TestDatabase
  readonly at: (moment: string) => TestOffice
  readonly tenant: () => TenantId
  readonly regions: () => Regions
}

export function campaignGround(): CampaignGround {
  const database = testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-campaigns-'))
  const opened: { now: { vault: Vault; regions: Regions; tenant: TenantId } | null } = { now: null }
  const here = () => given(opened.now, 'the ground is laid inside a test')
  beforeAll(async () => {
    const vault = await openVault({ db: database.db, keysFile: join(folder, 'k'), dataDir: null })
    const regions = await createRegions({ db: database.owner })
    await regions.loadSynthetic()
    const covers = [{ region: syntheticCounty, from: day('2024-01-01'), to: null }]
    const bureau = {
      kind: 'bureau',
      name: '青禾县民政局',
      creditCode: null,
      region: syntheticCounty,
      isSynthetic: true,
    } as const
    const { id } = await createOrganisations({ regions }).ensure(database.owner, { ...bureau, covers })
    opened.now = { vault, regions, tenant: id }
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  afterEach(async () => {
    const asked = { tenants: [here().tenant, (here().tenant + 1) as TenantId], today: day('2024-10-08') }
    for (const { name, offenders } of await runChecks(
      database.db,
      [...ledgerChecks, ...payoutChecks, ...campaignChecks],
      asked,
    ))
      expect([name, offenders]).toEqual([name, []])
    await sql`TRUNCATE households.household, households.person, households.member, households.fact, households.change,
      payouts.entitlement, payouts.one_off, payouts.run, payouts.account, payouts.hold, payouts.pay_file, ledger.entry,
      campaigns.campaign, campaigns.listed_person CASCADE`.execute(database.owner)
  })
  return {
    database,
    tenant: () => here().tenant,
    regions: () => here().regions,
    at: (moment) => officeAt(moment, { database, ...here() }),
  }
}

interface OfficeNeeds {
  readonly database: TestDatabase
  readonly vault: Vault
  readonly regions: Regions
  readonly tenant: TenantId
}

export type TestOffice = ReturnType<typeof officeAt>

/** The office on a moment, in one bureau; on the same database another moment is another office. */
function officeAt(moment: string, needs: OfficeNeeds) {
  const { database, vault, regions } = needs
  const clock = stoppedClock(moment)
  const audit = createAudit({ vault, clock })
  const ledger = createLedger({ clock })
  const households = createHouseholds({ clock, vault, audit, regions })
  const feeds: readonly PaymentFeed[] = [campaignDeathFeed]
  const house = createPayHouse({ ledger, audit, clock, vault, households, feeds })
  const coverage = () => Promise.resolve([syntheticCounty])
  const files = createFileDesk({ db: database.db, clock, vault, audit, desk: house.desk, isDemo: true })
  const campaigns = createCampaigns({ db: database.db, clock, audit, once: house.once, regions, coverage })
  const as = (id: string, { tenant = needs.tenant, places = 'all' as Caller['places'] } = {}): Caller => ({
    ...{ ...systemCaller(id, tenant), id, name: id, places, purpose: '核对测试' },
  })
  const run = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    database.inTenant(who.tenant, work, who.places)
  const maker = as('maker')
  const view = { clock, ledger, regions }
  return {
    ...{ as, run, maker, head: as('head'), house, campaigns, households, ledger, clock, files, audit, coverage },
    /** A family in a place, with a right since a month and an account since that day. @returns its id and its persons. */
    family: (wish: FamilyWish, who: Caller = maker) =>
      run(who, (tx) => layFamily(tx, who, wish, { households, house, regions })),
    die: (householdId: string, personId: string, on: string) =>
      run(maker, (tx) =>
        households.state(tx, maker, {
          ...{ householdId, validFrom: day(on), reason: '死亡登记（合成）' },
          members: [{ id: personId, diedOn: fact(day(on)) }],
        }),
      ),
    allot: (programme: string, amount: string, who: Caller = maker) =>
      run(who, (tx) =>
        recordAllotment(
          tx,
          who,
          { programme, source: 'county', year: 2024, amount: String(yuan(amount)), document: `合成指标 ${amount}` },
          { ledger, audit, clock },
        ),
      ),
    opened: (draft: CampaignDraft, who: Caller = maker) => run(who, (tx) => campaigns.open(tx, who, draft)),
    draw: (id: string, who: Caller = maker) => run(who, (tx) => campaigns.draw(tx, who, id)),
    submit: (id: string, who: Caller = maker) => run(who, (tx) => campaigns.submit(tx, who, id)),
    approve: (part: string, who: Caller = as('head')) => run(who, (tx) => campaigns.approve(tx, who, part)),
    whole: (id: string, who: Caller = maker) => run(who, (tx) => readWhole(tx, who, id, view)),
    cards: (asked = { page: 1, size: 50 }, who: Caller = maker) => run(who, (tx) => readCards(tx, who, asked, view)),
    people: (id: string, question: Partial<Parameters<typeof readPeople>[2]['question']> = {}, who: Caller = maker) =>
      run(who, (tx) =>
        readPeople(tx, who, { campaignId: id, question: { page: 1, size: 200, ...question } }, households),
      ),
  }
}

export interface FamilyWish {
  readonly number: string
  readonly place: string
  readonly members: readonly TestMember[]
  readonly programmes: readonly string[]
  /** Whose name the account bears; null: there is none. */
  readonly holder?: string | null
  readonly from?: string
}

async function layFamily(
  tx: Tx,
  who: Caller,
  { number, place, members, programmes, holder = '居民甲', from = '2024-01' }: FamilyWish,
  { households, house, regions }: Pick<TestOffice, 'households' | 'house'> & { regions: Regions },
): Promise<{ id: string; persons: readonly string[] }> {
  const entry: HouseholdEntry = {
    ...{ number, place, validFrom: day('2024-01-01'), reason: '合成建档', members: members.map(memberOf) },
    ...{ deposits: null, homes: null, vehicles: null, businesses: null, propertyFinding: null, staffRelative: null },
    ...{ benefits: [], references: [] },
  }
  const [recorded] = await households.record(tx, who, [entry])
  const { householdId, memberIds } = given(recorded, 'the family was recorded')
  const placeId = regions.directory().get(place).placeId as PlaceId
  for (const programme of programmes)
    await house.payouts.adoptLegacy(
      tx,
      who,
      [
        {
          ...{ householdId, placeId, programme, from: month(from), rate: { per: 'month', amount: yuan('930') } },
          source: { kind: 'legacy', document: '合成名册' },
        },
      ],
      month(from),
    )
  if (holder !== null)
    await house.accounts.adopt(tx, who, [
      {
        ...{ householdId, placeId, holder, bank: '合成银行', why: '原发放表' },
        number: `6299${number.replaceAll(/\D/g, '').padStart(12, '0')}`,
      },
    ])
  return { id: householdId, persons: memberIds }
}

/** Every list of a campaign handed on and approved by the second person. */
export async function approveAll(office: TestOffice, id: string): Promise<void> {
  await office.draw(id)
  await office.submit(id)
  for (const part of (await office.whole(id)).parts) if (part.state === 'submitted') await office.approve(part.id)
}

/** The pay list of what is approved: computed, handed on, approved. */
export async function payList(office: TestOffice, programme: string): Promise<string> {
  const id = await office.run(office.maker, (tx) =>
    office.house.runs.make(tx, office.maker, { programme, month: month('2024-09') }),
  )
  await office.run(office.maker, (tx) => office.house.runs.freeze(tx, office.maker, id))
  await office.run(office.head, (tx) => office.house.runs.approve(tx, office.head, id))
  return id
}

/** Sends what may go out and books the bank's answer on a day: all paid but those households. */
export async function sentAndBooked(
  office: TestOffice,
  { runId, fileId, on, returned = [] }: { runId: string; fileId: string; on: string; returned?: readonly string[] },
): Promise<number> {
  const { house, maker, run } = office
  return run(maker, async (tx) => {
    const { lines } = await house.desk.linesToSend(tx, maker, runId)
    await house.desk.send(tx, maker, { runId, fileId, lines })
    await house.desk.settle(tx, maker, {
      fileId,
      results: lines.map(({ id, householdId }) =>
        returned.includes(householdId)
          ? { lineId: id, outcome: 'returned', on: on as Day, reason: '户名不符' }
          : { lineId: id, outcome: 'paid', on: on as Day, reason: null },
      ),
    })
    return lines.length
  })
}

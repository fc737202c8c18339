import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAudit } from '#platform/audit/index.ts'
import { day, dayOf, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import {
  checkCharacter,
  createHouseholds,
  type Fact,
  type HouseholdEntry,
  type MemberEntry,
} from '#registry/households/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import { createCases, createProcedureLibrary, loadProcedures } from '#relief/casework/index.ts'
import {
  createAssessmentService,
  createEligibility,
  loadPacks,
  placesAboveFrom,
  readModel,
} from '#relief/eligibility/index.ts'
import { httpConnector } from './connector/http-connector.ts'
import type { Authorisations } from './contract.ts'
import { readCatalogue } from './departments/catalogue.ts'
import { createDepartments } from './departments/connections.ts'
import { meansCheckGate } from './gate.ts'
import type { MeansCheckNeeds } from './needs.ts'
import { createMeansChecks } from './service.ts'
import { requestSignatureHeader, signatureOf } from './connector/protocol.ts'
import { serveSimulator } from './simulator/serve.ts'
import type { Mood } from './wire.ts'

export const tenant = 7 as TenantId
export const village = '999901100201'
const secret = 'a secret of these tests only'
/** A department that never answers is waited for this long. */
const hangingMs = 2_000
/** One that answers is never taken for silent, however busy the machine. */
const patienceMs = 25_000

/** Starts on the demonstration's day and is moved by hand. */
export function handClock(start = '2026-03-02T09:00:00+08:00'): Clock & { move: (minutes: number) => void } {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    today: () => dayOf(new Date(at)),
    move: (minutes) => {
      at += minutes * 60_000
    },
  }
}

/** Departments as shipped, with the patience of a test: short only with those that hang. */
function catalogueOf(hanging: ReadonlySet<string>) {
  const { departments, basisOn } = readCatalogue()
  return {
    basisOn,
    departments: departments.map((one) => ({
      ...one,
      askAgainMinutes: [1, 5],
      get timeoutMs() {
        return hanging.has(one.code) ? hangingMs : patienceMs
      },
    })),
  }
}

/** The whole check over a test database, with simulated departments in this process and papers kept in a set. */
export async function testCheck({ db, owner }: Pick<TestDatabase, 'db' | 'owner'>) {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-check-'))
  const clock = handClock()
  const hanging = new Set<string>()
  const catalogue = catalogueOf(hanging)
  const vault = await openVault({ db: owner, keysFile: join(folder, 'keys'), dataDir: null })
  const audit = createAudit({ vault, clock })
  const regions = await createRegions({ db: owner })
  await regions.loadSynthetic()
  const households = createHouseholds({ clock, vault, audit, regions })
  const directory = () => regions.directory()
  const policy = new URL('../../../policy', import.meta.url).pathname
  const placesAbove = placesAboveFrom(directory)
  const eligibility = createEligibility({ packs: await loadPacks(policy, readModel), placesAbove })
  const assessments = createAssessmentService({ db, clock, audit, eligibility, readModel, households, directory })
  const cases = createCases({
    ...{ db, clock, audit, vault, regions, households, assessments, eligibility },
    procedures: createProcedureLibrary(loadProcedures(policy, roleNames), placesAbove),
    regionOf: () => Promise.resolve('999901'),
  })
  const signed = new Set<string>()
  const authorisations: Authorisations = {
    standing: (_tx, _who, { persons, on }) =>
      Promise.resolve(
        persons
          .filter((id) => signed.has(id))
          .map((personId) => ({ id: `A-${personId}`, personId, signedOn: on, endsOn: null, byGuardian: false })),
      ),
  }
  const served = serveSimulator({ secret, offset: clock.now().getTime() - Date.now(), catalogue })
  await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(served.address() as AddressInfo).port}`
  const control = async (path: string, body: unknown): Promise<void> => {
    const text = JSON.stringify(body)
    const headers = { [requestSignatureHeader]: signatureOf(secret, text) }
    await fetch(`${baseUrl}/control/${path}`, { method: 'POST', headers, body: text })
  }
  const working: Promise<unknown>[] = []
  const connection = { baseUrl, secret, isSimulated: true }
  const needs: MeansCheckNeeds = {
    ...{ db, clock, vault, audit, households, cases, authorisations, catalogue, connector: httpConnector() },
    documents: createDocuments({ clock, audit }),
    departments: createDepartments({ catalogue, vault, simulated: () => Promise.resolve(connection) }),
    isNeeded: () => Promise.resolve(true),
    beginWithin: (tx, one) => cases.beginWithin(tx, one, 'means-check'),
    placeName: (code) => directory().find(code)?.name ?? code,
    teach: (people) => control('people', people),
    goOn: (work) => void working.push(work(() => false)),
  }
  return {
    ...{ needs, clock, signed, cases, households, vault, regions },
    checks: createMeansChecks(needs),
    gate: meansCheckGate(needs),
    setMood: (department: string, mood: Mood, slowMs = 200) => {
      if (mood === 'hanging') hanging.add(department)
      else hanging.delete(department)
      return control('moods', { department, mood, slowMs })
    },
    /** Waits for the asking that goes on behind the answers. */
    settle: async () => void (await Promise.all(working.splice(0))),
    close: async () => {
      served.closeAllConnections()
      await new Promise((resolve) => served.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type TestCheck = Awaited<ReturnType<typeof testCheck>>

export const clerk = (id: string, name: string): Caller => ({
  ...systemCaller('test', tenant),
  id,
  name,
  purpose: '核对测试',
})

const fact = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'declared', zh: '申请表', on: day('2026-03-01') },
})
const idNumber = (serial: number): string => {
  const body = `99990119580417${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

const member = (serial: number, name: string, more: Partial<MemberEntry> = {}): MemberEntry => ({
  ...{ name, relation: 'head', document: { kind: 'id-card', number: idNumber(serial) } },
  ...{
    bornOn: fact(day('1958-04-17')),
    sex: null,
    registeredAt: fact(village),
    residesAt: null,
    urbanRural: fact('rural'),
  },
  ...{ maritalStatus: null, labourCapacity: null, disability: null, seriousIllness: null, fullTimeStudy: null },
  ...{ counted: null, deduction: null },
  incomes: {
    wages: fact({ amount: fen(120_000n), per: 'month' }),
    ...{ business: null, property: null, transfers: null, other: null },
  },
  ...more,
})

export const newborn = member(0, '居民丁0001', {
  relation: 'grandchild',
  document: { kind: 'none-newborn', number: null },
  bornOn: fact(day('2025-09-01')),
  incomes: { wages: null, business: null, property: null, transfers: null, other: null },
})

/** Two grown-ups: wages 1,200 a month and nothing; 8,000 yuan in the bank, one home, no car. */
export const familyOf = (number: number, members?: readonly MemberEntry[]): HouseholdEntry => ({
  ...{ number: `QH-${number}`, place: village, validFrom: day('2026-02-01'), reason: '申请登记' },
  members: members ?? [
    member(number * 2 + 1, '居民甲0001'),
    member(number * 2 + 2, '居民乙0001', {
      relation: 'spouse',
      incomes: { wages: null, business: null, property: null, transfers: null, other: null },
    }),
  ],
  ...{ deposits: fact(fen(800_000n)), homes: fact(1), vehicles: fact(0), businesses: fact(0) },
  ...{ propertyFinding: null, staffRelative: null, benefits: [], references: [] },
})

export interface TestFamily {
  readonly caseId: string
  readonly householdId: string
  readonly persons: readonly string[]
  readonly placeId: PlaceId
}

/** A family on file with an open case; everybody has signed unless said. */
export async function openFamily(
  { households, cases, signed }: TestCheck,
  inTenant: (work: (tx: Tx) => Promise<TestFamily>) => Promise<TestFamily>,
  { number, members, isSigned = true }: { number: number; members?: readonly MemberEntry[]; isSigned?: boolean },
): Promise<TestFamily> {
  return inTenant(async (tx) => {
    const who = clerk('clerk-1', '经办人甲')
    const [recorded] = await households.record(tx, who, [familyOf(number, members)])
    const { householdId, memberIds: persons } = recorded!
    if (isSigned) persons.forEach((id) => signed.add(id))
    const one = await cases.open(tx, who, { programme: 'dibao', householdId, applicantId: persons[0]! })
    return { caseId: one.id, householdId, persons, placeId: one.placeId }
  })
}

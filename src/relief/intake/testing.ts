import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAudit } from '#platform/audit/index.ts'
import { createCalendar, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller, type UploadedFile } from '#platform/http/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import { checkCharacter, createHouseholds } from '#registry/households/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { createRegions, syntheticCounty } from '#registry/regions/index.ts'
import { createCases, createProcedureLibrary, loadProcedures, type CaseFollower } from '#relief/casework/index.ts'
import { createLeads, leadFollower, leadRulesIn, type LeadService } from '#relief/discovery/index.ts'
import {
  createAssessmentService,
  createEligibility,
  loadPacks,
  placesAboveFrom,
  readModel,
} from '#relief/eligibility/index.ts'
import { intakeFollower, papersGate } from './followers.ts'
import { emptyMember, type MemberTyped } from './form.ts'
import type { IntakeNeeds } from './needs.ts'
import { paperLibraryIn } from './paper-rules.ts'

const policyFolder = new URL('../../../policy', import.meta.url).pathname

/** The window with everything around it that is real: register, cases, leads, papers. */
export async function testIntakeNeeds(
  { db, owner }: TestDatabase,
  { folder, clock }: { readonly folder: string; readonly clock: Clock },
): Promise<IntakeNeeds & { readonly leads: LeadService }> {
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  const regions = await createRegions({ db: owner })
  await regions.loadSynthetic()
  const audit = createAudit({ vault, clock })
  const households = createHouseholds({ clock, vault, audit, regions })
  const documents = createDocuments({ clock, audit })
  const directory = () => regions.directory()
  const packs = await loadPacks(policyFolder, readModel)
  const eligibility = createEligibility({ packs, placesAbove: placesAboveFrom(directory) })
  const assessments = createAssessmentService({ db, clock, audit, eligibility, readModel, households, directory })
  const regionOf = () => Promise.resolve(syntheticCounty)
  const followers: CaseFollower[] = []
  const procedures = createProcedureLibrary(loadProcedures(policyFolder, roleNames), eligibility.placesAbove)
  const caseNeeds = { db, clock, audit, vault, regions, households, assessments, eligibility, procedures, regionOf }
  const cases = createCases({ ...caseNeeds, gates: () => [papersGate(needs)], followers: () => followers })
  const discovery = { db, clock, vault, audit, regions, households, documents, calendar: createCalendar({ db, clock }) }
  const leads = createLeads({
    ...discovery,
    rulesAt: leadRulesIn(policyFolder),
    coverageOf: () => Promise.resolve([syntheticCounty]),
  })
  const needs = {
    ...{ db, clock, vault, audit, regions, households, documents, cases, leads, regionOf },
    papers: paperLibraryIn(policyFolder),
    officeOf: () => Promise.resolve('青禾县民政局'),
  }
  followers.push(intakeFollower(needs), leadFollower(discovery))
  return needs
}

/** Somebody at a window that serves these places. */
export const clerkIn = (places: readonly PlaceId[], id: string, tenant: TenantId): Caller => ({
  ...systemCaller(id, tenant),
  ...{ id, name: `演示人员 ${id}`, places, roles: ['intake-clerk', 'town-clerk'], purpose: '受理申请' },
  transaction: (on, work) => inScope(on, { tenants: [tenant], places }, work),
})

/** A synthetic ID number: area 999901, born 1970-01-01, by position. */
export function idNumberOf(position: number, born = '19700101'): string {
  const digits = `999901${born}${String(position).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

export const memberTyped = (key: string, typed: Partial<MemberTyped>): MemberTyped => ({
  ...emptyMember(key),
  ...typed,
})

/** A PDF as a scanner makes it; its text makes the bytes its own. */
export function scanned(folder: string, text: string): UploadedFile {
  const bytes = Buffer.from(`%PDF-1.4\n% ${text}\ntrailer\n%%EOF\n`)
  const path = join(mkdtempSync(join(folder, 'scan-')), 'scan.pdf')
  writeFileSync(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { field: 'file', name: `${text}.pdf`, path, bytes: bytes.length, sha256 }
}

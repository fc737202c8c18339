import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { auditJobs, createAudit } from '#platform/audit/index.ts'
import { authJobs, createAccounts, createSessions } from '#platform/auth/index.ts'
import { createCalendar, systemClock, type Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { type Database, type DbLog, type Installation, type TenantId } from '#platform/db/index.ts'
import { eventJobs, settleConsumers } from '#platform/events/index.ts'
import { keyJobs, type FindPerson, type Logger, type Route } from '#platform/http/index.ts'
import { createJobs } from '#platform/jobs/index.ts'
import { checksJob } from './checks.ts'
import { standardsOf } from './demo-list.ts'
import { demoListRoutes } from './demo-list-routes.ts'
import { homeOf, lawFor } from './home.ts'
import { composeLoop, loopPermissions } from './loop.ts'
import { createOpenFigures } from './open-figures.ts'
import { officerPlaces } from './officer-places.ts'
import type { Works } from './works.ts'
import { lookPrefix, writeLook } from '#design/stylesheet.ts'
import { portalRoutes, portalTroublePages } from '#apps/portal/index.ts'
import { createDocuments, documentPermissions, documentRoutes } from '#registry/documents/index.ts'
import { createHouseholds, householdPermissions, householdRoutes } from '#registry/households/index.ts'
import {
  createOfficers,
  createSignIn,
  demoRoutes,
  noteRefusedAccess,
  officerPermissions,
  officerRoutes,
  sessionRoutes,
  signInPageRoutes,
} from '#registry/officers/index.ts'
import { createOrganisations } from '#registry/organisations/index.ts'
import { createRegions, regionRoutes, type Regions } from '#registry/regions/index.ts'
import {
  assessmentSection,
  createAssessmentService,
  createEntitlementService,
  createLivingEligibility,
  eligibilityConsumers,
  eligibilityPermissions,
  eligibilityRoutes,
  entitlementSection,
  statedSection,
  loadCatalogues,
  loadPacks,
  placesAboveFrom,
  readModel,
  whyPageRoutes,
} from '#relief/eligibility/index.ts'
import {
  createRosterService,
  rosterConsumers,
  rosterJobs,
  rosterPermissions,
  rosterRoutes,
} from '#relief/roster/index.ts'
import { createWorkbench, workbenchPermissions } from '#relief/policy-workbench/index.ts'
import { jobsByTheLaw, policiesNow, routesByTheLaw } from './by-the-law.ts'
import { createNewsroom, newsroomRoutes } from '#oversight/newsroom/index.ts'
import { supervisionPermissions, supervisionRoutes } from '#oversight/supervision/index.ts'

export interface ComposeNeeds {
  readonly database: Database
  readonly clock: Clock
  readonly vault: Vault
  readonly installation: Installation
  readonly log: Logger
  /** Work that goes on after its answer: it is waited for when the server closes. */
  readonly works: Pick<Works, 'begin'>
  /** Folder with typefaces of the office's own, for rare characters in names; need not exist. */
  readonly fontsFolder?: string
}

export const policyFolder = fileURLToPath(new URL('../../../policy', import.meta.url))

/** Everything is put together here, once, and reads like the table of contents. */
export async function compose({ database, clock, vault, installation, log, works, fontsFolder }: ComposeNeeds) {
  const { db, owner } = database
  const regions = await createRegions({ db: owner })
  const organisations = createOrganisations({ regions })
  const audit = createAudit({ vault, clock })
  const calendar = createCalendar({ db, clock: systemClock })
  const sessions = createSessions({ db, clock: systemClock })
  const accountsOn = (on: typeof db) => createAccounts({ db: on, clock: systemClock, vault })
  const accounts = accountsOn(db)
  const officers = createOfficers({
    ...{ db, clock, sessions, accountsOn },
    places: officerPlaces({ regions, organisations, owner, clock }),
  })
  const signIn = createSignIn({ db, clock, accounts, sessions, audit, installation: installation.kind })
  const households = createHouseholds({
    ...{ db, clock, vault, audit, regions },
    sections: () => [
      ...[assessmentSection({ assessments }), entitlementSection],
      statedSection({ households: () => households, eligibility }),
      ...loop.sections,
    ],
    timelines: () => loop.timelines,
    standing: () => loop.standing,
  })
  const documents = createDocuments({ clock, audit })
  const shipped = lawFor(installation, await loadPacks(policyFolder, readModel))
  const eligibility = createLivingEligibility({
    packs: shipped,
    today: () => clock.today(),
    placesAbove: placesAboveFrom(() => regions.directory()),
    placeName: (code) => regions.directory().find(code)?.name ?? code,
  })
  const assessments = createAssessmentService({
    ...{ db, clock, audit, eligibility, readModel, households },
    directory: () => regions.directory(),
  })
  const regionOf = async ({ tenant }: { tenant: TenantId }): Promise<string> =>
    (await organisations.get(owner, tenant)).region
  const catalogues = await loadCatalogues(policyFolder)
  const entitlements = createEntitlementService({
    ...{ db, clock, audit, eligibility, households, catalogues, regionOf },
  })
  const rosterNeeds = {
    ...{ db, clock, vault, audit, households, eligibility, assessments, regionOf },
    directory: () => regions.directory(),
    goOn: (work: () => Promise<void>) => works.begin(`roster:${randomUUID()}`, work),
  }
  const rosters = createRosterService(rosterNeeds)
  const newsroom = createNewsroom({ db, clock })
  const tenants = async (): Promise<readonly TenantId[]> => (await organisations.all(owner)).map(({ id }) => id)
  const dbLog: DbLog = (event, fields) => log.info(fields ?? {}, event)
  const { site, region: homeRegion } = await homeOf({ installation, owner, organisations })
  const loop = composeLoop({
    ...{ db, owner, clock, calendar, vault, audit, log, installation, regions, organisations, households },
    ...{ officers, documents, eligibility, assessments, tenants, regionOf, policyFolder, site, fontsFolder },
    goOn: (name, work) => works.begin(`${name}:${randomUUID()}`, work),
  })
  const workbench = createWorkbench({
    ...{ db, clock, audit, eligibility, readModel, shipped, households, tenants, regionOf },
    payouts: loop.bank.house.payouts,
    directory: () => regions.directory(),
    goOn: (work) => works.begin(`workbench:${randomUUID()}`, work),
  })
  await workbench.lawbook.refresh()
  const consumers = [...eligibilityConsumers, ...workbench.consumers, ...rosterConsumers, ...loop.consumers]
  await settleConsumers(db, consumers)
  const jobs = createJobs({
    connection: database.connection,
    jobs: jobsByTheLaw(workbench.lawbook, [
      ...auditJobs({ db, clock, tenants }),
      ...eventJobs({ db, log: dbLog, tenants, consumers }),
      ...rosterJobs({ ...rosterNeeds, tenants }),
      ...workbench.jobs,
      ...authJobs({ db, clock: systemClock, sessions }),
      ...keyJobs({ db, clock, tenants }),
      checksJob({ db, clock, tenants, log }),
      ...loop.jobs,
    ]),
    log: dbLog,
  })
  const officerNeeds = {
    ...{ db, clock, accounts, sessions, officers, signIn },
    installation: installation.kind,
    tenantName: async (tenant: TenantId) => (await organisations.get(owner, tenant)).name,
    permissions: () => permissions,
  }
  const troublePages = portalTroublePages(site)
  const policies = policiesNow(eligibility)
  const routes = (): Route[] =>
    routesByTheLaw(workbench.lawbook, [
      ...portalRoutes({
        ...{ site, clock, newsroom },
        policies,
        homeRegion,
        placeName: (code) => nameOf(regions, code),
        screener: { eligibility, towns: () => townsOf(regions, homeRegion) },
        computedFigures: createOpenFigures({
          ...{ db, clock, households, place: site.name },
          tenant: async () => (await organisations.covering(owner, homeRegion, clock.today()))?.id ?? null,
        }),
      }),
      ...signInPageRoutes({ signIn, pages: troublePages, end: sessions.end }),
      ...sessionRoutes(officerNeeds),
      ...demoRoutes(officerNeeds),
      ...officerRoutes(officerNeeds),
      ...regionRoutes({ regions }),
      ...householdRoutes({ db, audit, households }),
      ...documentRoutes({ db, documents }),
      ...eligibilityRoutes({ eligibility, assessments, entitlements }),
      ...rosterRoutes({ db, clock, audit, rosters, households, eligibility, regionOf }),
      ...(installation.kind === 'demo' ? demoListRoutes({ regions, standards: () => standardsOf(eligibility) }) : []),
      ...whyPageRoutes({ assessments, site: () => site }),
      ...loop.routes,
      ...workbench.routes,
      ...supervisionRoutes({ db, audit }),
      ...newsroomRoutes({ newsroom }),
    ])
  const lookFolder = mkdtempSync(join(tmpdir(), 'zhulian-look-'))
  writeLook(lookFolder)
  return {
    ...{ db, owner, clock, vault, log, installation, regions, organisations, households, eligibility, assessments },
    ...{ newsroom, officers, signIn, rosters, audit, calendar, jobs, routes, loop, workbench, shipped },
    degraded: () =>
      workbench.lawbook.unreadable().map(({ region, programme, serial }) => `policy:${region}/${programme}@${serial}`),
    assets: [{ prefix: lookPrefix, folder: lookFolder, immutable: true }],
    serverNeeds: {
      ...{ db, clock, vault, sessions, log },
      onRefusedAccess: noteRefusedAccess({ db, audit }),
      people: signIn.demoPeople,
      installation: installation.kind,
      pages: troublePages,
      findPerson: withPlacesBelow(officers.findPerson, regions),
    },
  }
}

export type Product = Awaited<ReturnType<typeof compose>>

/** Every permission of every module: menus and the access matrix read them. */
export const permissions = [
  ...officerPermissions,
  ...householdPermissions,
  ...documentPermissions,
  ...eligibilityPermissions,
  ...rosterPermissions,
  ...loopPermissions,
  ...workbenchPermissions,
  ...supervisionPermissions,
]

/** A role held over a town reaches its villages; the region tree says which they are, the codes never do. */
const withPlacesBelow =
  (find: FindPerson, regions: Regions): FindPerson =>
  async (account, tenant) => {
    const person = await find(account, tenant)
    if (person === null) return null
    const assignments = person.assignments.map(({ role, places }) => {
      if (places === 'all') return { role, places }
      const below = places.flatMap((place) => {
        const region = regions.directory().ofPlace(place)
        return region ? regions.placesUnder(region.code) : [place]
      })
      return { role, places: below }
    })
    return { ...person, assignments }
  }

const nameOf = (regions: Regions, code: string): { zh: string; en: string } | null => {
  const region = regions.directory().find(code)
  return region ? { zh: region.name, en: region.name } : null
}

const townsOf = (regions: Regions, county: string) =>
  regions
    .directory()
    .children(county)
    .map(({ code, name }) => ({ code, name: { zh: name, en: name } }))

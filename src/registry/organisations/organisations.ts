import { refusing, type Db, type TenantId } from '#platform/db/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { Organisations, Tenant, TenantDraft } from './contract.ts'
import { readCreditCode } from './credit-code.ts'
import { addCoverage, addTenant, findTenant, readCoverage, readTenants } from './organisation-store.ts'
import { organisationRefusals } from './refusals.ts'

export const createOrganisations = ({ regions }: { regions: Regions }): Organisations => ({
  get: tenantsByHeart(),
  all: readTenants,
  ensure: (db, draft) => db.transaction().execute((tx) => ensure(tx, draft, regions)),
  coverageOf: async (db, id, on) =>
    (await readCoverage(db, on)).filter(({ servedBy }) => servedBy === id).map(({ region }) => region),
  covering: async (db, region, on) => {
    const served = new Map((await readCoverage(db, on)).map((row) => [row.region, row.servedBy]))
    const nearest = regions
      .directory()
      .ancestors(region)
      .find(({ code }) => served.has(code))
    return nearest === undefined ? null : ((await findTenant(db, served.get(nearest.code)!)) ?? null)
  },
})

/** Nothing of a tenant is changed once it is written, and nearly every request asks for its own. */
function tenantsByHeart(): Organisations['get'] {
  const known = new Map<TenantId, Tenant>()
  return async (db, id) => {
    const tenant = known.get(id) ?? (await findTenant(db, id))
    if (tenant === undefined) throw organisationRefusals.unknownTenant({ id })
    known.set(id, tenant)
    return tenant
  }
}

async function ensure(db: Db, draft: TenantDraft, regions: Regions): ReturnType<Organisations['ensure']> {
  const { creditCode } = draft
  if (creditCode !== null && readCreditCode(creditCode) === undefined)
    throw organisationRefusals.wrongCreditCode({ code: creditCode })
  const directory = regions.directory()
  const tenant = await addTenant(db, { ...draft, region: directory.get(draft.region).code })
  for (const { region, from, to } of draft.covers) {
    const { code } = directory.get(region)
    await refusing(
      { coverage_is_by_one_bureau: () => organisationRefusals.coverageTaken({ region: code }) },
      addCoverage(db, tenant.id, { region: code, from, to }),
    )
  }
  return tenant
}

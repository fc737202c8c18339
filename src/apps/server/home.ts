import type { Db, Installation } from '#platform/db/index.ts'
import { demonstrationSite, siteFrom, type SiteSettings } from '#apps/portal/index.ts'
import type { Organisations } from '#registry/organisations/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Pack } from '#relief/eligibility/index.ts'

interface Home {
  readonly site: SiteSettings & ReturnType<typeof siteFrom>
  /** The region the portal speaks of first. */
  readonly region: string
}

/** Whose portal this is: the invented county's, or the bureau's that `init --real` named. */
export async function homeOf(needs: {
  readonly installation: Installation
  readonly owner: Db
  readonly organisations: Organisations
}): Promise<Home> {
  if (needs.installation.kind === 'demo') return { site: demonstrationSite, region: syntheticCounty }
  const bureau = (await needs.organisations.all(needs.owner)).find(({ kind }) => kind === 'bureau')
  const name = bureau?.name ?? '助联'
  const site = siteFrom({
    name: { zh: name, en: name },
    what: { zh: '社会救助服务联合体', en: 'Social assistance consortium' },
    hotline: '12345',
    filingNumber: null,
    isDemonstration: false,
  })
  return { site, region: bureau?.region ?? '000000' }
}

/** The invented county's standards are for the demonstration: a real installation neither shows nor applies them. */
export const lawFor = ({ kind }: Installation, packs: readonly Pack[]): readonly Pack[] =>
  kind === 'demo' ? packs : packs.filter(({ region }) => region !== syntheticCounty)

import type { Finding } from '#platform/checks/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import type { ReadModel } from '#relief/eligibility/index.ts'
import { packOfVersion } from './lawbook.ts'
import { readVersions } from './version-store.ts'

/** For `doctor`: whether every version in force, or that will be, can be read by this software. */
export async function examineVersions(needs: {
  readonly db: Db
  readonly tenants: readonly TenantId[]
  readonly readModel: ReadModel
}): Promise<readonly Finding[]> {
  const { db, tenants, readModel } = needs
  const versions = await inScope(db, { tenants, places: 'all' }, (tx) => readVersions(tx, tenants))
  const newest = [...new Map(versions.map((one) => [`${one.region}/${one.programme}`, one])).values()]
  const read = await Promise.all(newest.map((version) => packOfVersion(version, readModel)))
  const name = 'policy-workbench.versions-read'
  const broken = read.flatMap((one): Finding[] =>
    'serial' in one ? [{ name, level: 'warning', zh: one.zh, en: one.en, mend: mendIn(one.programme) }] : [],
  )
  if (broken.length > 0) return broken
  return [
    {
      ...{ name, level: 'fine', mend: null },
      zh: `发布过的规则都读得出来（${newest.length} 项）`,
      en: `Every published pack can be read (${newest.length})`,
    },
  ]
}

const mendIn = (programme: string): Finding['mend'] => ({
  zh: `在控制台“政策工作台”给这一项（${programme}）起草一份，另一个人复核、发布`,
  en: `Begin a draft of ${programme} on the policy workbench of the console; another person approves and publishes it`,
})

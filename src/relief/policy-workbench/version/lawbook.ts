import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import { packFromFiles, type LivingEligibility, type Pack, type ReadModel } from '#relief/eligibility/index.ts'
import { readEdition, readVersions } from './version-store.ts'

/** Keeps the law of this process the law of the database. */
export interface Lawbook {
  /** Reads what was published since the last look and lays it over what is shipped. Cheap when there is nothing new. */
  readonly refresh: () => Promise<void>
  /** Somebody is publishing here: for some seconds every look is a real one. */
  readonly expect: () => void
}

/** Milliseconds. A version published by another process is law here before a person has turned a page. */
const lookedAgainAfter = 500
/** Milliseconds in which a publication of this process has been committed, or never will be. */
const publishedWithin = 10_000

export interface LawbookNeeds {
  readonly db: Db
  readonly eligibility: Pick<LivingEligibility, 'lay'>
  readonly readModel: ReadModel
  readonly tenants: () => Promise<readonly TenantId[]>
}

/** Every request and every job asks first; whoever comes while the versions are being read waits for the same reading. */
export function createLawbook(needs: LawbookNeeds): Lawbook {
  const packs = new Map<string, Promise<Pack>>()
  let laid = 0n
  let lookedAt = Number.NEGATIVE_INFINITY
  let expectedUntil = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async (): Promise<void> => {
    const edition = await readEdition(needs.db)
    if (edition === laid) return
    const tenants = await needs.tenants()
    const versions = await inScope(needs.db, { tenants, places: 'all' }, (tx) => readVersions(tx, tenants))
    const published = versions.map(async ({ region, programme, hash, files, startsOn }) => {
      const key = `${region}/${programme}@${hash}`
      const pack =
        packs.get(key) ??
        packFromFiles(`${region}/${programme}`, files, needs.readModel).catch((error: unknown) => {
          packs.delete(key)
          throw error
        })
      packs.set(key, pack)
      return { pack: await pack, since: startsOn }
    })
    needs.eligibility.lay(await Promise.all(published))
    laid = edition
  }
  return {
    refresh: async () => {
      const now = performance.now()
      if (now - lookedAt < lookedAgainAfter && now > expectedUntil) return
      reading ??= read().finally(() => {
        reading = null
      })
      await reading
      lookedAt = now
    },
    expect: () => {
      expectedUntil = performance.now() + publishedWithin
    },
  }
}

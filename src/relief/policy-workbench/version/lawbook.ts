import type { Clock, Day } from '#platform/clock/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { packFromFiles, type LivingEligibility, type Pack, type ReadModel } from '#relief/eligibility/index.ts'
import { readEdition, readVersions, type PackVersion } from './version-store.ts'

/** Keeps the law of this process the law of the database. */
export interface Lawbook {
  /** Reads what was published since the last look and lays it over what is shipped. Cheap when there is nothing new. */
  readonly refresh: () => Promise<void>
  /** Somebody is publishing here: for some seconds every look is a real one. */
  readonly expect: () => void
  /** Published versions that cannot be read, as of the last look. Their programmes are closed; everything else goes on. */
  readonly unreadable: () => readonly Unreadable[]
}

/** A published version this software cannot read, and what to do about it. */
export interface Unreadable extends Pick<PackVersion, 'region' | 'programme' | 'serial' | 'title'> {
  readonly zh: string
  readonly en: string
}

/** The pack of a version, or why there is none. Its files never change, so neither does the answer. */
export async function packOfVersion(
  version: Pick<PackVersion, 'region' | 'programme' | 'serial' | 'title' | 'files'>,
  readModel: ReadModel,
): Promise<Pack | Unreadable> {
  const { region, programme, serial, title, files } = version
  try {
    // Units were checked before it was published; a check that came later must not close a law that is in force.
    const inForce: ReadModel = (file, xml) => readModel(file, xml)
    return await packFromFiles(`${region}/${programme}`, files, inForce)
  } catch (error) {
    const why =
      error instanceof Refusal ? { zh: error.zh, en: error.en } : { zh: '程序读不了', en: 'the reader failed' }
    return {
      ...{ region, programme, serial, title },
      zh: `“${title}”发布的第 ${serial} 版读不出来（${why.zh}），这一项先停下不算，也不照老的算；别的照常。请政策维护人员重新起草、发布一版`,
      en: `Version ${serial} of “${title}” cannot be read (${why.en}). This programme is not computed, nor by an older version; everything else goes on. Draft and publish it anew`,
    }
  }
}

/** Milliseconds. A version published by another process is law here before a person has turned a page. */
const lookedAgainAfter = 500
/** Milliseconds in which a publication of this process has been committed, or never will be. */
const publishedWithin = 10_000

export interface LawbookNeeds {
  readonly clock: Clock
  readonly db: Db
  readonly eligibility: Pick<LivingEligibility, 'lay'>
  readonly readModel: ReadModel
  readonly tenants: () => Promise<readonly TenantId[]>
}

interface Read {
  readonly pack: Pack | Unreadable
  readonly since: Day
}

/** What no readable version has followed that is in force by now, or will be when the unreadable one is. */
const stillClosed = (read: readonly Read[], today: Day): readonly Unreadable[] =>
  read.flatMap(({ pack, since }, at) => {
    if (!('serial' in pack)) return []
    const by = since > today ? since : today
    const isMended = read.slice(at + 1).some((later) => isOfSame(later.pack, pack) && later.since <= by)
    return isMended ? [] : [pack]
  })
const isOfSame = (one: Read['pack'], other: Read['pack']): boolean =>
  one.region === other.region && one.programme === other.programme

/** Every request and every job asks first; whoever comes while the versions are being read waits for the same reading. */
export function createLawbook(needs: LawbookNeeds): Lawbook {
  const packs = new Map<string, Promise<Pack | Unreadable>>()
  let last: readonly Read[] = []
  let laid = 0n
  let lookedAt = Number.NEGATIVE_INFINITY
  let expectedUntil = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async (): Promise<void> => {
    const edition = await readEdition(needs.db)
    if (edition === laid) return
    const tenants = await needs.tenants()
    const versions = await inScope(needs.db, { tenants, places: 'all' }, (tx) => readVersions(tx, tenants))
    const read = await Promise.all(
      versions.map(async (version) => {
        const key = `${version.region}/${version.programme}@${version.serial} ${version.hash}`
        const pack = packs.get(key) ?? packOfVersion(version, needs.readModel)
        packs.set(key, pack)
        return { pack: await pack, since: version.startsOn }
      }),
    )
    needs.eligibility.lay(
      read.map(({ pack, since }) =>
        'serial' in pack
          ? { closed: { region: pack.region, programme: pack.programme, why: { zh: pack.zh, en: pack.en } }, since }
          : { pack, since },
      ),
    )
    last = read
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
    unreadable: () => stillClosed(last, needs.clock.today()),
    expect: () => {
      expectedUntil = performance.now() + publishedWithin
    },
  }
}

import type { Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { parse, stringify } from 'yaml'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Pack, PlacesAbove, ReadModel } from '#relief/eligibility/index.ts'
import type { PackFiles } from '../draft/draft.ts'
import { workbenchRefusals } from '../refusals.ts'
import { packOfVersion } from './lawbook.ts'
import { readVersions, type PackVersion } from './version-store.ts'
import type { Caller } from '#platform/http/contract.ts'

/** What is in force, or will be, of one place and programme: the version published last, else what is shipped. */
export interface Ground {
  readonly serial: number
  readonly files: PackFiles
  readonly title: string
  readonly last: PackVersion | null
}

export interface GroundNeeds {
  readonly readModel: ReadModel
  readonly shipped: readonly Pack[]
  readonly placesAbove: PlacesAbove
  readonly placeName: (code: string) => string
}

/** A place that has no pack of its own begins with an empty one under the rules of the nearest level above. @throws noPack */
export async function groundOf(
  tx: Tx,
  who: Caller,
  pack: { readonly region: string; readonly programme: string },
  { shipped, placesAbove, placeName, readModel }: GroundNeeds,
): Promise<Ground> {
  const versions = await readVersions(tx, [who.tenant], pack)
  const last = versions.at(-1) ?? null
  const readable = await lastReadable(versions, readModel)
  // A version that cannot be read is mended by the next one: begun from what could be read before it, numbered after it.
  if (last !== null && readable !== null) return { serial: last.serial, files: readable.files, title: last.title, last }
  const { region, programme } = pack
  const serial = last?.serial ?? 0
  const own = shipped.find((one) => one.region === region && one.programme === programme)
  if (own) return { serial, files: own.files, title: own.title.zh, last }
  const above = placesAbove(region)
    .flatMap((place) => shipped.filter((one) => one.region === place && one.programme === programme))
    .find(({ models }) => models.length > 0)
  if (!above) throw workbenchRefusals.noPack({ programme })
  const place = placeName(region)
  const title = `${place}${above.title.zh}`
  return { serial, files: emptyPack({ region, programme, place, title, above }), title, last }
}

async function lastReadable(versions: readonly PackVersion[], readModel: ReadModel): Promise<PackVersion | null> {
  for (const version of versions.toReversed())
    if (!('serial' in (await packOfVersion(version, readModel)))) return version
  return null
}

const emptyPack = (one: {
  region: string
  programme: string
  place: string
  title: string
  above: Pack
}): PackFiles => ({
  'pack.yaml': stringify({
    id: `local-${one.region}-${one.programme}`,
    title: { zh: one.title, en: `${one.above.title.en} (${one.region})` },
    programme: one.programme,
    region: one.region,
    place: { zh: one.place, en: one.place },
    status: one.region === syntheticCounty ? 'synthetic' : 'in-force',
    says: one.above.says,
  }),
  'standards.yaml': 'standards: []\n',
})

/** What is published is in force; only the invented county stays marked as invented. */
export function asInForce(files: PackFiles, region: string): PackFiles {
  const text = files['pack.yaml'] ?? ''
  const { status } = (parse(text) ?? {}) as { status?: string }
  if (status !== 'draft') return files
  const now = region === syntheticCounty ? 'synthetic' : 'in-force'
  return { ...files, 'pack.yaml': text.replace(/^status:\s*draft\s*$/m, `status: ${now}`) }
}

/** The files of the version in force today, or of another by its number. @throws notFound */
export async function filesInForce(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  {
    pack,
    serial,
    today,
    shipped,
  }: {
    readonly pack: { readonly region: string; readonly programme: string }
    readonly serial: number | null
    readonly today: Day
    readonly shipped: readonly Pack[]
  },
): Promise<{ readonly serial: number; readonly files: PackFiles }> {
  const versions = await readVersions(tx, [who.tenant], pack)
  const wanted = serial ?? versions.findLast(({ startsOn }) => startsOn <= today)?.serial ?? 0
  const own = shipped.find(({ region, programme }) => region === pack.region && programme === pack.programme)
  const files = wanted === 0 ? own?.files : versions.find((one) => one.serial === wanted)?.files
  if (files === undefined) throw workbenchRefusals.notFound()
  return { serial: wanted, files }
}

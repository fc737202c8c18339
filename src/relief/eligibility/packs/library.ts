import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '#platform/clock/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { packFromFiles, type ModelVersion, type Pack, type ReadModel } from './pack.ts'
import { createParameterTable, type ParameterRow, type ParameterTable } from './parameters.ts'

/** The place itself first, then its ancestors up to the nation (`000000`). Functional areas map to their city here. */
export type PlacesAbove = (region: string) => readonly string[]

/** The law of one programme for one place on one day: the model of the nearest ancestor, values from all of them. */
export interface RuleSet {
  /** The pack the model comes from. */
  readonly pack: Pack
  readonly version: ModelVersion
  readonly places: readonly string[]
  readonly table: ParameterTable
  /** Over every pack that took part, so that the same hash is the same law. */
  readonly hash: string
  readonly parts: readonly Pack[]
}

export type Pick =
  | { readonly kind: 'found'; readonly rules: RuleSet }
  /**
   * Nothing here, or nothing on that day. `draft` is the title of one that may be simulated; `closed` says why what is
   * in force cannot be read.
   */
  | { readonly kind: 'no-rule'; readonly draft: string | null; readonly closed?: ClosedProgramme['why'] }

/**
 * A programme of a place whose law in force cannot be read. It has no rule until that is mended: neither an older version
 * nor the numbers of a level above stand in for it.
 */
export interface ClosedProgramme {
  readonly region: string
  readonly programme: string
  readonly why: { readonly zh: string; readonly en: string }
}

export interface PickQuestion {
  readonly region: string
  readonly programme: string
  readonly lawOn: Day
  /** A draft takes part only in a simulation. */
  readonly simulate: boolean
  readonly overlay: readonly ParameterRow[]
}

export interface PackLibrary {
  readonly packs: readonly Pack[]
  readonly pick: (question: PickQuestion) => Pick
}

/** @throws packTwice */
export function createPackLibrary(
  packs: readonly Pack[],
  placesAbove: PlacesAbove,
  closed: readonly ClosedProgramme[] = [],
): PackLibrary {
  const byPlace = new Map<string, Pack>()
  for (const pack of packs) {
    const { region, programme } = pack
    const rival = byPlace.get(`${region}/${programme}`)
    if (rival) throw eligibilityRefusals.packTwice({ region, programme, left: rival.id, right: pack.id })
    byPlace.set(`${region}/${programme}`, pack)
  }
  const shelf: Shelf = { byPlace, closed: new Map(closed.map((one) => [`${one.region}/${one.programme}`, one.why])) }
  const picked = new Map<string, Pick>()
  const pick = (question: PickQuestion): Pick => {
    if (question.overlay.length > 0) return pickRules(question, shelf, placesAbove)
    const key = `${question.region}/${question.programme}/${question.lawOn}/${question.simulate}`
    const known = picked.get(key)
    if (known) return known
    const answer = pickRules(question, shelf, placesAbove)
    if (picked.size >= rememberedMax) picked.clear()
    picked.set(key, answer)
    return answer
  }
  return { packs, pick }
}

/** Enough for every county and month of a caseload run; a cache only, emptied when full. */
const rememberedMax = 20_000

/** By `region/programme`. */
interface Shelf {
  readonly byPlace: ReadonlyMap<string, Pack>
  readonly closed: ReadonlyMap<string, ClosedProgramme['why']>
}

function pickRules(question: PickQuestion, { byPlace, closed }: Shelf, placesAbove: PlacesAbove): Pick {
  const { region, programme, lawOn, simulate, overlay } = question
  const places = placesAbove(region)
  const unreadable = (programmes: readonly string[]) =>
    places.flatMap((place) => programmes.flatMap((one) => closed.get(`${place}/${one}`) ?? []))[0]
  const why = unreadable([programme])
  if (why) return { kind: 'no-rule', draft: null, closed: why }
  const above = places.flatMap((place) => byPlace.get(`${place}/${programme}`) ?? [])
  const usable = above.filter((pack) => simulate || pack.status !== 'draft')
  for (const pack of usable) {
    const version = pack.models.find(({ from, to }) => from <= lawOn && (to === null || lawOn < to))
    if (!version) continue
    const whyUsed = unreadable(pack.uses)
    if (whyUsed) return { kind: 'no-rule', draft: null, closed: whyUsed }
    const used = places.flatMap((place) => pack.uses.flatMap((other) => byPlace.get(`${place}/${other}`) ?? []))
    const parts = [...usable, ...used.filter((part) => simulate || part.status !== 'draft')]
    const hash = createHash('sha256').update(JSON.stringify(parts.map((part) => [part.id, part.hash])))
    const table = createParameterTable([...overlay, ...parts.flatMap((part) => part.rows)])
    return { kind: 'found', rules: { pack, version, places, table, hash: hash.digest('hex'), parts } }
  }
  return { kind: 'no-rule', draft: above.find((pack) => pack.status === 'draft')?.title.zh ?? null }
}

/**
 * Reads every pack below a folder: `<region>/<programme>/pack.yaml`.
 * @throws packUnreadable, modelUnreadable, seriesGap, seriesOverlap, packTwice
 */
export async function loadPacks(directory: string, readModel: ReadModel): Promise<readonly Pack[]> {
  const packs: Pack[] = []
  for (const region of await foldersIn(directory))
    for (const programme of await foldersIn(join(directory, region))) {
      const folder = join(directory, region, programme)
      // How a case proceeds and which papers it asks for is no rule of who gets how much; a folder may hold nothing else.
      const names = (await readdir(folder)).filter((name) => /\.(ya?ml|dmn)$/.test(name) && !besides.has(name))
      if (names.length === 0) continue
      const files: Record<string, string> = {}
      for (const name of names) files[name] = await readFile(join(folder, name), 'utf8')
      packs.push(await packFromFiles(`${region}/${programme}`, files, readModel))
    }
  return packs
}

/** Read by the modules that handle cases. */
const besides: ReadonlySet<string> = new Set(['procedure.yaml', 'papers.yaml'])

const foldersIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()

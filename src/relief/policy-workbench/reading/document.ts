import { outlineOf, type DecisionOutline } from '#platform/decisions/index.ts'
import type { Eligibility, Pack, ParameterRow } from '#relief/eligibility/index.ts'
import { StandardsFile, readYaml, type ParameterDefinition } from '#relief/eligibility/index.ts'
import type { PackFiles } from '../draft/draft.ts'
import type { ValueRow } from '../draft/standards.ts'

/** A pack as a document: what it is, its numbers by date, its rules with the law beside each. */
export interface PackDocument {
  readonly title: Words
  readonly place: Words
  readonly says: Words
  readonly status: Pack['status']
  readonly region: string
  readonly programme: string
  readonly parameters: readonly ParameterSheet[]
  /** Where the rules come from: the pack itself or the nearest level above. */
  readonly rulesOf: { readonly region: string; readonly place: Words; readonly isOwn: boolean } | null
  readonly models: readonly ModelSheet[]
}
interface Words {
  readonly zh: string
  readonly en: string
}

export interface ParameterSheet {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly unit: string
  readonly type: ParameterDefinition['type']
  readonly isRequired: boolean
  readonly isTiered: boolean
  readonly readings: readonly { readonly value: string; readonly zh: string; readonly en: string }[]
  /** What this pack says, one source after the other, as it may be edited. */
  readonly series: readonly SeriesSheet[]
  /** What the levels above say, for reading. */
  readonly above: readonly ParameterRow[]
}
export interface SeriesSheet {
  readonly series: string
  readonly tier: 'urban' | 'rural' | null
  readonly regions: readonly string[]
  /** Names of the places, when the source names any. */
  readonly places: readonly string[]
  readonly rows: readonly ValueRow[]
}
export interface ModelSheet {
  readonly file: string
  readonly title: string
  readonly from: string
  readonly to: string | null
  readonly decisions: readonly DecisionOutline[]
}

/** The pack with what stands above it; reading it computes nothing. */
export async function documentOf(
  pack: Pack,
  { library, placesAbove }: Eligibility,
  placeName: (code: string) => string,
): Promise<PackDocument> {
  const above = placesAbove(pack.region)
    .filter((place) => place !== pack.region)
    .flatMap((place) => library.packs.filter((one) => one.region === place && one.programme === pack.programme))
  const ruling = [pack, ...above].find(({ models }) => models.length > 0) ?? null
  const { title, place, says, status, region, programme } = pack
  return {
    ...{ title, place, says, status, region, programme },
    parameters: (ruling?.parameters ?? []).map((definition) =>
      sheetOf(definition, { files: pack.files, above, placeName }),
    ),
    rulesOf:
      ruling === null ? null : { region: ruling.region, place: ruling.place, isOwn: ruling.region === pack.region },
    models: ruling === null ? [] : await modelsOf(ruling),
  }
}

interface Around {
  readonly files: PackFiles
  readonly above: readonly Pack[]
  readonly placeName: (code: string) => string
}

function sheetOf(definition: ParameterDefinition, { files, above, placeName }: Around): ParameterSheet {
  const { key, zh, en, unit, type, required, tiered, readings = [] } = definition
  const said = readYaml('standards.yaml', files['standards.yaml'] ?? 'standards: []', StandardsFile).standards
  return {
    ...{ key, zh, en, unit, type, readings },
    isRequired: required,
    isTiered: tiered !== undefined,
    series: said
      .filter((series) => series.key === key)
      .map(({ series, for: tier, regions = [], rows }) => ({
        ...{ series, tier: tier ?? null, regions, rows },
        places: regions.map(placeName),
      })),
    above: above.flatMap(({ rows }) => rows.filter((row) => row.key === key)),
  }
}

const modelsOf = ({ models, files }: Pack): Promise<ModelSheet[]> =>
  Promise.all(
    models.map(async ({ model, title, from, to }) => {
      const file = model.file.replace(/^.*\//, '')
      const outline = await outlineOf(files[file] ?? '')
      return { file, title, from, to, decisions: outline.kind === 'read' ? outline.decisions : [] }
    }),
  )

import { day, type Clock, type Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { aidKindOf, byAidKind } from '#relief/eligibility/contract.ts'
import type { LivingEligibility, Pack, ParameterDefinition, ParameterRow } from '#relief/eligibility/index.ts'
import { approveDrafts, editDrafts, simulateDrafts } from './access.ts'
import { isPossible, type Draft, type PackFiles, type TakenRules } from './draft/draft.ts'
import type { Drafts } from './draft/drafts.ts'
import { hasOwnRules, isModel, withTaken } from './draft/rules.ts'
import { documentOf, type PackDocument } from './reading/document.ts'
import { workbenchRefusals } from './refusals.ts'
import { comparePacks } from './version/compare.ts'
import type { Lawbook } from './version/lawbook.ts'
import { readVersions, type PackVersion } from './version/version-store.ts'
import * as wire from './wire.ts'

/** What the pages are shown, put together from drafts, versions and packs. */
export interface SheetNeeds {
  readonly clock: Clock
  readonly eligibility: LivingEligibility
  readonly drafts: Drafts
  readonly shipped: readonly Pack[]
  readonly lawbook: Lawbook
  readonly placeName: (code: string) => string
  readonly regionOf: (who: Pick<Caller, 'tenant'>) => Promise<string>
}

const hand = ({ name, at }: { readonly name: string; readonly at: Date }) => ({ name, at: at.toISOString() })

export const draftCard = (draft: Draft): wire.DraftCard => {
  const { id, region, programme, title, document, startsOn, state, version, baseSerial, planId, closed } = draft
  return {
    ...{ id, region, programme, title, document, startsOn, state, version, baseSerial, planId },
    ...{ made: hand(draft.made), changed: hand(draft.changed) },
    closed: closed === null ? null : { ...hand(closed), reason: closed.reason },
  }
}

export const versionCard = ({ publishedAt, edition: _, files: __, ...version }: PackVersion): wire.VersionCard => ({
  ...version,
  publishedAt: publishedAt.toISOString(),
})

/** JSON of a document: lists may be changed there, here they may not. */
export const documentWire = (document: PackDocument): wire.PackDocument => wire.PackDocument.parse(document)

/** What differs; rules that were only taken from a level above are named, and are no change. */
export function comparedWire(before: PackFiles, after: PackFiles, taken: TakenRules | null): wire.Comparison {
  const isTaken = taken !== null && !hasOwnRules(before)
  return {
    changes: comparePacks(withTaken(before, taken), after).map(({ lines, ...one }) => ({ ...one, lines: [...lines] })),
    taken: isTaken
      ? { region: taken.region, files: Object.keys(taken.files).filter((file) => isModel(file) && file in after) }
      : null,
  }
}

const always = day('1900-01-01')

export async function draftSheet(tx: Tx, who: Caller, draft: Draft, needs: SheetNeeds): Promise<wire.DraftSheet> {
  const check = await needs.drafts.check(draft)
  const document =
    check.pack === null
      ? null
      : await documentOf(check.pack, needs.eligibility.trying({ pack: check.pack, since: always }), needs.placeName)
  const isEditor = who.may(editDrafts)
  const isApprover = who.may(approveDrafts)
  return {
    ...draftCard(draft),
    pack: document === null ? null : documentWire(document),
    findings: [...check.findings],
    cases: check.cases,
    ...comparedWire(draft.baseFiles, draft.files, draft.takenRules),
    sentBack: draft.sentBack === null ? null : { ...hand(draft.sentBack), reason: draft.sentBack.reason },
    hindered: await needs.drafts.hindered(tx, who, draft, check),
    may: {
      edit: isEditor && isPossible('edit', draft.state),
      propose: isEditor && isPossible('propose', draft.state),
      publish: isApprover && isPossible('publish', draft.state) && !draft.hands.includes(who.id),
      sendBack: (isApprover || isEditor) && isPossible('sendBack', draft.state),
      withdraw: isEditor && isPossible('withdraw', draft.state),
    },
  }
}

export async function workbenchOf(tx: Tx, who: Caller, needs: SheetNeeds): Promise<wire.Workbench> {
  const region = await needs.regionOf(who)
  const versions = await readVersions(tx, [who.tenant])
  const above = new Set(needs.eligibility.placesAbove(region).filter((place) => place !== region))
  const today = needs.clock.today()
  const { packs } = needs.eligibility.library
  const definitions = new Map(packs.flatMap((pack) => pack.parameters.map((one) => [one.key, one])))
  return {
    region,
    packs: packs.toSorted(byAidKind).map((pack) => {
      const { id, programme, title, place, status, models, rows } = pack
      const of = versions.filter((one) => one.region === pack.region && one.programme === programme)
      const next = of.find(({ startsOn }) => startsOn > today)
      const later = rows.flatMap(({ validFrom }) => (validFrom > today ? [validFrom] : [])).toSorted(byDay)
      return {
        ...{ id, programme, title, place, status, region: pack.region },
        ...{ hasRules: models.length > 0, values: rows.length, isOurs: pack.region === region },
        isAbove: above.has(pack.region),
        serial: of.findLast(({ startsOn }) => startsOn <= today)?.serial ?? 0,
        kind: aidKindOf(programme),
        now: amountsNow(rows, definitions, today),
        valueFrom: later[0] ?? null,
        next: next === undefined ? null : { serial: next.serial, startsOn: next.startsOn },
      }
    }),
    drafts: (await needs.drafts.list(tx, who)).map(draftCard),
    versions: versions.toReversed().map(versionCard),
    unreadable: needs.lawbook.unreadable().filter((one) => one.region === region || above.has(one.region)),
    may: { draft: who.may(editDrafts), approve: who.may(approveDrafts), simulate: who.may(simulateDrafts) },
  }
}

const byDay = (left: Day, right: Day): number => (left < right ? -1 : left > right ? 1 : 0)

/** A list has room for two. */
const amountsShownMax = 2

function amountsNow(
  rows: readonly ParameterRow[],
  definitions: ReadonlyMap<string, ParameterDefinition>,
  today: Day,
): wire.PackCard['now'] {
  return rows
    .filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo))
    .flatMap(({ key, tier, value }) => {
      const said = definitions.get(key)
      return said?.type === 'yuan' ? [{ zh: said.zh, en: said.en, tier, value, unit: said.unit }] : []
    })
    .slice(0, amountsShownMax)
}

/** The files of one version of a pack: 0 is what is shipped. @throws notFound */
export function filesOfVersion(
  pack: { readonly region: string; readonly programme: string },
  serial: number,
  { shipped, versions }: { readonly shipped: readonly Pack[]; readonly versions: readonly PackVersion[] },
): Readonly<Record<string, string>> {
  if (serial === 0)
    return shipped.find(({ region, programme }) => region === pack.region && programme === pack.programme)?.files ?? {}
  const version = versions.find((one) => one.serial === serial)
  if (!version) throw workbenchRefusals.notFound()
  return version.files
}

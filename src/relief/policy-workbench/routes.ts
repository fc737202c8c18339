import type { Audit } from '#platform/audit/index.ts'
import { day, monthOf } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { purposeOf, route, type Route } from '#platform/http/index.ts'
import { packFromFiles, type ReadModel } from '#relief/eligibility/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { readWorkbench, seeSimulated } from './access.ts'
import { caseOf } from './case-from-household.ts'
import { readTakenRules } from './draft/draft-store.ts'
import { documentOf } from './reading/document.ts'
import { workbenchRefusals } from './refusals.ts'
import { comparedWire, documentWire, filesOfVersion, versionCard, workbenchOf, type SheetNeeds } from './sheets.ts'
import { draftRoutes, type DraftRouteNeeds } from './routes-draft.ts'
import { expertRoutes } from './routes-expert.ts'
import { readVersions } from './version/version-store.ts'
import * as wire from './wire.ts'

export interface WorkbenchRouteNeeds extends SheetNeeds, DraftRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly readModel: ReadModel
  readonly households: Pick<Households, 'list' | 'situationOf'>
}

/** For every day of decision: a case tries the draft, whatever its first day. */
const always = day('1900-01-01')

export const workbenchRoutes = (needs: WorkbenchRouteNeeds): Route[] => [
  route({
    ...wire.openWorkbench,
    zh: '政策工作台：规则包、草稿和版本',
    en: 'The policy workbench: packs, drafts and versions',
    may: readWorkbench,
    run: ({ who }) => who.transaction(needs.db, (tx) => workbenchOf(tx, who, needs)),
  }),
  route({
    ...wire.readPack,
    zh: '一个规则包，连它的依据',
    en: 'One pack with its law',
    may: readWorkbench,
    run: async ({ who, params, query }) => {
      const versions = await who.transaction(needs.db, (tx) => readVersions(tx, [who.tenant], params))
      const inForce = needs.eligibility.library.packs.find(
        (one) => one.region === params.region && one.programme === params.programme,
      )
      const last = versions.findLast(({ startsOn }) => startsOn <= needs.clock.today())?.serial ?? 0
      const serial = query.serial ?? last
      const files = filesOfVersion(params, serial, { shipped: needs.shipped, versions })
      if (Object.keys(files).length === 0) throw workbenchRefusals.notFound()
      const pack =
        serial === last && inForce
          ? inForce
          : await packFromFiles(`${params.region}/${params.programme}`, files, needs.readModel)
      const document = await documentOf(pack, needs.eligibility, needs.placeName)
      const isOurs = (await needs.regionOf(who)) === params.region
      return { document: documentWire(document), versions: versions.map(versionCard), serial, isOurs }
    },
  }),
  route({
    ...wire.comparePack,
    zh: '两个版本逐行对照',
    en: 'Two versions line by line',
    may: readWorkbench,
    run: async ({ who, params, query }) => {
      const { before, after } = query
      const { versions, taken } = await who.transaction(needs.db, async (tx) => {
        const versions = await readVersions(tx, [who.tenant], params)
        const between = versions.filter(({ serial }) => before < serial && serial <= after)
        const drafts = between.map(({ draftId }) => draftId)
        return { versions, taken: await readTakenRules(tx, who.tenant, drafts) }
      })
      const files = (serial: number) => filesOfVersion(params, serial, { shipped: needs.shipped, versions })
      return comparedWire(files(before), files(after), taken[0] ?? null)
    },
  }),
  ...draftRoutes(needs),
  ...expertRoutes(needs),
  route({
    ...wire.caseFromHousehold,
    zh: '照一户人家写一个算例，不带身份',
    en: 'Write a worked case from a household, without saying whose it is',
    may: seeSimulated,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        purposeOf(who)
        const draft = await needs.drafts.get(tx, who, params.id)
        const { pack } = await needs.drafts.check(draft)
        const found = await needs.households.list(tx, who, { text: body.household, page: 1, size: 2 })
        const row = found.rows.find(({ number }) => number === body.household)
        if (!row || pack === null) throw workbenchRefusals.householdNotFound({ number: body.household }, 'household')
        const on = needs.clock.today()
        const { region, programme } = draft
        const situation = await needs.households.situationOf(tx, who.tenant, row.id, { factsOn: on, programme })
        const request = { region, programme, factsOn: on, lawOn: on, month: monthOf(on), situation }
        const answer = needs.eligibility.trying({ pack, since: always }).assess(request)
        await needs.audit.recordRead(tx, who, {
          ...{ act: 'read', action: 'policy-workbench.case-taken', about: { kind: 'household', id: row.id } },
          details: { draft: draft.id },
        })
        return { text: caseOf(situation, answer, { on, region }) }
      }),
  }),
]

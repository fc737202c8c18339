import { day } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Problem } from '#platform/decisions/index.ts'
import { route, type Caller, type Route } from '#platform/http/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { ReadModel } from '#relief/eligibility/index.ts'
import { approveDrafts, editDrafts, readWorkbench } from './access.ts'
import { expectationsChanged, rewritesOf, withRewrites } from './draft/case-rewrites.ts'
import type { Draft, PackFiles } from './draft/draft.ts'
import type { OnDraft } from './draft/drafts.ts'
import { problemInEnglish, problemInWords, tryRule, withRule } from './draft/rules.ts'
import { checkedRows, withSeries } from './draft/standards.ts'
import { workbenchRefusals } from './refusals.ts'
import { draftSheet, type SheetNeeds } from './sheets.ts'
import { lawsOf } from './simulation/laws.ts'
import type { Lawbook } from './version/lawbook.ts'
import * as wire from './wire.ts'

export interface DraftRouteNeeds extends SheetNeeds {
  readonly db: Db
  readonly lawbook: Lawbook
  readonly readModel: ReadModel
}

export const draftRoutes = (needs: DraftRouteNeeds): Route[] => [...writing(needs), ...deciding(needs)]

/** Does it in one transaction and shows the draft as it stands after. */
const shown = (who: Caller, needs: DraftRouteNeeds, work: (tx: Tx) => Promise<Draft>): Promise<wire.DraftSheet> =>
  who.transaction(needs.db, async (tx) => draftSheet(tx, who, await work(tx), needs))

type Change = (files: PackFiles, draft: Draft) => PackFiles | Promise<PackFiles>
const edited = (who: Caller, needs: DraftRouteNeeds, on: OnDraft, change: Change): Promise<wire.DraftSheet> =>
  shown(who, needs, (tx) => needs.drafts.edit(tx, who, on, change))

/** A problem with its place in one sentence. */
export const problemWire = (problem: Problem): wire.Problem => ({
  ...{ file: problem.file, code: problem.code, en: problem.en, zh: problem.zh },
  ...{ decision: problem.decision ?? null, expression: problem.expression ?? null },
  ...{ column: problem.column ?? null, tableRow: problem.tableRow ?? null },
  says: { zh: problemInWords(problem), en: problemInEnglish(problem) },
})

const writing = (needs: DraftRouteNeeds): Route[] => [
  route({
    ...wire.beginDraft,
    zh: '从在用的版本起草',
    en: 'Begin a draft from the version in force',
    may: editDrafts,
    run: async ({ who, body }) => {
      const region = await needs.regionOf(who)
      const { id } = await who.transaction(needs.db, (tx) =>
        needs.drafts.start(tx, who, { region, programme: body.programme }),
      )
      return { id }
    },
  }),
  route({
    ...wire.readDraft,
    zh: '一份草稿，连检查结果',
    en: 'A draft with its checks',
    may: readWorkbench,
    run: ({ who, params }) => shown(who, needs, (tx) => needs.drafts.get(tx, who, params.id)),
  }),
  route({
    ...wire.frameDraft,
    zh: '写明依据的文件和起用日',
    en: 'Name the document and the first day',
    may: editDrafts,
    run: ({ who, params, body: { version, document, startsOn } }) =>
      shown(who, needs, (tx) =>
        needs.drafts.frame(
          tx,
          who,
          { id: params.id, version },
          { document, startsOn: startsOn === undefined ? undefined : day(startsOn) },
        ),
      ),
  }),
  route({
    ...wire.editValues,
    zh: '改一个标准的数',
    en: 'Change the values of a parameter',
    may: editDrafts,
    run: ({ who, params, body: { version, ...series } }) =>
      edited(who, needs, { id: params.id, version }, async (files, draft) => {
        const parameter = (await parametersOf(draft, needs)).find(({ key }) => key === series.key)
        if (!parameter) throw workbenchRefusals.unknownParameter({ key: series.key }, 'key')
        const rows = checkedRows(series, parameter)
        return { ...files, 'standards.yaml': withSeries(files['standards.yaml'], { ...series, rows }) }
      }),
  }),
  route({
    ...wire.tryRule,
    zh: '边写边查一条规则，不存',
    en: 'Check a rule while it is typed; nothing is kept',
    may: editDrafts,
    run: async ({ who, params, body }) => {
      const draft = await who.transaction(needs.db, (tx) => needs.drafts.get(tx, who, params.id))
      const tried = await tryRule(draft.files, body)
      const problems = tried.kind === 'written' ? [] : tried.problems
      return {
        problems: problems.map(problemWire),
      }
    },
  }),
  route({
    ...wire.editRule,
    zh: '改一条规则',
    en: 'Change a rule',
    may: editDrafts,
    run: ({ who, params, body: { version, ...edit } }) =>
      edited(who, needs, { id: params.id, version }, (files) => withRule(files, edit)),
  }),
  route({
    ...wire.takeRules,
    zh: '把上级的规则抄成本地的',
    en: 'Take the rules of the level above for one’s own',
    may: editDrafts,
    run: ({ who, params, body }) =>
      shown(who, needs, async (tx) => {
        const { region, programme } = await needs.drafts.get(tx, who, params.id)
        const { library, placesAbove } = needs.eligibility
        const above = placesAbove(region)
          .flatMap((place) => library.packs.filter((one) => one.region === place && one.programme === programme))
          .find(({ models }) => models.length > 0)
        if (!above) throw workbenchRefusals.noPack({ programme })
        return needs.drafts.takeRules(tx, who, { id: params.id, version: body.version }, above)
      }),
  }),
  route({
    ...wire.readCases,
    zh: '草稿的算例',
    en: 'The worked cases of a draft',
    may: readWorkbench,
    run: async ({ who, params }) => {
      const draft = await who.transaction(needs.db, (tx) => needs.drafts.get(tx, who, params.id))
      const { findings } = await needs.drafts.check(draft)
      const read = await attempt(async () => {
        const laws = await lawsOf(draft, needs, always)
        return {
          rewrites: rewritesOf(draft.files, laws),
          changed: [...expectationsChanged(draft.baseFiles, draft.files, laws)],
        }
      })
      return {
        text: draft.files['cases.yaml'] ?? '',
        findings: [...findings],
        ...(read ?? { rewrites: [], changed: [] }),
      }
    },
  }),
  route({
    ...wire.rewriteCases,
    zh: '算例照新标准改',
    en: 'Rewrite worked cases by the new standard',
    may: editDrafts,
    run: ({ who, params, body: { version, keys } }) =>
      edited(who, needs, { id: params.id, version }, async (files, draft) =>
        withRewrites(files, await lawsOf({ ...draft, files }, needs, always), keys),
      ),
  }),
  route({
    ...wire.editCases,
    zh: '改算例',
    en: 'Change the worked cases',
    may: editDrafts,
    run: ({ who, params, body: { version, text } }) =>
      edited(who, needs, { id: params.id, version }, (files) => ({ ...files, 'cases.yaml': text })),
  }),
]

/** For every day of decision: a case tries the draft, whatever its first day. */
const always = day('1900-01-01')

/** Null where files cannot be read: the findings say which. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

async function parametersOf(draft: Draft, { drafts, eligibility }: DraftRouteNeeds) {
  const own = (await drafts.check(draft)).pack?.parameters ?? []
  if (own.length > 0) return own
  const { library, placesAbove } = eligibility
  return placesAbove(draft.region).flatMap((place) =>
    library.packs
      .filter((one) => one.region === place && one.programme === draft.programme)
      .flatMap(({ parameters }) => parameters),
  )
}

const deciding = (needs: DraftRouteNeeds): Route[] => [
  route({
    ...wire.proposeDraft,
    zh: '草稿送复核',
    en: 'Propose a draft',
    may: editDrafts,
    run: ({ who, params, body }) =>
      shown(who, needs, (tx) => needs.drafts.propose(tx, who, { id: params.id, version: body.version })),
  }),
  route({
    ...wire.sendDraftBack,
    zh: '草稿退回',
    en: 'Send a draft back',
    may: readWorkbench,
    run: ({ who, params, body: { version, reason } }) => {
      if (!who.may(approveDrafts) && !who.may(editDrafts)) throw workbenchRefusals.notFound()
      return shown(who, needs, (tx) => needs.drafts.sendBack(tx, who, { id: params.id, version }, reason))
    },
  }),
  route({
    ...wire.withdrawDraft,
    zh: '撤回草稿',
    en: 'Withdraw a draft',
    may: editDrafts,
    run: ({ who, params, body: { version, reason } }) =>
      shown(who, needs, (tx) => needs.drafts.withdraw(tx, who, { id: params.id, version }, reason)),
  }),
  route({
    ...wire.publishDraft,
    zh: '发布一个版本',
    en: 'Publish a version',
    may: approveDrafts,
    run: ({ who, params, body }) => {
      needs.lawbook.expect()
      return shown(who, needs, async (tx) => {
        await needs.drafts.publish(tx, who, { id: params.id, version: body.version })
        return needs.drafts.get(tx, who, params.id)
      })
    },
  }),
]

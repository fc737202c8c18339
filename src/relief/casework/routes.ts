import { addMonths, monthOf } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { file, route, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import type { AssessmentService } from '#relief/eligibility/index.ts'
import { makeAssessments } from '#relief/eligibility/index.ts'
import * as access from './access.ts'
import { readCasesOfHousehold } from './case-store.ts'
import type { Case, Cases } from './contract.ts'
import { exportedRows, writeCaseList } from './export.ts'
import { limitDaysOf, readFile } from './file.ts'
import { answerKinEnd, askKinEnd, declareKin, findKin, kinActs, listKin, reasonOf } from './kin.ts'
import { countCases, listCases, type ListNeeds } from './list.ts'
import { procedureOf, type CaseNeeds } from './needs.ts'
import { caseRefusals } from './refusals.ts'
import { inOrder } from './sources.ts'
import * as wire from './wire.ts'
import { wordsOfStage } from './wire-words.ts'

export interface CaseRouteNeeds extends CaseNeeds {
  readonly cases: Cases
  readonly vault: Vault
  readonly regions: ListNeeds['regions']
  readonly assessments: Pick<AssessmentService, 'find' | 'assessHousehold'>
}

export const caseRoutes = (needs: CaseRouteNeeds): Route[] => [
  ...listRoutes(needs),
  ...fileRoutes(needs),
  ...moveRoutes(needs),
  ...paperRoutes(needs),
  ...kinRoutes(needs),
]

const inside = <Result>(who: Caller, db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(db, work)

const listRoutes = (needs: CaseRouteNeeds): Route[] => [
  route({
    ...wire.listCases,
    zh: '办件列表',
    en: 'List of cases',
    may: access.readCases,
    run: ({ who, query }) => inside(who, needs.db, (tx) => listCases(tx, who, query, needs)),
  }),
  route({
    ...wire.countCases,
    zh: '各环节各灯有多少件',
    en: 'Cases per stage and light',
    may: access.readCases,
    run: ({ who, query }) => inside(who, needs.db, (tx) => countCases(tx, who, query, needs)),
  }),
  route({
    ...wire.exportCases,
    zh: '导出办件列表',
    en: 'Export the list of cases',
    may: access.exportCaseLists,
    run: async ({ who, query }) => {
      const rows = await inside(who, needs.db, (tx) => exportedRows(tx, who, query, needs))
      const name = who.language === 'en' ? 'cases' : '办件'
      return file(`${name}-${needs.clock.today()}.xlsx`, sheetTypes.xlsx, await writeCaseList(rows, who.language))
    },
  }),
  route({
    ...wire.listProcedures,
    zh: '能办哪些项目',
    en: 'Programmes with a procedure here',
    may: access.readCases,
    run: async ({ who }) =>
      needs.procedures.at(await needs.regionOf(who), needs.clock.today()).map((procedure) => ({
        ...{ programme: procedure.programme, words: procedure.words, title: procedure.title },
        ...{ region: procedure.region, validFrom: procedure.from, limitDays: limitDaysOf(procedure) },
        isEmergency: procedure.emergency !== null,
      })),
  }),
]

const fileRoutes = (needs: CaseRouteNeeds): Route[] => [
  route({
    ...wire.readCase,
    zh: '一个办件',
    en: 'One case',
    may: access.readCases,
    run: ({ who, params }) => inside(who, needs.db, (tx) => readFile(tx, who, params.id, needs)),
  }),
  route({
    ...wire.findCase,
    zh: '按编号找办件',
    en: 'Find a case by its number',
    may: access.readCases,
    run: ({ who, params }) =>
      inside(who, needs.db, async (tx) => {
        const found = await needs.cases.find(tx, who, params.number.trim().toUpperCase())
        if (found === null) throw caseRefusals.notFound()
        return { id: found.id }
      }),
  }),
  route({
    ...wire.listHouseholdCases,
    zh: '一户的办件',
    en: 'Cases of a household',
    may: access.readCases,
    run: ({ who, params }) =>
      inside(who, needs.db, async (tx) => {
        if ((await needs.households.identitiesOf(tx, who.tenant, params.id)) === null)
          throw caseRefusals.householdNotFound()
        const about = { kind: 'household', id: params.id }
        await needs.audit.recordRead(tx, who, { act: 'read', action: 'casework.cases-listed', about })
        const cases = await readCasesOfHousehold(tx, who.tenant, params.id)
        return inOrder(cases, async (one) => {
          const procedure = await procedureOf(tx, needs, one)
          return {
            ...{ id: one.id, number: one.number, programme: one.programme, programmeWords: procedure.words },
            ...{ stage: one.stage, stageWords: wordsOfStage(procedure, one.stage) },
            ...{ openedOn: one.openedOn, outcome: one.outcome },
          }
        })
      }),
  }),
]

const moved = async (tx: Tx, one: Case, needs: CaseNeeds) => ({
  ...{ id: one.id, stage: one.stage, stageWords: wordsOfStage(await procedureOf(tx, needs, one), one.stage) },
  version: one.version,
})

const moveRoutes = (needs: CaseRouteNeeds): Route[] => [
  route({
    ...wire.openCase,
    zh: '立案登记',
    en: 'Open a case',
    may: access.openCases,
    run: ({ who, body }) =>
      inside(who, needs.db, async (tx) => {
        const { id, number } = await needs.cases.open(tx, who, body)
        return { id, number }
      }),
  }),
  route({
    ...wire.makeMove,
    zh: '办一个环节',
    en: 'Make a move in a case',
    may: access.moveCases,
    run: ({ who, params, body }) =>
      inside(who, needs.db, async (tx) => moved(tx, (await needs.cases.move(tx, who, params.id, body)).case, needs)),
  }),
  route({
    ...wire.assessCase,
    zh: '为办件测算',
    en: 'Assess for a case',
    may: makeAssessments,
    run: async ({ who, params, body }) => {
      const one = await inside(who, needs.db, (tx) => needs.cases.get(tx, who, params.id))
      const today = needs.clock.today()
      return needs.assessments.assessHousehold(who, {
        ...{ householdId: one.householdId, programme: one.programme, region: await needs.regionOf(who) },
        ...{ factsOn: body.factsOn ?? today, lawOn: today },
        // Aid begins with the month after the decision, so that month's standard counts.
        month: body.month ?? addMonths(monthOf(today), 1),
      })
    },
  }),
]

const paperRoutes = (needs: CaseRouteNeeds): Route[] => [
  route({
    ...wire.giveOpinion,
    zh: '提出审核意见',
    en: 'Give an opinion',
    may: access.giveOpinions,
    run: ({ who, params, body }) =>
      inside(who, needs.db, async (tx) => {
        const made = await needs.cases.giveOpinion(tx, who, params.id, body)
        return { ...(await moved(tx, made.case, needs)), opinionId: made.opinion.id }
      }),
  }),
  route({
    ...wire.proposeDecision,
    zh: '提出确认意见',
    en: 'Propose a decision',
    may: access.proposeDecisions,
    run: ({ who, params, body }) =>
      inside(who, needs.db, async (tx) => {
        const amount = body.amount === null ? null : fen(BigInt(body.amount))
        const made = await needs.cases.proposeDecision(tx, who, params.id, { ...body, amount })
        return { ...(await moved(tx, made.case, needs)), proposalId: made.proposal.id }
      }),
  }),
  route({
    ...wire.approveDecision,
    zh: '批准决定',
    en: 'Approve a decision',
    may: access.approveDecisions,
    run: ({ who, params, body }) =>
      inside(who, needs.db, async (tx) => {
        const made = await needs.cases.approveDecision(tx, who, params.id, body)
        return { ...(await moved(tx, made.case, needs)), decisionId: made.decision.id }
      }),
  }),
  route({
    ...wire.grantEmergency,
    zh: '先行救助',
    en: 'Grant help before papers',
    may: access.grantEmergencies,
    run: ({ who, params, body }) =>
      inside(who, needs.db, async (tx) => {
        const amount = fen(BigInt(body.amount))
        const made = await needs.cases.grantEmergency(tx, who, params.id, { ...body, amount })
        return { ...(await moved(tx, made.case, needs)), decisionId: made.decision.id }
      }),
  }),
]

const kinRoutes = (needs: CaseRouteNeeds): Route[] => [
  route({
    ...wire.listKin,
    zh: '登记过的亲属',
    en: 'Declared kin',
    may: access.declareKinship,
    run: ({ who }) =>
      inside(who, needs.db, async (tx) =>
        inOrder(await listKin(tx, who), async (kin) => {
          const { id, officer, personShown, relation, declaredOn, ending } = kin
          const reason = await reasonOf(who, kin, needs.vault)
          return {
            ...{ id, officer, person: personShown, relation, declaredOn, may: kinActs(who, kin) },
            ending: ending === null || reason === null ? null : { by: ending.by.name, on: ending.on, reason },
          }
        }),
      ),
  }),
  route({
    ...wire.findKin,
    zh: '按户号找亲属',
    en: 'Find kin by the number of the household',
    may: access.declareKinship,
    run: ({ who, query }) => inside(who, needs.db, (tx) => findKin(tx, who, query.number, needs)),
  }),
  route({
    ...wire.declareKin,
    zh: '登记亲属关系',
    en: 'Declare kin',
    may: access.declareKinship,
    run: ({ who, body }) => inside(who, needs.db, (tx) => declareKin(tx, who, body, needs)),
  }),
  route({
    ...wire.askKinEnd,
    zh: '提出不再是近亲属',
    en: 'Say that somebody is kin no longer',
    may: access.declareKinship,
    run: ({ who, params, body }) =>
      inside(who, needs.db, (tx) => askKinEnd(tx, who, { id: params.id, ...body }, needs)),
  }),
  route({
    ...wire.answerKinEnd,
    zh: '核实不再是近亲属',
    en: 'Confirm or refuse that somebody is kin no longer',
    may: access.confirmKinEndings,
    run: ({ who, params, body }) =>
      inside(who, needs.db, (tx) => answerKinEnd(tx, who, { id: params.id, ...body }, needs)),
  }),
]

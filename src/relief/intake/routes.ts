import type { Db } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { readApplications, takeApplications } from './access.ts'
import type { IntakeService } from './service.ts'
import { readUpload } from './take-paper.ts'
import * as wire from './wire.ts'

export interface IntakeRouteNeeds {
  readonly db: Db
  readonly intake: IntakeService
}

export const intakeRoutes = (needs: IntakeRouteNeeds): Route[] => [
  ...draftRoutes(needs),
  ...acceptanceRoutes(needs),
  ...caseRoutes(needs),
]

const draftRoutes = ({ db, intake }: IntakeRouteNeeds): Route[] => [
  route({
    ...wire.readIntakeChoices,
    zh: '窗口能受理什么',
    en: 'What the window takes',
    may: takeApplications,
    run: ({ who }) => who.transaction(db, (tx) => intake.choices(tx, who)),
  }),
  route({
    ...wire.listDrafts,
    zh: '没填完的申请',
    en: 'Applications being filled in',
    may: takeApplications,
    run: ({ who, query }) => who.transaction(db, (tx) => intake.list(tx, who, query)),
  }),
  route({
    ...wire.startDraft,
    zh: '开始填一份申请',
    en: 'Begin an application',
    may: takeApplications,
    run: ({ who, body }) => who.transaction(db, (tx) => intake.start(tx, who, body)),
  }),
  route({
    ...wire.openDraft,
    zh: '接着填',
    en: 'Go on with an application',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.open(tx, who, params.id)),
  }),
  route({
    ...wire.savePart,
    zh: '边填边存',
    en: 'Save as typed',
    may: takeApplications,
    run: ({ who, params: { id, name }, body }) =>
      who.transaction(db, (tx) => intake.save(tx, who, id, { name, ...body })),
  }),
  route({
    ...wire.takeHousehold,
    zh: '从档案取出这一家',
    en: 'Take the family from the register',
    may: takeApplications,
    run: ({ who, params, body }) =>
      who.transaction(db, (tx) => intake.takeHousehold(tx, who, params.id, body.householdId)),
  }),
  route({
    ...wire.checkDraft,
    zh: '看看还差什么',
    en: 'See what is missing',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.check(tx, who, params.id)),
  }),
  route({
    ...wire.addDraftPaper,
    zh: '收一份材料',
    en: 'Take a paper',
    may: takeApplications,
    prepare: ({ files }) => readUpload(files[0]),
    run: ({ who, params, body, ready }) =>
      who.transaction(db, (tx) => intake.addDraftPaper(tx, who, params.id, { ...body, ...ready })),
  }),
  route({
    ...wire.removeDraftPaper,
    zh: '去掉一份材料',
    en: 'Remove a paper',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.removeDraftPaper(tx, who, params.id, params.paper)),
  }),
  route({
    ...wire.dropDraft,
    zh: '不要这份没填完的',
    en: 'Throw a draft away',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.drop(tx, who, params.id)),
  }),
]

const acceptanceRoutes = ({ db, intake }: IntakeRouteNeeds): Route[] => [
  route({
    ...wire.askMissing,
    zh: '一次告知要补的材料',
    en: 'Ask once for missing papers',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.askMissing(tx, who, params.id)),
  }),
  route({
    ...wire.acceptDraft,
    zh: '受理，出回执',
    en: 'Accept and give a receipt',
    may: takeApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.acceptDraft(tx, who, params.id)),
  }),
]

const caseRoutes = ({ db, intake }: IntakeRouteNeeds): Route[] => [
  route({
    ...wire.readApplicationPanel,
    zh: '办件的申请、材料和授权',
    en: 'Application, papers and authorisations of a case',
    may: readApplications,
    run: ({ who, params }) => who.transaction(db, (tx) => intake.panel(tx, who, params.id)),
  }),
  route({
    ...wire.addCasePaper,
    zh: '补一份材料',
    en: 'Add a paper to a case',
    may: takeApplications,
    prepare: ({ files }) => readUpload(files[0]),
    run: ({ who, params, body, ready }) =>
      who.transaction(db, (tx) => intake.addCasePaper(tx, who, params.id, { ...body, ...ready })),
  }),
  route({
    ...wire.acceptCase,
    zh: '材料补齐后受理',
    en: 'Accept once the papers are there',
    may: takeApplications,
    run: ({ who, params, body }) => who.transaction(db, (tx) => intake.acceptCase(tx, who, params.id, body.version)),
  }),
  route({
    ...wire.askAgain,
    zh: '因新情况再要材料',
    en: 'Ask for a paper because of a new fact',
    may: takeApplications,
    run: ({ who, params, body }) => intake.askAgain(who, params.id, body),
  }),
  route({
    ...wire.reissueSecret,
    zh: '补发查询码',
    en: 'Issue a new code for the slip',
    may: takeApplications,
    run: ({ who, params, body }) => who.transaction(db, (tx) => intake.reissue(tx, who, params.id, body.why)),
  }),
  route({
    ...wire.signAuthorisation,
    zh: '收一份核对授权',
    en: 'Take an authorisation for the check',
    may: takeApplications,
    prepare: ({ files }) => readUpload(files[0]),
    run: ({ who, params, body, ready }) =>
      who.transaction(db, (tx) => intake.sign(tx, who, params.id, { wish: body, paper: ready.paper })),
  }),
  route({
    ...wire.withdrawAuthorisation,
    zh: '本人收回授权',
    en: 'The person takes the authorisation back',
    may: takeApplications,
    run: ({ who, params }) =>
      who.transaction(db, (tx) => intake.withdrawAuthorisation(tx, who, params.id, params.authorisation)),
  }),
]

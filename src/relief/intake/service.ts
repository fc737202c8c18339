import { inScope, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { SafePaper } from '#registry/documents/index.ts'
import { createAcceptance, mayStillTake, type Acceptance } from './accept.ts'
import { findApplication } from './application-store.ts'
import { authorisationsOf, sign, withdrawAuthorisation, type SignWish } from './authorisations.ts'
import { createCheckReceipt } from './check-receipt.ts'
import type { Intake } from './contract.ts'
import { createDrafts, getOpen, partsOf, type Drafts } from './drafts.ts'
import { neededPapers } from './papers.ts'
import type { IntakeNeeds } from './needs.ts'
import { panelOf } from './panel.ts'
import { deleteDraftPaper, readDraftPapers } from './paper-store.ts'
import { intakeRefusals } from './refusals.ts'
import { readDraft } from './register.ts'
import { rulesFor } from './rules-of.ts'
import { openStated, statedFor } from './stated.ts'
import { takePaper, type PaperWish } from './take-paper.ts'
import type * as wire from './wire.ts'

export interface IntakeService extends Intake, Drafts, Omit<Acceptance, 'askAgain'> {
  /** What is wrong or missing yet, without keeping anything. @throws draftNotFound */
  readonly check: (tx: Tx, who: Caller, draftId: string) => Promise<wire.DraftCheck>
  /** @throws draftNotFound, samePaper, unknownPaper, unknownMember */
  readonly addDraftPaper: (tx: Tx, who: Caller, id: string, wish: PaperWish) => Promise<wire.PaperGiven>
  readonly removeDraftPaper: (tx: Tx, who: Caller, id: string, paper: string) => Promise<null>
  /** @throws notFound, caseOver, samePaper, unknownPaper, unknownMember */
  readonly addCasePaper: (tx: Tx, who: Caller, caseId: string, wish: PaperWish) => Promise<wire.PaperGiven>
  readonly panel: (tx: Tx, who: Caller, caseId: string) => Promise<wire.ApplicationPanel | null>
  /** Refused without a new fact; the attempt is written down. See `Acceptance.askAgain`. */
  readonly askAgain: (
    who: Caller,
    caseId: string,
    wish: Parameters<Acceptance['askAgain']>[3],
  ) => Promise<wire.AskedPapers>
  readonly sign: (
    tx: Tx,
    who: Caller,
    caseId: string,
    given: { readonly wish: SignWish; readonly paper: SafePaper },
  ) => Promise<wire.AuthorisationRow[]>
  readonly withdrawAuthorisation: (tx: Tx, who: Caller, caseId: string, id: string) => Promise<wire.AuthorisationRow[]>
}

export function createIntake(needs: IntakeNeeds): IntakeService {
  const { askAgain, ...acceptance } = createAcceptance(needs)
  return {
    ...createDrafts(needs),
    ...acceptance,
    authorisationsOf: (tx, who, caseId) => authorisationsOf(tx, who, caseId, needs),
    checkReceipt: createCheckReceipt(needs),
    statedOf: async (tx, who, caseId) => {
      const application = await findApplication(tx, who.tenant, caseId)
      return application === undefined ? null : statedFor(tx, who, application, needs)
    },
    check: (tx, who, id) => check(tx, who, id, needs),
    addDraftPaper: (tx, who, id, wish) => addDraftPaper(tx, who, { id, wish }, needs),
    removeDraftPaper: async (tx, who, id, paper) => {
      await getOpen(tx, who, id)
      await deleteDraftPaper(tx, who.tenant, id, paper)
      return null
    },
    addCasePaper: (tx, who, id, wish) => addCasePaper(tx, who, { id, wish }, needs),
    panel: (tx, who, caseId) => panelOf(tx, who, caseId, needs),
    askAgain: async (who, caseId, wish) => {
      try {
        return await who.transaction(needs.db, (tx) => askAgain(tx, who, caseId, wish))
      } catch (error) {
        if (error instanceof Refusal && error.code === 'intake.askedOnce') await noteSecondAsk(who, caseId, needs)
        throw error
      }
    },
    sign: (tx, who, caseId, given) => sign(tx, who, caseId, given, needs),
    withdrawAuthorisation: (tx, who, caseId, id) => withdrawAuthorisation(tx, who, { caseId, id }, needs),
  }
}

async function check(tx: Tx, who: Caller, id: string, needs: IntakeNeeds): Promise<wire.DraftCheck> {
  const draft = await getOpen(tx, who, id)
  const parts = await partsOf(tx, draft, needs)
  const { version } = await rulesFor(who, draft.programme, needs)
  const reading = await readDraft(who, draft, parts, needs)
  const given = await readDraftPapers(tx, who.tenant, id)
  const { members } = parts.members
  return {
    problems: reading.kind === 'problems' ? [...reading.problems] : [],
    papers: neededPapers({ version, members, applicantKey: parts.statement.applicantKey, given }),
    ...{ source: version.source, unknown: reading.unknown },
  }
}

interface PaperAsk {
  readonly id: string
  readonly wish: PaperWish
}

async function addDraftPaper(
  tx: Tx,
  who: Caller,
  { id, wish }: PaperAsk,
  needs: IntakeNeeds,
): Promise<wire.PaperGiven> {
  const draft = await getOpen(tx, who, id)
  const { members } = (await partsOf(tx, draft, needs)).members
  const memberKeys = members.map(({ key }) => key)
  const target = { draftId: id, caseId: null, householdId: null, placeId: draft.placeId, memberKeys }
  return takePaper(tx, who, target, wish, needs)
}

async function addCasePaper(tx: Tx, who: Caller, { id, wish }: PaperAsk, needs: IntakeNeeds): Promise<wire.PaperGiven> {
  const application = await findApplication(tx, who.tenant, id)
  if (application === undefined) throw intakeRefusals.notFound()
  mayStillTake(await needs.cases.get(tx, who, id))
  const { parts } = await openStated(application, needs)
  const { draftId, caseId, householdId, placeId } = application
  const memberKeys = parts.members.members.map(({ key }) => key)
  const target = { draftId, caseId, householdId, placeId, memberKeys }
  return takePaper(tx, who, target, wish, needs)
}

/** In a transaction of its own: the refused one, and the command with its key, leave nothing behind. */
const noteSecondAsk = (who: Caller, caseId: string, { db, audit }: IntakeNeeds): Promise<void> =>
  inScope(db, { tenants: [who.tenant], places: who.places }, (tx) =>
    audit.recordRead(tx, who, {
      ...{ act: 'refused', action: 'intake.second-ask-refused', about: { kind: 'case', id: caseId } },
    }),
  )

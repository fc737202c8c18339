import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case } from '#relief/casework/contract.ts'
import { paperNeedsOf } from './application-papers.ts'
import {
  findApplicationForUpdate,
  insertAsk,
  markAccepted,
  readAsks,
  type ApplicationRecord,
} from './application-store.ts'
import { factUse, familyPagePath, type IntakeNeeds } from './needs.ts'
import { missingOf, papersInWords, wordsOfKind } from './papers.ts'
import { newSecret } from './receipt.ts'
import { findReceiptOfCase, saveReceipt } from './receipt-store.ts'
import { intakeRefusals } from './refusals.ts'
import { register } from './register.ts'
import { rulesFor } from './rules-of.ts'
import { applicantOf, openStated } from './stated.ts'
import type { AskedPapers, PaperNeed, ReceiptSlip } from './wire.ts'
import { documentKinds, type DocumentKindName } from '#registry/documents/index.ts'

export interface Acceptance {
  /** Registers and accepts in one act. @throws what registering refuses, papersMissing, what the case refuses */
  readonly acceptDraft: (tx: Tx, who: Caller, draftId: string) => Promise<ReceiptSlip>
  /** Registers and asks for what is missing, once. @throws what registering refuses, nothingMissing */
  readonly askMissing: (tx: Tx, who: Caller, draftId: string) => Promise<AskedPapers>
  /** @throws notFound, papersMissing, what the case refuses */
  readonly acceptCase: (tx: Tx, who: Caller, caseId: string, version: number) => Promise<ReceiptSlip>
  /** @throws notFound, askedOnce when no new fact is named, unknownPaper, unknownMember */
  readonly askAgain: (
    tx: Tx,
    who: Caller,
    caseId: string,
    wish: { readonly kind: string; readonly memberKey: string; readonly newFact?: string | undefined },
  ) => Promise<AskedPapers>
  /** @throws notFound, noReceipt */
  readonly reissue: (tx: Tx, who: Caller, caseId: string, why: string) => Promise<ReceiptSlip>
}

export const createAcceptance = (needs: IntakeNeeds): Acceptance => ({
  acceptDraft: async (tx, who, draftId) => {
    const registered = await register(tx, who, draftId, needs)
    const { rules } = await rulesFor(who, registered.application.programme, needs)
    // Help first, papers after: the case is open and nothing is waited for.
    if (rules.form === 'short') return issue(tx, who, registered.case, registered.application, needs)
    return accept(tx, who, registered.case, registered.application, needs)
  },
  askMissing: async (tx, who, draftId) => {
    const { case: one, application } = await register(tx, who, draftId, needs)
    const missing = missingOf((await paperNeedsOf(tx, who, application, needs)).needs)
    if (missing.length === 0) throw intakeRefusals.nothingMissing()
    await needs.cases.move(tx, who, one.id, {
      ...{ move: 'ask-papers', version: one.version, codes: { papers: missing.length } },
    })
    return ask(tx, who, { one, application, papers: missing, newFact: null }, needs)
  },
  acceptCase: async (tx, who, caseId, version) => {
    const application = await locked(tx, who, caseId, needs)
    const one = await needs.cases.get(tx, who, caseId)
    return accept(tx, who, { ...one, version }, application, needs)
  },
  askAgain: (tx, who, caseId, wish) => askAgain(tx, who, caseId, wish, needs),
  reissue: async (tx, who, caseId, why) => {
    const application = await locked(tx, who, caseId, needs)
    if ((await findReceiptOfCase(tx, who.tenant, caseId)) === undefined && application.acceptedOn === null)
      throw intakeRefusals.noReceipt()
    const one = await needs.cases.get(tx, who, caseId)
    await needs.audit.record(tx, who, {
      ...{ action: 'intake.secret-reissued', about: { kind: 'case', id: caseId }, reason: why },
    })
    return issue(tx, who, one, application, needs)
  },
})

/** Nothing more is taken for a case that is over. @throws caseOver */
export function mayStillTake({ outcome }: Pick<Case, 'outcome'>): void {
  if (outcome !== null) throw intakeRefusals.caseOver()
}

/**
 * The row of the case first, as everywhere, then the application.
 *
 * @throws notFound: not through this window, or not theirs
 */
async function locked(tx: Tx, who: Caller, caseId: string, needs: IntakeNeeds): Promise<ApplicationRecord> {
  await needs.cases.hold(tx, who, caseId)
  const application = await findApplicationForUpdate(tx, who.tenant, caseId)
  if (application === undefined) throw intakeRefusals.notFound()
  return application
}

async function accept(tx: Tx, who: Caller, one: Case, application: ApplicationRecord, needs: IntakeNeeds) {
  const missing = missingOf((await paperNeedsOf(tx, who, application, needs)).needs)
  if (missing.length > 0)
    throw intakeRefusals.papersMissing({ count: missing.length, papers: papersInWords(missing) }, 'papers')
  const moved = await needs.cases.move(tx, who, one.id, { move: 'accept', version: one.version })
  const on = needs.clock.today()
  await markAccepted(tx, who.tenant, one.id, on)
  const { speaker } = await openStated(application, needs)
  await needs.audit.record(tx, who, {
    action: 'intake.accepted',
    about: { kind: 'case', id: one.id },
    after: { clerk: who.name, speaker, acceptedOn: on },
  })
  return issue(tx, who, moved.case, { ...application, acceptedOn: on }, needs)
}

/** A new code, told once: what is kept is a keyed hash over number and code. */
async function issue(
  tx: Tx,
  who: Caller,
  one: Case,
  application: ApplicationRecord,
  needs: IntakeNeeds,
): Promise<ReceiptSlip> {
  const secret = newSecret()
  const secretHash = needs.vault.lookup('receipt-secret', `${one.number}:${secret}`)
  await saveReceipt(tx, who.tenant, { caseId: one.id, number: one.number, secretHash, at: needs.clock.now() })
  const { rules } = await rulesFor(who, application.programme, needs)
  return {
    ...{ caseId: one.id, number: one.number, secret, acceptedOn: application.acceptedOn, path: familyPagePath },
    applicant: applicantOf(await openStated(application, needs)).name,
    programme: { zh: rules.zh, en: rules.en },
    office: await needs.officeOf(tx, who),
  }
}

interface Asking {
  readonly one: Case
  readonly application: ApplicationRecord
  readonly papers: readonly PaperNeed[]
  readonly newFact: string | null
}

async function ask(
  tx: Tx,
  who: Caller,
  { one, application, papers, newFact }: Asking,
  needs: IntakeNeeds,
): Promise<AskedPapers> {
  const askedOn = needs.clock.today()
  const ordinal = (await readAsks(tx, who.tenant, one.id)).length + 1
  const box = await needs.vault.boxOf(who.tenant)
  await insertAsk(tx, application, {
    ...{ ordinal, askedOn, askedBy: who.name },
    papers: papers.map(({ kind, memberKey }) => ({ kind, member: memberKey })),
    newFact: newFact === null ? null : box.seal(newFact, factUse(one.id, ordinal)),
  })
  await needs.audit.record(tx, who, {
    action: 'intake.papers-asked',
    about: { kind: 'case', id: one.id },
    after: { papers: papers.map(({ kind }) => kind), newFact },
  })
  const { version } = await rulesFor(who, application.programme, needs, application.registeredOn)
  return { caseId: one.id, number: one.number, askedOn, papers: [...papers], source: version.source }
}

const isKind = (kind: string): kind is DocumentKindName => documentKinds.some((known) => known === kind)

async function askAgain(
  tx: Tx,
  who: Caller,
  caseId: string,
  {
    kind,
    memberKey,
    newFact,
  }: { readonly kind: string; readonly memberKey: string; readonly newFact?: string | undefined },
  needs: IntakeNeeds,
): Promise<AskedPapers> {
  const application = await locked(tx, who, caseId, needs)
  const one = await needs.cases.get(tx, who, caseId)
  mayStillTake(one)
  const asks = await readAsks(tx, who.tenant, caseId)
  const first = asks[0]?.askedOn ?? application.acceptedOn ?? application.registeredOn
  if (newFact === undefined || newFact.trim().length < 2) throw intakeRefusals.askedOnce({ on: first }, 'newFact')
  if (!isKind(kind)) throw intakeRefusals.unknownPaper({ kind }, 'kind')
  const { parts } = await openStated(application, needs)
  const member = parts.members.members.find(({ key }) => key === memberKey)
  if (memberKey !== '' && member === undefined) throw intakeRefusals.unknownMember({}, 'memberKey')
  const wanted: PaperNeed = {
    ...{ kind, words: wordsOfKind(kind), memberKey: member?.key ?? null, memberName: member?.name ?? null },
    ...{ state: 'missing', verifiedBy: null },
  }
  return ask(tx, who, { one, application, papers: [wanted], newFact: newFact.trim() }, needs)
}

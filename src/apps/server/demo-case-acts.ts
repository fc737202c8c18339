import { given } from '#platform/errors/index.ts'
import type { AskInside, Person } from '#platform/http/index.ts'
import type { RoleName } from '#registry/officers/index.ts'
import { caseOf, type DeskNeeds } from './demo-desk-acts.ts'

/** Opinions, decisions and other moves of one case, as the people whose turn it is make them. */
interface CaseNow {
  readonly case: {
    readonly version: number
    readonly stage: string
    readonly programme: string
    readonly householdId: string
  }
  readonly proposal: { readonly id: string } | null
}
/** As whoever is about to act reads it: the look is written down, and it is theirs. */
const readNow = (ask: AskInside, by: Person, id: string): Promise<CaseNow> =>
  ask<CaseNow>(by, 'GET /api/cases/:id', caseOf(id))

export async function giveOpinion(
  ask: AskInside,
  needs: DeskNeeds,
  caseId: string,
  { proposal, why, which = 0 }: { proposal: 'grant' | 'refuse'; why: string; which?: number },
): Promise<null> {
  const clerk = needs.staff.at('town-clerk', which)
  const { id: assessmentId } = await ask<{ id: string }>(clerk, 'POST /api/cases/:id/assessments', {
    ...caseOf(caseId),
    body: {},
  })
  const { version } = (await readNow(ask, clerk, caseId)).case
  await ask(clerk, 'POST /api/cases/:id/opinions', {
    ...caseOf(caseId),
    body: { version, proposal, assessmentId, why },
  })
  return null
}

export async function proposeDecision(
  ask: AskInside,
  needs: DeskNeeds,
  caseId: string,
  outcome: 'confirmed' | 'refused',
): Promise<null> {
  const maker = needs.staff.at('county-reviewer')
  const { id: assessmentId } = await ask<{ id: string }>(maker, 'POST /api/cases/:id/assessments', {
    ...caseOf(caseId),
    body: {},
  })
  const { version } = (await readNow(ask, maker, caseId)).case
  const why = outcome === 'confirmed' ? '同意镇里意见' : '收入高于标准，同意镇里意见'
  await ask(maker, 'POST /api/cases/:id/proposals', {
    ...caseOf(caseId),
    body: { version, outcome, assessmentId, why },
  })
  return null
}

export async function approveDecision(ask: AskInside, needs: DeskNeeds, caseId: string): Promise<null> {
  const second = needs.staff.at('county-reviewer', 1)
  const now = await readNow(ask, second, caseId)
  await ask(second, 'POST /api/cases/:id/approval', {
    ...caseOf(caseId),
    body: { version: now.case.version, proposalId: given(now.proposal, 'the proposal to approve').id },
  })
  return null
}

/** A move that carries no paper of its own. */
export async function makeMove(
  ask: AskInside,
  needs: DeskNeeds,
  caseId: string,
  { move, role, reason }: { move: string; role: RoleName; reason: string },
): Promise<null> {
  const by = needs.staff.at(role)
  const { version } = (await readNow(ask, by, caseId)).case
  await ask(by, 'POST /api/cases/:id/moves', { ...caseOf(caseId), body: { move, version, reason } })
  return null
}

export async function publish(ask: AskInside, needs: DeskNeeds, caseId: string): Promise<null> {
  const clerk = needs.staff.at('town-clerk')
  const { version } = (await readNow(ask, clerk, caseId)).case
  await ask(clerk, 'POST /api/cases/:id/publication', { ...caseOf(caseId), body: { version } })
  return null
}

/** A print is drawn outside of any transaction; what was printed before stays as it is. */
export async function printLetters({ staff }: DeskNeeds, caseId: string): Promise<void> {
  const clerk = staff.at('town-clerk')
  const papers = await staff.ask<readonly { letterId: string | null }[]>(
    clerk,
    'GET /api/cases/:id/papers',
    caseOf(caseId),
  )
  for (const { letterId: id } of papers)
    if (id !== null) await staff.ask(clerk, 'GET /api/letters/:id/pdf', { params: { id } })
}

/** Entered at the town; the finance head holds it against the card, or it waits for that. */
export async function enterAccount(
  ask: AskInside,
  needs: DeskNeeds,
  caseId: string,
  { holder, number, isApproved }: { holder: string; number: string; isApproved: boolean },
): Promise<null> {
  const clerk = needs.staff.at('town-clerk')
  const { householdId } = (await readNow(ask, clerk, caseId)).case
  const household = { params: { id: householdId } }
  const { id } = await ask<{ id: string }>(clerk, 'POST /api/payouts/households/:id/accounts', {
    ...household,
    body: { holder, bank: '青禾农商银行（合成）', number, why: '户主带卡到窗口登记（演示）' },
  })
  if (isApproved)
    await ask(needs.staff.at('finance-head'), 'POST /api/payouts/accounts/:id/approve', {
      params: { id },
      body: { number },
    })
  return null
}

export async function object(ask: AskInside, needs: DeskNeeds, caseId: string, text: string): Promise<null> {
  const clerk = needs.staff.at('town-clerk')
  const { version } = (await readNow(ask, clerk, caseId)).case
  await ask(clerk, 'POST /api/cases/:id/objections', {
    ...caseOf(caseId),
    body: { version, objector: '同村一位居民（演示）', contact: '', text },
  })
  return null
}

export async function helpAtOnce(
  ask: AskInside,
  needs: DeskNeeds,
  caseId: string,
  { yuan, why }: { yuan: number; why: string },
): Promise<null> {
  const head = needs.staff.at('town-head')
  const { version } = (await readNow(ask, head, caseId)).case
  const body = { version, amount: `${yuan}00`, why }
  await ask(head, 'POST /api/cases/:id/emergency-grant', { ...caseOf(caseId), body })
  return null
}

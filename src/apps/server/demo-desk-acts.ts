import { given } from '#platform/errors/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { AskInside } from '#platform/http/index.ts'
import { applicationOf, headNameOf, phoneOf, type DemoFamily } from './demo-families.ts'
import type { DemoSheets } from './demo-papers.ts'
import type { DemoStaff } from './demo-staff.ts'

/** What the people of the office do to one case, each as one act that happens whole or not at all. */
export interface DeskNeeds {
  readonly staff: DemoStaff
  readonly sheets: DemoSheets
  readonly clock: Clock
  /** Code of the village. */
  readonly place: string
}

export const caseOf = (id: string) => ({ params: { id } })
export interface LeadWords {
  readonly hardship: string
  readonly urgency: 'now' | 'soon' | 'ordinary'
  readonly sentence: string
}

export async function reportLead(
  ask: AskInside,
  { staff, place }: DeskNeeds,
  family: Pick<DemoFamily, 'number'>,
  words: LeadWords,
): Promise<{ leadId: string }> {
  const body = { ...words, place, channel: 'grid', name: headNameOf(family), phone: phoneOf(family) }
  return ask(staff.at('grid-worker'), 'POST /api/leads', { body })
}

export async function takeLead(ask: AskInside, { staff }: DeskNeeds, leadId: string): Promise<null> {
  const clerk = staff.at('town-clerk')
  const { version } = await ask<{ version: number }>(clerk, 'GET /api/leads/:id', caseOf(leadId))
  await ask(clerk, 'POST /api/leads/:id/taking', { ...caseOf(leadId), body: { version } })
  return null
}

export async function closeLead(ask: AskInside, { staff }: DeskNeeds, leadId: string, note: string): Promise<null> {
  const clerk = staff.at('town-clerk')
  const { version } = await ask<{ version: number }>(clerk, 'GET /api/leads/:id', caseOf(leadId))
  const body = { version, result: 'other-office', note }
  await ask(clerk, 'POST /api/leads/:id/closure', { ...caseOf(leadId), body })
  return null
}

export interface DraftWish {
  readonly programme: string
  readonly leadId: string | null
  /** Parts that are typed already; the others are still empty. */
  readonly parts: readonly ('family' | 'members' | 'incomes' | 'property' | 'statement')[]
}
export const wholeForm = ['family', 'members', 'incomes', 'property', 'statement'] as const

export async function typeDraft(
  ask: AskInside,
  { staff, clock, place }: DeskNeeds,
  family: DemoFamily,
  { programme, leadId, parts }: DraftWish,
): Promise<{ draftId: string }> {
  const clerk = staff.at('intake-clerk')
  const typed = applicationOf(family, clock.today(), place)
  const draft = await ask<{ id: string; parts: Readonly<Record<string, { version: number }>> }>(
    clerk,
    'POST /api/application-drafts',
    { body: { programme, ...(leadId === null ? {} : { leadId }) } },
  )
  for (const name of parts)
    await ask(clerk, 'PUT /api/application-drafts/:id/parts/:name', {
      params: { id: draft.id, name },
      body: { version: given(draft.parts[name], name).version, value: typed[name] },
    })
  return { draftId: draft.id }
}

/** Takes every paper the list asks for, `illness` left out where the family could not bring it. */
async function takePapers(ask: AskInside, needs: DeskNeeds, draftId: string, isWhole: boolean): Promise<void> {
  const clerk = needs.staff.at('intake-clerk')
  const { papers } = await ask<{ papers: { kind: string; memberKey: string | null; state: string }[] }>(
    clerk,
    'GET /api/application-drafts/:id/check',
    caseOf(draftId),
  )
  for (const { kind, memberKey, state } of papers)
    if (state === 'missing' && (isWhole || kind !== 'medical-record'))
      await ask(clerk, 'POST /api/application-drafts/:id/papers', {
        ...caseOf(draftId),
        body: { kind, memberKey: memberKey ?? '' },
        files: [await needs.sheets.next()],
      })
}

export async function acceptDraft(ask: AskInside, needs: DeskNeeds, draftId: string): Promise<{ caseId: string }> {
  await takePapers(ask, needs, draftId, true)
  const slip = await ask<{ caseId: string }>(
    needs.staff.at('intake-clerk'),
    'POST /api/application-drafts/:id/acceptance',
    caseOf(draftId),
  )
  // The code of the slip was told to the family once; nothing of it is kept here.
  return { caseId: slip.caseId }
}

export async function askMissing(ask: AskInside, needs: DeskNeeds, draftId: string): Promise<{ caseId: string }> {
  await takePapers(ask, needs, draftId, false)
  const { caseId } = await ask<{ caseId: string }>(
    needs.staff.at('intake-clerk'),
    'POST /api/application-drafts/:id/missing-papers',
    caseOf(draftId),
  )
  return { caseId }
}

interface Signer {
  readonly personId: string
  readonly signer: 'self' | 'guardian'
  readonly state: string
}

export async function signAll(ask: AskInside, needs: DeskNeeds, caseId: string, family: DemoFamily): Promise<null> {
  const clerk = needs.staff.at('intake-clerk')
  const { authorisations } = await ask<{ authorisations: readonly Signer[] }>(
    clerk,
    'GET /api/cases/:id/application',
    caseOf(caseId),
  )
  for (const { personId, signer } of authorisations)
    await ask(clerk, 'POST /api/cases/:id/authorisations', {
      ...caseOf(caseId),
      body: {
        ...{ personId, signer, how: 'paper', signedOn: needs.clock.today() },
        ...(signer === 'guardian' ? { guardianName: headNameOf(family), guardianRelation: '监护人' } : {}),
      },
      files: [await needs.sheets.next()],
    })
  return null
}

/** Two of the town go there and sign with their own accounts; the family signs on the phone. */
export async function surveyHome(
  ask: AskInside,
  { staff, sheets }: DeskNeeds,
  caseId: string,
  { family, isFinished }: { readonly family: DemoFamily; readonly isFinished: boolean },
): Promise<null> {
  const [clerk, other] = [staff.at('town-clerk'), staff.at('town-clerk', 1)]
  const { id } = await ask<{ id: string }>(clerk, 'POST /api/cases/:id/surveys', caseOf(caseId))
  const survey = () =>
    ask<{ version: number; members: readonly { readonly id: string }[] }>(clerk, 'GET /api/surveys/:id', caseOf(id))
  const { members } = await survey()
  const answers = {
    ...Object.fromEntries(members.map((one) => [`lives-here@${one.id}`, 'yes'])),
    ...{ present: 'all', 'house-kind': 'own', 'house-state': 'poor', meals: 'plain', hardship: 'illness' },
  }
  await ask(clerk, 'PUT /api/surveys/:id/investigators', { ...caseOf(id), body: { ids: [clerk.id, other.id] } })
  await ask(clerk, 'PUT /api/surveys/:id/answers', { ...caseOf(id), body: { answers } })
  if (!isFinished) return null
  const sign = async (by: typeof clerk, who: string, name = ''): Promise<void> => {
    const { version } = await survey()
    await ask(by, 'POST /api/surveys/:id/signatures', {
      ...caseOf(id),
      body: { version, who, name, png: sheets.signature },
    })
  }
  await sign(clerk, clerk.id)
  await sign(other, other.id)
  await sign(clerk, 'family', headNameOf(family))
  const { version } = await survey()
  await ask(clerk, 'POST /api/surveys/:id/finish', { ...caseOf(id), body: { version } })
  return null
}

import type { PlaceId } from '#platform/db/index.ts'
import { inScope } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { emptyParts } from '#relief/intake/index.ts'
import type { MakeSamples, MatrixGround } from './matrix-samples.ts'

/** Somebody at the window of the household's own place. */
function clerkAt({ tenant }: MatrixGround, place: PlaceId): Caller {
  const who = { ...systemCaller('matrix', tenant), places: [place], purpose: '核对测试', roles: ['intake-clerk'] }
  return { ...who, transaction: (on, work) => inScope(on, { tenants: [tenant], places: [place] }, work) }
}

/** A lead of the household, as its grid worker reported it. */
export const leadSamples: MakeSamples = async (ground) => {
  const { product, household } = ground
  const who = clerkAt(ground, household.place)
  const place = product.regions.directory().ofPlace(household.place)!.code
  const { lead, reportId } = await who.transaction(product.db, (tx) =>
    product.loop.leads.report(tx, who, {
      ...{
        channel: 'grid',
        place,
        hardship: 'illness',
        urgency: 'soon',
        sentence: '核对测试',
        householdId: household.id,
      },
    }),
  )
  const one = { params: { id: lead.id }, hides: lead.number }
  const month = lead.reportedOn.slice(0, 7)
  return {
    'GET /api/leads': { hides: lead.number },
    'GET /api/leads/:id': one,
    'POST /api/leads/:id/taking': one,
    'POST /api/leads/:id/closure': one,
    'POST /api/leads/:id/joining': one,
    'POST /api/leads/:id/household': one,
    'DELETE /api/leads/:id': one,
    'POST /api/lead-reports/:id/photo': { params: { id: reportId } },
    'GET /api/lead-reports': { hides: lead.number },
    'GET /api/lead-month/list': { query: { month, of: 'leads' }, hides: lead.number },
  }
}

/** A draft of the household, and an application that was registered: help first, papers after. */
export const applicationSamples: MakeSamples = async (ground) => {
  const { product, household } = ground
  const { intake } = product.loop
  const who = clerkAt(ground, household.place)
  const made = await who.transaction(product.db, async (tx) => {
    const draft = await intake.start(tx, who, { programme: 'dibao', householdId: household.id })
    const urgent = await intake.start(tx, who, { programme: 'temporary-aid', householdId: household.id })
    const applicantKey = urgent.parts.members.value.members[0]!.key
    const value = { ...emptyParts().statement, applicantKey, reason: '核对测试' }
    await intake.save(tx, who, urgent.id, { name: 'statement', version: 0, value })
    return { draft, slip: await intake.acceptDraft(tx, who, urgent.id) }
  })
  const id = made.draft.id
  const draft = { params: { id }, hides: id }
  const one = { params: { id: made.slip.caseId }, hides: made.slip.number }
  const absent = '00000000-0000-7000-8000-000000000001'
  return {
    'GET /api/application-drafts': { hides: id },
    'GET /api/application-drafts/:id': draft,
    'PUT /api/application-drafts/:id/parts/:name': {
      params: { id, name: 'statement' },
      body: { version: 0, value: emptyParts().statement },
    },
    'POST /api/application-drafts/:id/household': draft,
    'GET /api/application-drafts/:id/check': draft,
    'POST /api/application-drafts/:id/papers': draft,
    'DELETE /api/application-drafts/:id/papers/:paper': { params: { id, paper: absent } },
    'DELETE /api/application-drafts/:id': draft,
    'POST /api/application-drafts/:id/missing-papers': draft,
    'POST /api/application-drafts/:id/acceptance': draft,
    'GET /api/cases/:id/application': one,
    'POST /api/cases/:id/application/papers': one,
    'POST /api/cases/:id/application/acceptance': one,
    'POST /api/cases/:id/application/missing-papers': one,
    'POST /api/cases/:id/receipt': one,
    'POST /api/cases/:id/authorisations': one,
    'POST /api/cases/:id/authorisations/:authorisation/end': {
      params: { id: made.slip.caseId, authorisation: absent },
    },
  }
}

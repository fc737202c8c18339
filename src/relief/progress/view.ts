import type { Clock, Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Db, Tx } from '#platform/db/contract.ts'
import type { Words } from '#design/console/language.tsx'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { Audit } from '#platform/audit/contract.ts'
import type { MoneyBack, Payment } from '#finance/payouts/contract.ts'
import type { Case, CaseClock, CaseStep } from '#relief/casework/contract.ts'
import { remedyDays, type Letter, type Papers, type Remedies } from '#relief/papers/index.ts'
import type { Asked, NoticeShown, ProgressSources } from './contract.ts'
import type { Ticket } from './ticket.ts'

export interface ProgressNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly papers: Pick<Papers, 'letterOfCase' | 'letterPdf'>
  readonly remedies: Remedies
  readonly sources: () => ProgressSources
  /** What the programme is called, and where it is handled. */
  readonly programmeWords: (programme: string) => Words
  readonly placeLabel: (one: Case) => string
}

/** Everything the family's page shows, read as the family and written down as such. */
export interface FamilyView {
  readonly case: Case
  readonly programme: Words
  readonly place: string
  readonly clock: CaseClock | null
  readonly steps: readonly CaseStep[]
  /** Stages the procedure of the case has. */
  readonly stages: readonly string[]
  readonly asked: readonly Asked[]
  readonly notice: NoticeShown | null
  /** Says the sum and the reasons too, without other members' names; before a decision there is none to show. */
  readonly letter: Letter | null
  readonly payments: readonly Payment[]
  /** What the family paid back, and what of it returns. */
  readonly moneyBack: readonly MoneyBack[]
  /** Last days to appeal; null before the letter was handed over. */
  readonly remedies: { readonly reconsideration: Day; readonly court: Day } | null
}

/** The family as a reader: of one office, and of nothing but what the page shows. */
export const familyOf = ({ tenant }: Pick<Ticket, 'tenant'>): Caller => ({
  ...systemCaller('progress', tenant),
  name: '申请家庭',
})

export async function familyView(ticket: Ticket, needs: ProgressNeeds): Promise<FamilyView | null> {
  const who = familyOf(ticket)
  const sources = needs.sources()
  return who.transaction(needs.db, async (tx) => {
    const one = await caseOf(tx, who, ticket, sources)
    if (one === null) return null
    const steps = await sources.cases.stepsOf(tx, who, one.id)
    const handedOver = steps.findLast(({ move }) => move === 'deliver-letter')?.on ?? null
    const asked: Asked[] = []
    for (const ask of sources.asked ?? []) asked.push(...(await ask(tx, one)))
    const about = { kind: 'case', id: one.id }
    await needs.audit.recordRead(tx, { ...who, purpose: one.number }, { act: 'read', action: 'progress.opened', about })
    return {
      ...{ case: one, steps, asked },
      programme: needs.programmeWords(one.programme),
      place: needs.placeLabel(one),
      stages: await sources.cases.stagesOf(tx, one),
      clock: await sources.cases.clockOf(tx, one),
      notice: (await sources.notice?.(tx, one)) ?? null,
      letter: await needs.papers.letterOfCase(tx, who, one.id),
      payments: (await sources.payments?.(tx, one.tenant, one.householdId)) ?? [],
      moneyBack: (await sources.moneyBack?.(tx, one.tenant, one.householdId)) ?? [],
      remedies: handedOver === null ? null : remedyDays(needs.remedies, handedOver),
    }
  })
}

/** Null when the case is no longer there. */
async function caseOf(tx: Tx, who: Caller, { caseId }: Ticket, { cases }: ProgressSources): Promise<Case | null> {
  try {
    return await cases.get(tx, who, caseId)
  } catch (cause) {
    if (cause instanceof Refusal && cause.status === 404) return null
    throw cause
  }
}

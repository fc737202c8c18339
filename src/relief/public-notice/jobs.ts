import { monthOf, type Month } from '#platform/clock/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Fen } from '#platform/money/index.ts'
import { describeError, systemCaller, type Caller, type Logger } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { emptyOverCards, newestNoticeForUpdate, readDueCases } from './notice-store.ts'
import { end } from './publication.ts'
import { correctAmount, readShownPublications, type PublicationRow } from './publication-store.ts'
import type { NoticeNeeds } from './put-up.ts'

export interface NoticeJobNeeds extends NoticeNeeds {
  readonly db: Db
  readonly log: Pick<Logger, 'error' | 'info'>
  readonly tenants: () => Promise<readonly TenantId[]>
  /** What is given on this decision in a month; `ended` when nothing is any more; null: nobody knows of a right. */
  readonly aidOn: (
    tx: Tx,
    tenant: TenantId,
    one: Pick<PublicationRow, 'householdId' | 'caseNumber' | 'decisionId'>,
    month: Month,
  ) => Promise<{ readonly amount: Fen } | 'ended' | null>
}

/** Notices take themselves down on the minute; publications follow the aid: its amount, its end, or their own days. */
export const publicNoticeJobs = (needs: NoticeJobNeeds, { dueAtOnce = 500 } = {}): Job[] => [
  {
    name: 'public-notice.take-down',
    at: 'every 1 minutes',
    run: async (isStopping = () => false) => {
      for (const tenant of await needs.tenants()) await takeDownOver(needs, tenant, { dueAtOnce, isStopping })
    },
  },
  {
    name: 'public-notice.end-publications',
    at: '00:20',
    run: async () => {
      for (const tenant of await needs.tenants()) await endPublications(needs, tenant)
    },
  },
]

interface Pace {
  /** Cases read at once; the next ones follow until there are none. */
  readonly dueAtOnce: number
  readonly isStopping: () => boolean
}

/** First the cards are emptied, whatever comes of the rest; then each case makes its own move in its own transaction. */
async function takeDownOver(needs: NoticeJobNeeds, tenant: TenantId, { dueAtOnce, isStopping }: Pace): Promise<void> {
  const who = systemCaller('public-notice.take-down', tenant)
  const now = needs.clock.now()
  await who.transaction(needs.db, (tx) => emptyOverCards(tx, tenant, now))
  let after: string | null = null
  do {
    const wish = { now, after, countMax: dueAtOnce }
    const due: readonly string[] = await who.transaction(needs.db, (tx) => readDueCases(tx, tenant, wish))
    for (const caseId of due) {
      if (isStopping()) return
      await moveOn(needs, who, caseId)
    }
    after = due.length < dueAtOnce ? null : (due.at(-1) ?? null)
  } while (after !== null)
}

async function moveOn(needs: NoticeJobNeeds, who: Caller, caseId: string): Promise<void> {
  try {
    await who.transaction(needs.db, async (tx) => {
      // An objection that came in the last second holds the case; whoever is second finds it moved.
      const one = await needs.cases().hold(tx, who, caseId)
      const notice = await newestNoticeForUpdate(tx, who.tenant, caseId)
      if (notice === null || (notice.state !== 'shown' && notice.state !== 'not-shown')) return
      await needs.cases().move(tx, who, caseId, {
        ...{ move: 'notice-ended', version: one.version },
        codes: { notice: notice.id, shown: notice.state === 'shown' },
      })
    })
  } catch (error) {
    // The next minute tries again; a person who was quicker needs nothing of us.
    if (error instanceof Refusal)
      needs.log.info({ case: caseId, code: error.code }, 'a notice could not move its case on')
    else needs.log.error({ case: caseId, bug: describeError(error) }, 'a notice failed to move its case on')
  }
}

const over = { zh: '公布期满', en: 'the days of the publication are over' }
const aidEnded = { zh: '救助已经停止', en: 'the aid has ended' }

async function endPublications(needs: NoticeJobNeeds, tenant: TenantId): Promise<void> {
  const who = systemCaller('public-notice.end-publications', tenant)
  const now = needs.clock.now()
  const month = monthOf(needs.clock.today())
  await who.transaction(needs.db, async (tx) => {
    for (const one of await readShownPublications(tx, tenant)) {
      const aid = await needs.aidOn(tx, tenant, one, month)
      if (one.closesAt <= now) await end(needs, tx, who, one.id, { state: 'ended', ...over })
      else if (aid === 'ended') await end(needs, tx, who, one.id, { state: 'ended', ...aidEnded })
      else if (aid !== null && (await correctAmount(tx, tenant, one.id, aid.amount)))
        await needs.audit.record(tx, who, {
          action: 'public-notice.publication-corrected',
          about: { kind: 'publication', id: one.id },
          after: { amount: aid.amount.toString() },
          reason: one.caseNumber,
        })
    }
  })
}

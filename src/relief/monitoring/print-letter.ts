import { dayOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { purposeOf, type Caller } from '#platform/http/index.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import type { Printer, Remedies } from '#relief/papers/index.ts'
import type { MonitoringRule } from './contract.ts'
import { adjustmentSheet } from './letter.ts'
import { monitoringRefusals } from './refusals.ts'
import type { Review } from './review-store.ts'
import type { MonitoringRules } from './rules.ts'
import type { Monitoring } from './service.ts'

/** What stands on every letter of an office, and the press. */
export interface LetterNeeds {
  readonly printer: Pick<Printer, 'print'>
  readonly remedies: Remedies
  readonly hotline: string
  readonly officeName: (tenant: TenantId) => Promise<string>
  readonly programmeTitle: (programme: string) => string
  readonly households: Pick<Households, 'situationOf' | 'deathsOf'>
  readonly audit: Audit
}

interface Needs {
  readonly db: Db
  readonly monitoring: Monitoring
  readonly rules: MonitoringRules
  readonly letters: LetterNeeds
}

/**
 * The letter of an approved adjustment. An approved review never changes again, so every print says the same.
 *
 * @throws purposeNeeded, notFound, noLetterYet, missingCharacters
 */
export async function printedAdjustment(
  who: Caller,
  id: string,
  { db, monitoring, rules, letters }: Needs,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  purposeOf(who)
  const sheet = await who.transaction(db, async (tx) => {
    const { review, views } = await monitoring.get(tx, who, id)
    const { closedAt, householdId, programme, state } = review
    if (state !== 'approved' || closedAt === null) throw monitoringRefusals.noLetterYet()
    const on = dayOf(closedAt)
    const situation = await letters.households.situationOf(tx, who.tenant, householdId, { factsOn: on })
    const rule = rules.on(programme, on)
    const persons = situation.members.map((one) => one.id)
    const deaths = await letters.households.deathsOf(tx, who, { persons, factsOn: on })
    const leaving = leavingIn(review, situation, rule)
    const head = addressee(situation, new Set(deaths.map(({ personId }) => personId)), leaving)
    await letters.audit.recordRead(tx, who, {
      ...{ act: 'export', action: 'monitoring.letter-printed' },
      about: { kind: 'household', id: householdId },
    })
    return adjustmentSheet({
      ...{
        review,
        leaving,
        care: careIn(review, situation, rule),
        views,
        rule,
        head,
        householdNumber: situation.number,
      },
      ...{ remedies: letters.remedies, hotline: letters.hotline, office: await letters.officeName(who.tenant) },
      programme: letters.programmeTitle(programme),
    })
  })
  // Set outside the transaction: no connection is held while the press works.
  const { bytes } = await letters.printer.print(sheet)
  return { name: `${sheet.title}.pdf`, bytes }
}

/** Who was assessed, and what was found, by the rule of that day. */
function careIn({ proposal, care }: Review, { members }: Situation, rule: MonitoringRule) {
  if (proposal?.kind !== 'care' || care === null) return null
  const { items, source } = given(rule.care, 'the rule care was assessed by')
  const person = given(
    members.find(({ id }) => id === proposal.personId),
    'the person who was assessed',
  )
  const says = `${items.length} 项日常生活里有 ${care.failed} 项做不到（依据：${source}）。`
  return { name: person.name, level: care.level, says }
}

/** Whose support ended and why, in the words of the rule of that day. */
function leavingIn({ proposal }: Pick<Review, 'proposal'>, { members }: Situation, { ending }: MonitoringRule) {
  if (proposal?.kind !== 'leave') return null
  const rule = given(ending, 'the rule an ending was approved by')
  const ground = given(
    rule.grounds.find(({ name }) => name === proposal.ground),
    'the ground that was approved',
  )
  const person = given(
    members.find(({ id }) => id === proposal.personId),
    'the person whose support ended',
  )
  return { personId: person.id, name: person.name, ground: ground.zh, source: rule.source }
}

/** Who it is about; after a death the head of the household, or whoever is left to read it. */
function addressee(
  { members }: Situation,
  dead: ReadonlySet<string>,
  leaving: { readonly personId: string; readonly name: string } | null,
): string {
  if (leaving !== null && !dead.has(leaving.personId)) return leaving.name
  const living = leaving === null ? members : members.filter(({ id }) => !dead.has(id))
  const head = living.find(({ relation }) => relation === 'head') ?? living[0]
  if (head !== undefined) return head.name
  return `${given(leaving, 'somebody the letter is written to').name}的家属、照料人`
}

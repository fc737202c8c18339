import { dayOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { purposeOf, type Caller } from '#platform/http/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Printer, Remedies } from '#relief/papers/index.ts'
import { adjustmentSheet } from './letter.ts'
import { monitoringRefusals } from './refusals.ts'
import type { MonitoringRules } from './rules.ts'
import type { Monitoring } from './service.ts'

/** What stands on every letter of an office, and the press. */
export interface LetterNeeds {
  readonly printer: Pick<Printer, 'print'>
  readonly remedies: Remedies
  readonly hotline: string
  readonly officeName: (tenant: TenantId) => Promise<string>
  readonly programmeTitle: (programme: string) => string
  readonly households: Pick<Households, 'situationOf'>
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
    const head = given(
      situation.members.find(({ relation }) => relation === 'head') ?? situation.members[0],
      'somebody the letter is written to',
    ).name
    await letters.audit.recordRead(tx, who, {
      ...{ act: 'export', action: 'monitoring.letter-printed' },
      about: { kind: 'household', id: householdId },
    })
    return adjustmentSheet({
      ...{ review, views, rule: rules.on(programme, on), head, householdNumber: situation.number },
      ...{ remedies: letters.remedies, hotline: letters.hotline, office: await letters.officeName(who.tenant) },
      programme: letters.programmeTitle(programme),
    })
  })
  // Set outside the transaction: no connection is held while the press works.
  const { bytes } = await letters.printer.print(sheet)
  return { name: `${sheet.title}.pdf`, bytes }
}

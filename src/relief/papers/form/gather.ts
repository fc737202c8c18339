import { ageOn } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { revealNumber } from '#registry/households/index.ts'
import type { MemberFacts, Situation } from '#registry/households/contract.ts'
import type { Case } from '#relief/casework/contract.ts'
import { programmeName } from '../labels.ts'
import type { PaperNeeds } from '../needs.ts'
import { paperRefusals } from '../refusals.ts'
import type { FormFacts } from './facts.ts'
import type { DrawnForm } from './form-sheet.ts'

/** Who signs an authorisation of their own. A birth nobody knows may be an adult's. */
export const adultsOf = ({ members }: Pick<Situation, 'members'>, on: Parameters<typeof ageOn>[1]): MemberFacts[] =>
  members.filter(({ bornOn }) => bornOn === null || ageOn(bornOn.value, on) >= 18)

/** Only what a form prints is read: a notice needs no income, a receipt no number. */
const withNumbers: ReadonlySet<DrawnForm> = new Set(['application', 'authorisation'])

/**
 * Everything a form is filled from, as known today.
 *
 * @throws personMissing; the refusals of public-notice for a notice
 */
export async function gatherFacts(
  tx: Tx,
  who: Caller,
  { one, form, personId, needs }: { one: Case; form: DrawnForm; personId: string | null; needs: PaperNeeds },
): Promise<FormFacts> {
  const { clock, households } = needs
  const cases = needs.cases()
  const sources = needs.sources()
  const printedOn = clock.today()
  const situation = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: printedOn })
  const applicant = given(
    situation.members.find(({ id }) => id === one.applicantId) ?? situation.members[0],
    'the applicant of a case',
  )
  const signer =
    form === 'authorisation' ? (adultsOf(situation, printedOn).find(({ id }) => id === personId) ?? null) : null
  if (form === 'authorisation' && signer === null) throw paperRefusals.personMissing({}, 'person')
  const directory = needs.directory()
  return {
    ...{ case: one, situation, applicant, signer, printedOn, hotline: needs.hotline },
    clock: await cases.clockOf(tx, one),
    office: await needs.officeName(who.tenant),
    programme: programmeName(one.programme, needs.programmeTitle(one.programme)).full,
    placeLabel: directory.label(given(directory.ofPlace(one.placeId), 'the handling place of a case').code, 'town'),
    placeName: (code) => directory.find(code)?.name ?? code,
    numbers: withNumbers.has(form) ? await numbersOf(tx, who, { one, situation, needs }) : new Map(),
    statement: form === 'application' ? ((await sources.statement?.(tx, who, one.id)) ?? null) : null,
    survey: form === 'home-survey' || form === 'approval' ? ((await sources.survey?.(tx, who, one.id)) ?? null) : null,
    surveyRule: form === 'home-survey' ? ((await sources.surveyRule?.(who, one)) ?? null) : null,
    opinion: form === 'approval' ? await cases.opinionOf(tx, who, one.id) : null,
    decision: form === 'approval' ? await cases.decisionOf(tx, who, one.id) : null,
    notice: form === 'notice' ? ((await sources.notice?.(tx, who, one.id)) ?? null) : null,
    noticeRan: form === 'approval' ? ((await sources.noticeRan?.(tx, who, one.id)) ?? null) : null,
    checkRan: form === 'approval' ? ((await sources.checkRan?.(tx, who, one.id)) ?? null) : null,
  }
}

/** In clear for who may see them, recorded with the case as purpose; for everybody else the line stays empty. */
async function numbersOf(
  tx: Tx,
  who: Caller,
  { one, situation, needs }: { readonly one: Case; readonly situation: Situation; readonly needs: PaperNeeds },
): Promise<ReadonlyMap<string, string>> {
  if (!who.may(revealNumber)) return new Map()
  const persons = situation.members.map(({ id }) => id)
  const found = await needs.households.numbersFor(
    tx,
    { ...who, purpose: one.number },
    { householdId: one.householdId, persons },
  )
  return new Map([...found].flatMap(([id, number]) => (number === null ? [] : [[id, number] as const])))
}

import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fact } from '#registry/households/contract.ts'
import { emptyMember, type FamilyPart, type MembersPart } from './form.ts'
import type { IntakeNeeds } from './needs.ts'

/**
 * The family as the register knows it, ready to be read out and corrected. Incomes and property are not taken over: the
 * family states them anew. ID numbers stay on file and are shown masked.
 *
 * @throws notFound of the household
 */
export async function partsFromHousehold(
  tx: Tx,
  who: Caller,
  householdId: string,
  { households, clock }: IntakeNeeds,
): Promise<{ readonly family: Partial<FamilyPart>; readonly members: MembersPart }> {
  const factsOn = clock.today()
  const situation = await households.situationOf(tx, who.tenant, householdId, { factsOn })
  const purpose = who.purpose ?? '受理申请'
  const file = await households.openFile(tx, { ...who, purpose }, householdId, { factsOn })
  const urbanRural = situation.members.map((member) => said(member.urbanRural)).find((text) => text !== '') ?? ''
  return {
    family: { place: file.placeCode, householdId, householdNumber: file.number, urbanRural },
    members: {
      members: situation.members.map((member) => {
        const onFile = file.people.find(({ id }) => id === member.id)
        const disability = member.disability?.value
        return {
          ...emptyMember(member.id),
          ...{ name: member.name, relation: member.relation },
          documentKind: onFile?.documentKind ?? 'id-card',
          idOnFile: onFile?.idNumber ?? '',
          ...{ bornOn: said(member.bornOn), sex: said(member.sex) },
          ...{ registeredAt: said(member.registeredAt), residesAt: said(member.residesAt) },
          ...{ maritalStatus: said(member.maritalStatus), labourCapacity: said(member.labourCapacity) },
          disability: disability === undefined ? '' : disability === 'none' ? 'none' : disability.kind,
          disabilityGrade: disability === undefined || disability === 'none' ? '' : String(disability.grade),
          seriousIllness: yesNo(member.seriousIllness),
          fullTimeStudy: yesNo(member.fullTimeStudy),
          counted: said(member.counted) === '' ? 'counted' : said(member.counted),
        }
      }),
    },
  }
}

const said = (fact: Fact<string>): string => fact?.value ?? ''
const yesNo = (fact: Fact<boolean>): string => (fact === null ? '' : fact.value ? 'yes' : 'no')

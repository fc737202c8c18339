import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { canonicalIdNumber, maskIdNumber } from '#registry/households/index.ts'
import type { ApplicationRecord } from './application-store.ts'
import type { Stated } from './contract.ts'
import { partShapes, type MemberTyped, type Parts } from './form.ts'
import { statedUse, type IntakeNeeds } from './needs.ts'
import { papersOfDraft } from './take-paper.ts'

/** What is kept of a registered application, sealed: as typed, with whole ID numbers taken out. */
export interface StatedRecord {
  readonly parts: Parts
  /** Person ids by member key. */
  readonly people: Readonly<Record<string, string>>
  readonly speaker: { readonly name: string; readonly relation: string }
  readonly clerk: string
}

/** The register has the number; the application keeps what is shown. */
export const withoutNumbers = (parts: Parts): Parts => ({
  ...parts,
  members: {
    members: parts.members.members.map((member) => ({
      ...member,
      idNumber: '',
      idOnFile: member.idNumber.trim() === '' ? member.idOnFile : maskIdNumber(canonicalIdNumber(member.idNumber)),
    })),
  },
})

export async function openStated(one: ApplicationRecord, { vault }: Pick<IntakeNeeds, 'vault'>): Promise<StatedRecord> {
  const box = await vault.boxOf(one.tenant)
  const raw = JSON.parse(box.open(one.stated, statedUse(one.caseId))) as StatedRecord
  return {
    ...raw,
    parts: {
      family: partShapes.family.parse(raw.parts.family),
      members: partShapes.members.parse(raw.parts.members),
      incomes: partShapes.incomes.parse(raw.parts.incomes),
      property: partShapes.property.parse(raw.parts.property),
      statement: partShapes.statement.parse(raw.parts.statement),
    },
  }
}

export const applicantOf = ({ parts }: StatedRecord): MemberTyped => {
  const { members } = parts.members
  return given(members.find(({ key }) => key === parts.statement.applicantKey) ?? members[0], 'the applicant')
}

/** For printing: see `Stated`. */
export async function statedFor(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  one: ApplicationRecord,
  needs: Pick<IntakeNeeds, 'vault'>,
): Promise<Stated> {
  const stated = await openStated(one, needs)
  const { parts, people } = stated
  const papers = await papersOfDraft(tx, who, one.draftId)
  return {
    ...{ programme: one.programme, registeredOn: one.registeredOn, applicant: applicantOf(stated).name },
    ...{ speaker: stated.speaker, clerk: stated.clerk, phone: parts.family.phone, reason: parts.statement.reason },
    hasPromised: parts.statement.hasPromised,
    members: parts.members.members.map(({ key, name, relation }) => ({ personId: people[key] ?? '', name, relation })),
    papers: papers.map(({ kind, words, documentId }) => ({ kind, zh: words.zh, documentId })),
  }
}

import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { documentKindOf } from '#registry/documents/index.ts'
import { disabilityLabels, relationLabels, seeHealth } from '#registry/households/index.ts'
import { takeApplications } from './access.ts'
import { paperNeedsOf } from './application-papers.ts'
import { findApplication, readAsks, type ApplicationRecord } from './application-store.ts'
import { fenOf } from './application.ts'
import { authorisationRows, maySign } from './authorisations.ts'
import type { MemberTyped } from './form.ts'
import { factUse, type IntakeNeeds } from './needs.ts'
import { mayTry } from './receipt.ts'
import { findReceiptOfCase } from './receipt-store.ts'
import { rulesFor } from './rules-of.ts'
import { applicantOf, type StatedRecord } from './stated.ts'
import { papersOfDraft } from './take-paper.ts'
import type { ApplicationPanel } from './wire.ts'

/** The application on the page of its case; null where it did not come through the window. Recorded as a look. */
export async function panelOf(
  tx: Tx,
  who: Caller,
  caseId: string,
  needs: IntakeNeeds,
): Promise<ApplicationPanel | null> {
  const one = await needs.cases.get(tx, who, caseId)
  const application = await findApplication(tx, who.tenant, caseId)
  if (application === undefined) return null
  await needs.audit.recordRead(tx, who, {
    ...{ act: 'read', action: 'intake.application-opened', about: { kind: 'household', id: application.householdId } },
  })
  const { needs: wanted, source, stated } = await paperNeedsOf(tx, who, application, needs)
  const { rules } = await rulesFor(who, application.programme, needs)
  const receipt = await findReceiptOfCase(tx, who.tenant, caseId)
  const mayTake = who.may(takeApplications)
  const isOver = one.outcome !== null
  const isWaiting = application.acceptedOn === null && one.outcome === null && rules.form === 'full'
  return {
    ...{ caseId, number: one.number, programme: { zh: rules.zh, en: rules.en }, source },
    ...{ registeredOn: application.registeredOn, acceptedOn: application.acceptedOn ?? one.acceptedOn },
    ...saidBy(stated),
    members: membersOf(stated, who.may(seeHealth)),
    property: propertyOf(stated),
    needs: who.may(seeHealth) ? wanted : wanted.filter(({ kind }) => documentKindOf(kind).isHealth !== true),
    papers: (await papersOfDraft(tx, who, application.draftId)).filter(
      ({ kind }) => who.may(seeHealth) || documentKindOf(kind).isHealth !== true,
    ),
    asks: await asksOf(tx, who, application, needs),
    authorisations: await authorisationRows(tx, who, caseId, needs),
    receipt:
      receipt === undefined
        ? null
        : { issuedAt: receipt.issuedAt.toISOString(), isClosed: !mayTry(receipt, needs.clock.now()).may },
    accept: isWaiting && mayTake ? { version: one.version } : null,
    may: { takePapers: mayTake && !isOver, sign: mayTake && maySign(one), reissue: mayTake },
    closed: isOver ? over : null,
  }
}

const over = {
  zh: '这件已经办结：材料不再收。查询码还可以补发，家里随时能查结果。',
  en: 'This case is over: no more papers are taken. A code can still be issued, so that the family can look.',
}

const saidBy = (stated: StatedRecord) => ({
  ...{ clerk: stated.clerk, applicant: applicantOf(stated).name, phone: stated.parts.family.phone },
  speaker: { name: stated.speaker.name, relation: relationZh(stated.speaker.relation) },
  ...{ reason: stated.parts.statement.reason, hasPromised: stated.parts.statement.hasPromised },
})

const isRelation = (code: string): code is keyof typeof relationLabels => Object.hasOwn(relationLabels, code)
const relationZh = (code: string): string => (isRelation(code) ? relationLabels[code].zh : code)

function membersOf({ parts, people }: StatedRecord, seesHealth: boolean): ApplicationPanel['members'] {
  return parts.members.members.map((member) => ({
    ...{ key: member.key, personId: people[member.key] ?? '', name: member.name, idNumber: member.idOnFile },
    relation: relationZh(member.relation),
    incomes: Object.entries(parts.incomes.by[member.key] ?? {}).flatMap(([kind, { amount, per }]) => {
      const fen = fenOf(amount)
      return fen === null
        ? []
        : [{ kind, amount: String(fen), per: per === 'year' ? ('year' as const) : ('month' as const) }]
    }),
    health: seesHealth ? healthOf(member) : null,
  }))
}

function healthOf({ disability, disabilityGrade, seriousIllness }: MemberTyped): string | null {
  const words: string[] = []
  if (Object.hasOwn(disabilityLabels, disability))
    words.push(`${disabilityLabels[disability as keyof typeof disabilityLabels].zh}残疾 ${disabilityGrade} 级`)
  if (seriousIllness === 'yes') words.push('重病')
  return words.length === 0 ? null : words.join('，')
}

function propertyOf({ parts: { property } }: StatedRecord): ApplicationPanel['property'] {
  const count = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)
  const deposits = fenOf(property.deposits)
  return {
    deposits: deposits === null ? null : String(deposits),
    ...{ homes: count(property.homes), vehicles: count(property.vehicles), businesses: count(property.businesses) },
  }
}

async function asksOf(
  tx: Tx,
  who: Caller,
  { caseId }: ApplicationRecord,
  { vault }: IntakeNeeds,
): Promise<ApplicationPanel['asks']> {
  const box = await vault.boxOf(who.tenant)
  return (await readAsks(tx, who.tenant, caseId)).map(({ ordinal, askedOn, askedBy, papers, newFact }) => ({
    ...{ on: askedOn, by: askedBy },
    papers: papers.map(({ kind }) => {
      const { zh, en } = documentKindOf(kind)
      return { zh, en }
    }),
    newFact: newFact === null || !who.may(seeHealth) ? null : box.open(newFact, factUse(caseId, ordinal)),
  }))
}

import { pinyin } from 'pinyin-pro'
import { v7 as uuid } from 'uuid'
import { yearOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { maskName } from '#registry/households/index.ts'
import { insertCase, takeNumber, type CaseRecord } from './case-store.ts'
import type { CaseStep, OpenWish } from './contract.ts'
import { claimHousehold, settle, tell } from './make-move.ts'
import type { CaseNeeds } from './needs.ts'
import { keptOf } from './procedure/kept.ts'
import { keepProcedure } from './procedure-store.ts'
import { caseRefusals } from './refusals.ts'
import { insertStep } from './step-store.ts'

/** @throws householdNotFound, applicantNotInHousehold, noProcedure, alreadyOpen */
export async function openCase(tx: Tx, who: Caller, wish: OpenWish, needs: CaseNeeds): Promise<CaseRecord> {
  const { clock, procedures, households, regions } = needs
  const { programme, householdId, applicantId } = wish
  const identities = await households.identitiesOf(tx, who.tenant, householdId)
  if (identities === null) throw caseRefusals.householdNotFound()
  const applicant = identities.members.find(({ id }) => id === applicantId)
  if (applicant === undefined) throw caseRefusals.applicantNotInHousehold({}, 'applicantId')
  const [today, region] = [clock.today(), await needs.regionOf(who)]
  const procedure = procedures.pick({ region, programme, on: today })
  if (procedure === null) throw caseRefusals.noProcedure({ programme })
  const kept = keptOf(procedure)
  await keepProcedure(tx, who.tenant, procedure, kept)
  const id = uuid()
  await claimHousehold(tx, { id, tenant: who.tenant, householdId }, { group: procedure.group, needs })
  const year = yearOf(today)
  const count = await takeNumber(tx, who.tenant, procedure.code, year)
  const office = regions.directory().find(region)?.name ?? region
  const one: CaseRecord = {
    ...{ id, tenant: who.tenant, programme, householdId, applicantId, placeId: identities.placeId },
    number: caseNumber({ office, code: procedure.code, year, count }),
    householdNumber: identities.number,
    applicantShown: maskName(applicant.name),
    leadId: wish.leadId ?? null,
    procedure: { region: procedure.region, programme, validFrom: procedure.from, hash: kept.hash },
    ...{ stage: procedure.start, version: 1, openedAt: clock.now(), openedOn: today, acceptedOn: null, outcome: null },
    limitKind: procedure.decidedBy === 'town' ? 'town-decided' : 'ordinary',
  }
  await insertCase(tx, one)
  const made: CaseStep = {
    ...{ id: uuid(), caseId: id, position: 1, move: 'open', from: null, to: one.stage, at: one.openedAt, on: today },
    by: { id: who.id, name: who.name },
    reason: wish.reason?.trim() || null,
    codes: { limitKind: one.limitKind, ...(one.leadId === null ? {} : { lead: one.leadId }) },
  }
  await insertStep(tx, made, one, await needs.vault.boxOf(one.tenant))
  await settle(tx, { before: null, after: one, steps: [made] }, needs)
  await tell(tx, who, { before: null, after: one, made }, needs)
  return one
}

/** `QH-DB-2026-000123`: initials of the office's region without 县, 市 or 区; programme; year; count. */
export function caseNumber(of: { office: string; code: string; year: number; count: number }): string {
  const name = of.office.length > 2 ? of.office.replace(/[县市区]$/, '') : of.office
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return [initials.join('').toUpperCase(), of.code, of.year, String(of.count).padStart(6, '0')].join('-')
}

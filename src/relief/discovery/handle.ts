import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { given } from '#platform/errors/index.ts'
import type { Lead, Leads } from './contract.ts'
import { mustAllow, resultByHand } from './lead.ts'
import { findLeadForUpdate, saveLead } from './lead-store.ts'
import { noteUse, type DiscoveryNeeds } from './needs.ts'
import { leadRefusals } from './refusals.ts'
import { rulesOf } from './report.ts'
import { insertStep, moveSources, type StepKind } from './source-store.ts'

/** What the desk does with a lead. Each takes the version that was on the page. */
export interface LeadDesk {
  /** @throws notFound, closedAlready, changedMeanwhile */
  readonly take: (tx: Tx, who: Caller, id: string, version: number) => Promise<Lead>
  /** @throws notFound, resultMissing, closedAlready, applied, changedMeanwhile */
  readonly close: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: { readonly version: number; readonly result?: string | undefined; readonly note?: string | undefined },
  ) => Promise<Lead>
  /** @throws notFound, joinItself, closedAlready, applied, changedMeanwhile */
  readonly join: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: { readonly version: number; readonly into: string },
  ) => Promise<Lead>
  /** @throws notFound, noHousehold, closedAlready, changedMeanwhile */
  readonly link: (
    tx: Tx,
    who: Caller,
    id: string,
    wish: { readonly version: number; readonly householdId: string },
  ) => Promise<Lead>
  /** @throws notFound, closedAlready */
  readonly turn: Leads['turn']
}

export function createLeadDesk(needs: DiscoveryNeeds): LeadDesk {
  return {
    take: async (tx, who, id, version) => {
      const lead = await locked(tx, who, id)
      mustAllow(lead, 'in-hand', version)
      return stepped(tx, who, { lead, kind: 'taken', change: { state: 'in-hand', takenBy: who } }, needs)
    },
    close: async (tx, who, id, { version, result, note }) => {
      const lead = await locked(tx, who, id)
      const directory = needs.regions.directory()
      const rules = rulesOf(given(directory.ofPlace(lead.placeId), 'the place of a lead'), needs)
      if (lead.state !== 'closed' && lead.state !== 'applied') resultByHand(rules, result)
      mustAllow(lead, 'closed', version)
      if (lead.state === 'applied') throw leadRefusals.applied({ number: lead.number })
      return answerLead(tx, who, { lead, result: resultByHand(rules, result), note: note ?? null }, needs)
    },
    join: async (tx, who, id, wish) => join(tx, who, id, wish, needs),
    link: async (tx, who, id, { version, householdId }) => {
      const lead = await locked(tx, who, id)
      if (lead.state === 'closed' || lead.state === 'joined') throw leadRefusals.closedAlready({ number: lead.number })
      if (lead.version !== version) throw leadRefusals.changedMeanwhile()
      const { rows } = await needs.households.list(tx, who, { ids: [householdId] })
      if (rows.length === 0) throw leadRefusals.noHousehold({}, 'householdId')
      return stepped(tx, who, { lead, kind: 'linked', change: { householdId } }, needs)
    },
    turn: async (tx, who, id, { caseId, caseNumber, householdId }) => {
      const lead = await locked(tx, who, id)
      if (lead.state === 'closed' || lead.state === 'joined') throw leadRefusals.closedAlready({ number: lead.number })
      if (lead.state === 'applied') throw leadRefusals.applied({ number: lead.number })
      const change = { state: 'applied', caseId, caseNumber, householdId, result: 'applied' } as const
      const turned = await stepped(tx, who, { lead, kind: 'applied', change }, needs)
      await announceAnswer(tx, turned, 'applied', needs)
      return turned
    },
  }
}

/** Closes a lead with its result; everybody who reported it is told. */
export async function answerLead(
  tx: Tx,
  who: Pick<Caller, 'id' | 'name' | 'tenant' | 'purpose'>,
  { lead, result, note }: { readonly lead: Lead; readonly result: string; readonly note: string | null },
  needs: Pick<DiscoveryNeeds, 'clock' | 'vault' | 'audit'>,
): Promise<Lead> {
  const change = { state: 'closed', result, closedOn: needs.clock.today() } as const
  const closed = await stepped(tx, who, { lead, kind: 'closed', change, note, codes: { result } }, needs)
  await announceAnswer(tx, closed, result, needs)
  return closed
}

async function announceAnswer(
  tx: Tx,
  lead: Lead,
  result: string,
  { clock }: Pick<DiscoveryNeeds, 'clock'>,
): Promise<void> {
  await announce(tx, {
    ...{ tenant: lead.tenant, kind: 'discovery.answered', about: lead.id, version: lead.version },
    codes: { result, on: clock.today() },
  })
}

async function join(
  tx: Tx,
  who: Caller,
  id: string,
  { version, into }: { readonly version: number; readonly into: string },
  needs: DiscoveryNeeds,
): Promise<Lead> {
  if (id === into) throw leadRefusals.joinItself({}, 'into')
  // In the order of their ids, so that two clerks who join crosswise wait instead of blocking each other.
  const leads = new Map<string, Lead>()
  for (const one of [id, into].toSorted()) leads.set(one, await locked(tx, who, one))
  const [lead, other] = [given(leads.get(id), 'the lead'), given(leads.get(into), 'the other lead')]
  mustAllow(lead, 'joined', version)
  if (other.state === 'closed' || other.state === 'joined') throw leadRefusals.closedAlready({ number: other.number })
  await moveSources(tx, lead, other)
  const took = await stepped(tx, who, { lead: other, kind: 'took-in', change: {}, codes: { lead: lead.id } }, needs)
  await stepped(tx, who, { lead, kind: 'joined', change: { state: 'joined', joinedInto: into } }, needs)
  return took
}

/** @throws notFound: not there or not theirs */
async function locked(tx: Tx, who: Caller, id: string): Promise<Lead> {
  const lead = await findLeadForUpdate(tx, who.tenant, id)
  if (lead === undefined) throw leadRefusals.notFound()
  return lead
}

interface Stepping {
  readonly lead: Lead
  readonly kind: StepKind
  readonly change: Parameters<typeof saveLead>[2]
  readonly note?: string | null
  readonly codes?: Readonly<Record<string, string>>
}

/** Saves, writes the step and the audit line. */
async function stepped(
  tx: Tx,
  who: Pick<Caller, 'id' | 'name' | 'tenant' | 'purpose'>,
  { lead, kind, change, note = null, codes = {} }: Stepping,
  { clock, vault, audit }: Pick<DiscoveryNeeds, 'clock' | 'vault' | 'audit'>,
): Promise<Lead> {
  const saved = await saveLead(tx, lead, change)
  const id = v7()
  const sealed = note === null || note === '' ? null : (await vault.boxOf(lead.tenant)).seal(note, noteUse(id))
  await insertStep(tx, { id, lead: saved, kind, at: clock.now(), by: who, note: sealed, codes })
  await audit.record(tx, who, {
    action: actions[kind],
    about: { kind: 'lead', id: lead.id },
    before: { state: lead.state },
    after: { state: saved.state, result: saved.result, note },
  })
  return saved
}

const actions = {
  reported: 'discovery.reported',
  'told-again': 'discovery.reported-again',
  taken: 'discovery.taken',
  linked: 'discovery.linked',
  joined: 'discovery.joined',
  'took-in': 'discovery.took-in',
  escalated: 'discovery.escalated',
  applied: 'discovery.turned-into-application',
  closed: 'discovery.closed',
} as const satisfies Readonly<Record<StepKind, string>>

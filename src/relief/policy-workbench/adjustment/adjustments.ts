import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { workbenchRefusals } from '../refusals.ts'
import { readVersions } from '../version/version-store.ts'
import type { AdjustmentState } from './adjustment.ts'
import {
  insertAdjustment,
  lockAdjustment,
  saveApproved,
  saveDropped,
  saveUndoAsked,
  saveUndoConfirmed,
  saveUndoRefused,
  type Adjustment,
} from './adjustment-store.ts'
import { countOpen, saveResumed, saveStopAsked, saveStopped, saveStopRefused } from './halt-store.ts'
import { countLeft } from './left-store.ts'
import { countOutcome } from './piece-store.ts'
import { linesOf, type PrepareNeeds } from './prepare.ts'

/** What persons say about a list. What follows from it for the rights is done piece by piece (`carry-out.ts`). */
export interface Adjustments {
  /** Who is raised by a published version, and who is not and why. Changes no right. @throws notFound, draftNeverPays, adjustedAlready */
  readonly prepare: (
    tx: Tx,
    who: Caller,
    version: { readonly region: string; readonly programme: string; readonly serial: number },
  ) => Promise<{ readonly id: string }>
  /**
   * From here on the list is carried out. `leftAlone`: of how many households the person has seen that months before
   * another decision are left alone. @throws notFound, notThisList, sameListPerson, leftAloneNotSeen
   */
  readonly approve: (tx: Tx, who: Caller, id: string, seen: { readonly leftAlone: number }) => Promise<void>
  /**
   * Asks another person to take back an approved list, or one that stands still half carried out; nothing is changed yet.
   * @throws notFound, notThisList
   */
  readonly askUndo: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  /** From here on it is taken back. @throws notFound, notThisList, sameListPerson */
  readonly undo: (tx: Tx, who: Caller, id: string) => Promise<void>
  /** The list stays as it was approved, or goes on being carried out. @throws notFound, notThisList, sameListPerson */
  readonly refuseUndo: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  readonly drop: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  /** Taking back that has halted goes on as two persons have said. @throws notFound, notThisList */
  readonly resume: (tx: Tx, who: Caller, id: string) => Promise<void>
  /** Asks another person to stop taking it back where it has halted; until then nothing is changed. @throws notFound, notThisList */
  readonly askStop: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  /**
   * What was taken back stays so, the rest keeps the raise and is named. `left`: of how many households the person has seen
   * that. @throws notFound, notThisList, sameListPerson, leftRaisedNotSeen
   */
  readonly stop: (tx: Tx, who: Caller, id: string, seen: { readonly left: number }) => Promise<void>
  /** It stays halted. @throws notFound, notThisList, sameListPerson */
  readonly refuseStop: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
}

export interface AdjustmentNeeds extends PrepareNeeds {
  readonly audit: Audit
}

/** Whether somebody may ask to take the list back: it stands, or stands still. */
export const mayBeAskedBack = ({ state, trouble }: Pick<Adjustment, 'state' | 'trouble'>): boolean =>
  state === 'approved' || (state === 'carrying-out' && trouble !== null)

export function createAdjustments(needs: AdjustmentNeeds): Adjustments {
  const { clock, audit } = needs
  const hand = (who: Caller) => ({ id: who.id, name: who.name, at: clock.now(), reach: reachOf(who) })
  const taken = async (tx: Tx, who: Caller, id: string, is: (list: Adjustment) => boolean): Promise<Adjustment> => {
    const found = await lockAdjustment(tx, who.tenant, id)
    if (!found) throw workbenchRefusals.notFound()
    if (!is(found)) throw workbenchRefusals.notThisList()
    return found
  }
  const askedBack = async (tx: Tx, who: Caller, id: string): Promise<Adjustment> => {
    const list = await taken(tx, who, id, isIn('undo-asked'))
    if (list.undoAskedBy === who.id) throw workbenchRefusals.sameListPerson()
    return list
  }
  const stopAsked = async (tx: Tx, who: Caller, id: string): Promise<Adjustment> => {
    const list = await taken(tx, who, id, isIn('stop-asked'))
    if (list.stopAskedBy === who.id) throw workbenchRefusals.sameListPerson()
    return list
  }
  const note = (tx: Tx, who: Caller, id: string, action: string, after: unknown, reason?: string) =>
    audit.record(tx, who, {
      ...{ action: `policy-workbench.${action}`, about: { kind: 'policy-adjustment', id }, after },
      ...(reason === undefined ? {} : { reason }),
    })
  return {
    prepare: async (tx, who, version) => {
      const versions = await readVersions(tx, [who.tenant], version)
      const published = versions.find(({ serial }) => serial === version.serial)
      if (!published && versions.every(({ serial }) => serial < version.serial))
        throw workbenchRefusals.draftNeverPays({ serial: version.serial })
      if (!published) throw workbenchRefusals.notFound()
      const { lines, fromMonth } = await linesOf(tx, who, published.draftId, needs)
      const { title, document } = published
      const id = uuid()
      const list = { ...version, id, title, document, fromMonth }
      if (!(await insertAdjustment(tx, who.tenant, list, hand(who), lines))) throw workbenchRefusals.adjustedAlready()
      await note(tx, who, id, 'adjustment-prepared', { ...version, lines: lines.length })
      return { id }
    },
    approve: async (tx, who, id, seen) => {
      const list = await taken(tx, who, id, isIn('prepared'))
      if (list.madeBy === who.id) throw workbenchRefusals.sameListPerson()
      const { households } = await countLeft(tx, who.tenant, id)
      if (households !== seen.leftAlone) throw workbenchRefusals.leftAloneNotSeen({ count: households })
      await saveApproved(tx, who.tenant, id, hand(who))
      await note(tx, who, id, 'adjustment-approved', { leftAlone: households })
    },
    askUndo: async (tx, who, id, reason) => {
      await taken(tx, who, id, mayBeAskedBack)
      await saveUndoAsked(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-undo-asked', {}, reason)
    },
    undo: async (tx, who, id) => {
      const { undoReason } = await askedBack(tx, who, id)
      await saveUndoConfirmed(tx, who.tenant, id, hand(who))
      await note(tx, who, id, 'adjustment-undo-confirmed', {}, undoReason ?? '')
    },
    refuseUndo: async (tx, who, id, reason) => {
      await askedBack(tx, who, id)
      await saveUndoRefused(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-undo-refused', {}, reason)
    },
    drop: async (tx, who, id, reason) => {
      await taken(tx, who, id, isIn('prepared'))
      await saveDropped(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-dropped', {}, reason)
    },
    resume: async (tx, who, id) => {
      await taken(tx, who, id, isIn('halted'))
      await saveResumed(tx, who.tenant, id)
      await note(tx, who, id, 'adjustment-resumed', {})
    },
    askStop: async (tx, who, id, reason) => {
      await taken(tx, who, id, isIn('halted'))
      await saveStopAsked(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-stop-asked', {}, reason)
    },
    stop: async (tx, who, id, seen) => {
      const { stopReason } = await stopAsked(tx, who, id)
      const left = await countOpen(tx, who.tenant, id)
      if (left !== seen.left) throw workbenchRefusals.leftRaisedNotSeen({ count: left })
      await saveStopped(tx, who.tenant, id, hand(who))
      const { undone, stay } = await countOutcome(tx, who.tenant, id)
      await note(tx, who, id, 'adjustment-stopped', { undone, stay }, stopReason ?? '')
    },
    refuseStop: async (tx, who, id, reason) => {
      await stopAsked(tx, who, id)
      await saveStopRefused(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-stop-refused', {}, reason)
    },
  }
}

const isIn =
  (state: AdjustmentState) =>
  (list: Adjustment): boolean =>
    list.state === state

const reachOf = ({ places }: Caller) => (places === 'all' ? null : places)

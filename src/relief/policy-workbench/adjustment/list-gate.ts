import { sql } from 'kysely'
import type { PayListGate } from '#finance/payouts/contract.ts'
import { workbenchRefusals } from '../refusals.ts'
import type { AdjustmentState } from './adjustment.ts'

/**
 * A month is paid by the standard in force on its first day. Where a published version has begun by then and nobody has
 * held the rights that run against it, the list would pay by the version before. An adjustment list that was approved, or
 * dropped with a reason (nothing to adjust), or undone, is the proof that somebody has.
 */
export const adjustedFirst: PayListGate = async (tx, tenant, { programme, month }) => {
  const { rows } = await sql<{ serial: number; from: string; isPrepared: boolean }>`SELECT v.serial,
      v.starts_on::text AS "from", EXISTS (SELECT FROM policy_workbench.adjustment a WHERE a.tenant_id = v.tenant_id
        AND a.region = v.region AND a.programme = v.programme AND a.serial = v.serial AND a.state = 'prepared')
        AS "isPrepared"
    FROM policy_workbench.pack_version v
    WHERE v.tenant_id = ${tenant} AND v.programme = ${programme} AND v.starts_on <= ${`${month}-01`}::date
      AND NOT EXISTS (SELECT FROM policy_workbench.pack_version n WHERE n.tenant_id = v.tenant_id
        AND n.region = v.region AND n.programme = v.programme AND n.serial > v.serial
        AND n.starts_on <= ${`${month}-01`}::date)
      AND NOT EXISTS (SELECT FROM policy_workbench.adjustment a WHERE a.tenant_id = v.tenant_id
        AND a.region = v.region AND a.programme = v.programme AND a.serial = v.serial AND a.state <> 'prepared')
    ORDER BY v.starts_on LIMIT 1`.execute(tx)
  const [unadjusted] = rows
  if (!unadjusted) return null
  const { serial, from, isPrepared } = unadjusted
  return isPrepared
    ? workbenchRefusals.adjustmentWaits({ serial, from, month })
    : workbenchRefusals.adjustFirst({ serial, from, month })
}

const isHalfBack = (state: AdjustmentState): boolean =>
  state === 'taking-back' || state === 'halted' || state === 'stop-asked'

/**
 * While a list is carried out or taken back, some households have the new amount and some the old: no month that it
 * reaches is computed, approved or sent until it is whole again. The lock makes a step of a pay list and the beginning of
 * such work wait for each other.
 */
export const adjustedWhole: PayListGate = async (tx, tenant, { programme, month }) => {
  const { rows } = await sql<{ serial: number; state: AdjustmentState; isCarriedOut: boolean }>`SELECT serial, state,
      carried_at IS NOT NULL AS "isCarriedOut" FROM policy_workbench.adjustment
    WHERE tenant_id = ${tenant} AND programme = ${programme} AND state NOT IN ('dropped', 'undone', 'stopped')
      AND from_month <= ${`${month}-01`}::date ORDER BY id FOR SHARE`.execute(tx)
  for (const { serial, state, isCarriedOut } of rows) {
    if (isHalfBack(state)) return workbenchRefusals.adjustmentHalfUndone({ serial, month })
    if (state === 'carrying-out' || (state === 'undo-asked' && !isCarriedOut))
      return workbenchRefusals.adjustmentHalfDone({ serial, month })
  }
  return null
}

import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { paidProgramme } from '../programmes.ts'
import { payoutRefusals } from '../refusals.ts'
import { findRun } from '../run/run-store.ts'

/** What a file has to know of its list. */
export interface RunLabel {
  /** `DB-2026-03-1` */
  readonly number: string
  /** What the family reads on its statement. */
  readonly programmeZh: string
}

/** @throws notFound */
export async function runLabelOf(tx: Tx, who: Caller, runId: string): Promise<RunLabel> {
  const run = await findRun(tx, who.tenant, runId)
  if (run === null) throw payoutRefusals.notFound()
  return { number: run.number, programmeZh: paidProgramme(run.programme).zh }
}

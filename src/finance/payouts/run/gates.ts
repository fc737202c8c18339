import type { Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { PayListGate } from '../contract.ts'

/** @throws what stands in the way, the first of it */
export async function askGates(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  question: { readonly programme: string; readonly month: Month },
  gates: readonly PayListGate[],
): Promise<void> {
  for (const gate of gates) {
    const refusal = await gate(tx, who.tenant, question)
    if (refusal !== null) throw refusal
  }
}

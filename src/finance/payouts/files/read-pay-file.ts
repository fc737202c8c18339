import { month } from '#platform/clock/index.ts'
import { parseYuan } from '#platform/money/index.ts'
import type { PayFile } from './pay-file.ts'
import { readRaw } from './raw-file.ts'
import { payFileRefusals } from './refusals.ts'
import type { PaymentRoute } from './route.ts'

/**
 * Reads a file of ours as the bank would: for the simulator and to prove that what was written is what was meant. `month`
 * is the month the file says, or the one given where the layout has no column for it.
 * @throws the first fault
 */
export async function readPayFile(
  input: { readonly path: string; readonly name: string },
  route: PaymentRoute,
  inMonth: string,
): Promise<PayFile> {
  const raw = await readRaw(input, route.out, route)
  const [fault] = raw.faults
  if (fault) throw fault.refusal
  if (raw.footer === null) throw payFileRefusals.missingFooter()
  return {
    batch: raw.batch,
    lines: raw.lines.map(({ cells }) => ({
      reference: cells.reference?.text ?? '',
      holder: cells.holder?.text ?? '',
      account: cells.account?.text ?? '',
      amount: parseYuan(cells.amount?.text ?? ''),
      month: month(cells.month?.text ?? inMonth),
      purpose: cells.purpose?.text ?? '',
    })),
  }
}

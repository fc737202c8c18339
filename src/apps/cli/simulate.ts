import { formatYuan, fen } from '#platform/money/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { readSimulationOf } from '#relief/policy-workbench/index.ts'
import { cliRefusals, readOptions } from './options.ts'
import { draftFrom, packFolder } from './packs.ts'
import { withProduct } from './with-product.ts'

const usage = 'simulate --draft ID | simulate --from FOLDER'

/** `simulate`: everybody on file by the law in force and by a draft. Changes nobody's right. */
export function runSimulate(args: readonly string[]): Promise<number> {
  const { draft, from } = readOptions(args, { values: ['draft', 'from'], usage })
  if ((draft === undefined) === (from === undefined)) throw cliRefusals.badOptions({ usage })
  return withProduct(async (product) => {
    const { simulations } = product.workbench
    const tenants = await product.organisations.all(product.owner)
    const made = from === undefined ? null : await draftFrom(product, packFolder(from), '')
    const who = made?.who ?? systemCaller('simulate', tenants.find(({ kind }) => kind === 'bureau')?.id ?? (0 as never))
    const { id } = await simulations.run(who, made?.draft.id ?? draft ?? '')
    const one = await who.transaction(product.db, (tx) => readSimulationOf(tx, who, id))
    const { summary, households, milliseconds } = one
    console.log(`${one.title}：${households} 户，用了 ${(milliseconds / 1000).toFixed(1)} 秒`)
    for (const { month, before, after } of summary.months)
      console.log(`  ${month}  ${yuan(before)} → ${yuan(after)} 元（${yuan(`${BigInt(after) - BigInt(before)}`)}）`)
    for (const { kind, households: count, difference } of summary.kinds)
      if (count > 0) console.log(`  ${kind}: ${count} 户，每月 ${yuan(difference)} 元`)
    console.log(`  ${summary.unchanged} unchanged, ${summary.uncertain} not certain by either law`)
    return 0
  })
}

const yuan = (text: string): string => formatYuan(fen(BigInt(text)))

import { z } from 'zod'
import type { Product } from '#apps/server/compose.ts'
import { formatYuan, fen } from '#platform/money/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { changeKindWords, readSimulationOf } from '#relief/policy-workbench/index.ts'
import { cliRefusals, readOptions } from './options.ts'
import { draftFrom, packFolder } from './packs.ts'
import { withProduct } from './with-product.ts'

const usage = 'simulate --draft ID | simulate --from FOLDER'

type Simulation = Awaited<ReturnType<typeof readSimulationOf>>

/** `simulate`: everybody on file by the law in force and by a draft. Changes nobody's right. */
export function runSimulate(args: readonly string[]): Promise<number> {
  const { draft, from } = readOptions(args, { values: ['draft', 'from'], usage })
  if ((draft === undefined) === (from === undefined)) throw cliRefusals.badOptions({ usage })
  if (draft !== undefined && !z.uuid().safeParse(draft).success) throw cliRefusals.badOptions({ usage })
  const files = from === undefined ? null : packFolder(from)
  return withProduct(async (product) => {
    if (files !== null) {
      tell(await tryFolder(product, files))
      return 0
    }
    const tenants = await product.organisations.all(product.owner)
    const who = systemCaller('simulate', tenants.find(({ kind }) => kind === 'bureau')?.id ?? (0 as never))
    tell(await tryDraft(product, who, draft ?? ''))
    return 0
  })
}

/** What is only tried leaves no draft to work on: the one it was tried with is withdrawn, and says why. */
export async function tryFolder(product: Product, files: ReturnType<typeof packFolder>): Promise<Simulation> {
  const { draft, who } = await draftFrom(product, files, '')
  try {
    return await tryDraft(product, who, draft.id)
  } finally {
    await who.transaction(product.db, (tx) => product.workbench.drafts.withdraw(tx, who, draft, '命令行试算，算完收起'))
  }
}

async function tryDraft({ workbench, db }: Product, who: Caller, draft: string): Promise<Simulation> {
  const { id } = await workbench.simulations.run(who, draft)
  return who.transaction(db, (tx) => readSimulationOf(tx, who, id))
}

function tell({ title, summary, households, milliseconds }: Simulation): void {
  console.log(`${title}：${households} 户，用了 ${(milliseconds / 1000).toFixed(1)} 秒`)
  for (const { month, before, after } of summary.months)
    console.log(`  ${month}  ${yuan(before)} → ${yuan(after)} 元（${yuan(`${BigInt(after) - BigInt(before)}`)}）`)
  for (const { kind, households: count, difference } of summary.kinds)
    if (count > 0) {
      const { zh, en } = changeKindWords[kind]
      console.log(`  ${zh} ${count} 户，每月 ${yuan(difference)} 元  ${en}`)
    }
  console.log(`  不变 ${summary.unchanged} 户，照哪一种都说不准 ${summary.uncertain} 户`)
  console.log(`  ${summary.unchanged} unchanged, ${summary.uncertain} not certain by either law`)
}

const yuan = (text: string): string => formatYuan(fen(BigInt(text)))

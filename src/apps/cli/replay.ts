import { systemCaller } from '#platform/http/index.ts'
import { formatYuan } from '#platform/money/index.ts'
import { outcomeWords, type Replayed } from '#relief/eligibility/index.ts'
import { cliRefusals } from './options.ts'
import { withProduct } from './with-product.ts'

/**
 * `replay --all`: computes every kept assessment again, by the law that was kept with it, and compares class, amount,
 * reasons, parameters and inputs. A release gate: exit code 1 names the household, the line and the cause of each difference.
 */
export function runReplay(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== '--all') throw cliRefusals.badOptions({ usage: 'replay --all' })
  return withProduct(async (product) => {
    let replayed = 0
    let different = 0
    for (const { id: tenant } of await product.organisations.all(product.owner)) {
      replayed += await product.assessments.replayAll(systemCaller('replay', tenant), (one) => {
        different += 1
        const { programme, month } = one.stored
        console.log(`✗ 家庭 household ${one.householdId} · ${programme} ${month} · 测算 assessment ${one.id}`)
        for (const { zh, en } of [{ zh: `当时 ${said(one).zh}`, en: `${said(one).en} then` }, ...one.differences])
          console.log(`    ${zh}\n    ${en}`)
      })
    }
    console.log(`重算 ${replayed} 次测算，${different === 0 ? '一分不差' : `${different} 次对不上`}。`)
    console.log(`${replayed} assessments replayed, ${different} differ.`)
    return different === 0 ? 0 : 1
  })
}

function said({ stored: { outcome, amount } }: Replayed): { zh: string; en: string } {
  const { zh, en } = outcomeWords[outcome]
  return amount === null
    ? { zh, en }
    : { zh: `${zh} ${formatYuan(amount)} 元`, en: `${en}, ${formatYuan(amount)} yuan` }
}

import { systemCaller } from '#platform/http/index.ts'
import { formatYuan } from '#platform/money/index.ts'
import { cliRefusals } from './options.ts'
import { withProduct } from './with-product.ts'

/**
 * `replay --all`: computes every kept assessment again, by the law that was kept with it, and compares class, amount,
 * reasons, parameters and inputs. A release gate: exit code 1 names what differs.
 */
export function runReplay(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== '--all') throw cliRefusals.badOptions({ usage: 'replay --all' })
  return withProduct(async (product) => {
    let replayed = 0
    let different = 0
    for (const { id: tenant } of await product.organisations.all(product.owner)) {
      replayed += await product.assessments.replayAll(systemCaller('replay', tenant), ({ id, stored, again }) => {
        different += 1
        console.log(`✗ ${id}（${stored.programme} ${stored.month}）`)
        console.log(`    当时 ${said(stored)}，现在 ${said(again)}`)
      })
    }
    console.log(`重算 ${replayed} 次测算，${different === 0 ? '一分不差' : `${different} 次对不上`}。`)
    console.log(`${replayed} assessments replayed, ${different} differ.`)
    return different === 0 ? 0 : 1
  })
}

const said = ({ outcome, amount }: { outcome: string; amount: Parameters<typeof formatYuan>[0] | null }): string =>
  `${outcome}${amount === null ? '' : ` ${formatYuan(amount)} 元`}`

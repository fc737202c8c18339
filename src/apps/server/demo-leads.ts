import { sql } from 'kysely'
import type { TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Product } from './compose.ts'

/** What came in about families nobody has looked after yet. All invented; the phones begin with 100. */
const words = [
  ['grid', 'illness', 'soon', '老两口药费重，家里没有别的收入'],
  ['hotline', 'disaster', 'now', '昨晚灶间着火，一家三口没地方住'],
  ['desk', 'no-income', 'ordinary', '打工的厂关了，孩子还在上学'],
  ['grid', 'elderly-alone', 'soon', '八十多岁一个人住，腿脚不便'],
] as const

/**
 * A few leads for the first town, new on the day the demonstration begins. Laid where no
 * lead is: whoever has begun to work finds nothing added.
 */
export async function layLeads(
  { db, regions, loop: { leads } }: Pick<Product, 'db' | 'regions' | 'loop'>,
  { tenant }: { readonly tenant: TenantId },
): Promise<void> {
  const who = { ...systemCaller('demo-leads', tenant), name: '演示数据' }
  const directory = regions.directory()
  const town = given(directory.children(syntheticCounty)[0], 'the first town of the synthetic county')
  const villages = directory.children(town.code)
  await who.transaction(db, async (tx) => {
    const { rows } = await sql`SELECT 1 FROM discovery.lead WHERE tenant_id = ${tenant} LIMIT 1`.execute(tx)
    if (rows.length > 0) return
    for (const [index, [channel, hardship, urgency, sentence]] of words.entries()) {
      const place = given(villages[index % villages.length], 'a village of the first town').code
      const phone = `1009900${String(index + 1).padStart(4, '0')}`
      const name = `居民甲${String(9000 + index + 1)}`
      await leads.report(tx, who, { channel, place, hardship, urgency, sentence, name, phone })
    }
  })
}

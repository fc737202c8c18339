import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyFolder } from '#apps/server/compose.ts'
import { testProduct, type TestProduct } from '#apps/server/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { packFolder } from './packs.ts'
import { tryFolder } from './simulate.ts'

const database = testDatabase()
let made: TestProduct
beforeAll(async () => {
  made = await testProduct(database, 12)
}, 120_000)
afterAll(() => made.remove())

describe('命令行试算一个文件夹', { timeout: 120_000 }, () => {
  it('算了全县，留下结果，不留要人办的草稿', async () => {
    const files = packFolder(join(policyFolder, '999901', 'dibao'))
    const { households, draftId } = await tryFolder(made.product, files)
    expect(households).toBeGreaterThan(0)
    const { rows } = await sql<{ id: string; state: string }>`SELECT id, state FROM policy_workbench.draft`.execute(
      database.owner,
    )
    expect(rows).toEqual([{ id: draftId, state: 'withdrawn' }])
  })
})

import { describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { createRegions } from './regions.ts'

const database = testDatabase()

describe('载入区划表', () => {
  it('新的加上，变了的改掉，没变的不动；地方的号码不变', async () => {
    const regions = await createRegions({ db: database.owner })
    await regions.loadSynthetic()
    const before = regions.directory().get('999901100')
    expect(await regions.loadList('999901100\t禾西街道\n999901106\t新设镇')).toEqual({ added: 1, changed: 1 })
    expect(await regions.loadList('999901100\t禾西街道\n999901106\t新设镇')).toEqual({ added: 0, changed: 0 })
    const after = regions.directory().get('999901100')
    expect(after).toEqual({ ...before, name: '禾西街道' })
    expect(regions.directory().find('999901106')?.placeId).toBeGreaterThan(0)
  })
  it('有一行错，一行也不进', async () => {
    const regions = await createRegions({ db: database.owner })
    await expect(regions.loadList('999901107\t好镇\n999901108\t')).rejects.toThrow('第 2 行')
    expect((await regions.refresh()).find('999901107')).toBeUndefined()
  })
})

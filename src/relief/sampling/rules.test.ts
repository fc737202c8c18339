import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { loadSamplingRules } from './rules.ts'

const rules = loadSamplingRules(fileURLToPath(new URL('../../../policy', import.meta.url)))
const ask = (programme: string, on: string, places: readonly string[]) => rules.of({ programme, on: day(on), places })

describe('抽查的规则是数据', () => {
  it('特困不少于 30%，写明依据；分组由本地写', () => {
    expect(ask('tekun', '2026-03-02', ['999901100', '999901', '000000'])).toEqual({
      ...{ shareMin: 30, source: '特困人员认定办法' },
      group: { by: 'town', period: 'month', source: '青禾县演示参数（合成）' },
    })
  })
  it('没有写分组的地方就是没有，不猜；没有规定的项目、施行以前不抽', () => {
    expect(ask('tekun', '2026-03-02', ['330400', '330000', '000000'])).toMatchObject({ shareMin: 30, group: null })
    expect(ask('tekun', '2021-06-30', ['999901', '000000'])).toBeNull()
    expect(ask('dibao', '2026-03-02', ['999901', '000000'])).toBeNull()
  })
})

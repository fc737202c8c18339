import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import {
  createLivingEligibility,
  loadPacks,
  packFromFiles,
  placesAboveByCode,
  readModel,
  type LivingEligibility,
  type Pack,
} from '#relief/eligibility/index.ts'
import { checkDraft } from './check.ts'
import { expectationsChanged, rewritesOf, withRewrites } from './case-rewrites.ts'
import type { PackFiles } from './draft.ts'
import { withSeries } from './standards.ts'
import type { Laws } from '../simulation/laws.ts'
import { compareLines } from '../version/compare.ts'

const place = { region: '999901', programme: 'dibao' }
let eligibility: LivingEligibility
let base: Pack

beforeAll(async () => {
  const packs = await loadPacks(fileURLToPath(new URL('../../../../policy', import.meta.url)), readModel)
  eligibility = createLivingEligibility({ packs, placesAbove: placesAboveByCode, today: () => day('2026-03-02') })
  base = packs.find((one) => one.region === place.region && one.programme === place.programme)!
})

/** The standard is raised from 2026-04-01 on. */
const raised = (files: PackFiles, value = '870.00'): PackFiles => ({
  ...files,
  'standards.yaml': withSeries(files['standards.yaml'], {
    ...{ key: 'dibao.standard', tier: null, series: '青禾县合成标准' },
    rows: [
      { value: '780.00', from: '2024-01-01', document: '合成' },
      { value: '810.00', from: '2025-07-01', document: '合成' },
      { value, from: '2026-04-01', document: '合成调标' },
    ],
  }),
})
const lawsOf = async (files: PackFiles): Promise<Laws> => {
  const pack = await packFromFiles(`${place.region}/${place.programme}`, files, readModel)
  const since = day('1900-01-01')
  return { base, pack, before: eligibility.trying({ pack: base, since }), after: eligibility.trying({ pack, since }) }
}
const findings = async (files: PackFiles) =>
  (await checkDraft({ ...place, files }, { eligibility, readModel })).findings.map(({ zh }) => zh)

describe('调了标准，算例跟着改：老的、新的都摆出来，由人收下', () => {
  it('只有结果靠着新标准的算例要改，写明原来多少、照草稿多少', async () => {
    const files = raised(base.files)
    const offers = rewritesOf(files, await lawsOf(files))
    const same = offers.find(({ name }) => name === '同一家，社会救助法实行以后')
    expect(same).toMatchObject({
      kind: 'changed',
      on: '2026-09-01',
      before: { zh: '够条件，930.00 元（低保）' },
      after: { zh: '够条件，1,110.00 元（低保）' },
    })
    expect(offers.some(({ name }) => name === '三口之家每月收入 1,500 元，补 930 元')).toBe(false)
  })

  it('新标准的前一天、当天、后一天没有算例的，替人写好', async () => {
    const files = raised(base.files)
    const added = rewritesOf(files, await lawsOf(files)).filter(({ kind }) => kind === 'added')
    expect(added.map(({ on }) => on)).toEqual(['2026-03-31', '2026-04-01', '2026-04-02'])
    expect(new Set(added.slice(1).map(({ after }) => after.zh)).size).toBe(1)
    expect(added[0]!.after.zh).not.toBe(added[1]!.after.zh)
  })

  it('全部收下以后检查没有话说；没有碰的算例和注释一个字不动；复核的人看得到改了哪些', async () => {
    const files = raised(base.files)
    expect((await findings(files)).length).toBeGreaterThan(3)
    const laws = await lawsOf(files)
    const offers = rewritesOf(files, laws)
    const taken = withRewrites(
      files,
      laws,
      offers.map(({ key }) => key),
    )
    expect(await findings(taken)).toEqual([])
    expect(taken['cases.yaml']).toContain('# 算例：没有写的收入是零')
    const lines = compareLines(files['cases.yaml']!.split('\n'), taken['cases.yaml']!.split('\n'))
    const gone = lines.flatMap(({ kind, text }) => (kind === 'gone' ? [text] : []))
    expect(gone).toHaveLength(offers.filter(({ kind }) => kind === 'changed').length)
    for (const line of gone) expect(line).toMatch(/^    expect: \{/)
    const changed = expectationsChanged(base.files, taken, await lawsOf(taken))
    expect(new Set(changed.map(({ name }) => name))).toEqual(new Set(offers.map(({ name }) => name)))
    expect(changed.find(({ name }) => name === '同一家，社会救助法实行以后')).toMatchObject({
      before: { zh: '够条件，930.00 元（低保）' },
      after: { zh: '够条件，1,110.00 元（低保）' },
    })
  })

  it('收下一个，别的还在', async () => {
    const files = raised(base.files)
    const laws = await lawsOf(files)
    const [first, ...rest] = rewritesOf(files, laws)
    const taken = withRewrites(files, laws, [first!.key])
    expect(rewritesOf(taken, await lawsOf(taken)).map(({ name }) => name)).toEqual(rest.map(({ name }) => name))
  })

  it('本来就写错的算例，不替他改成对的：照样拦着', async () => {
    const wrong = base.files['cases.yaml']!.replace('amount: "930.00"', 'amount: "931.00"')
    const files = { ...base.files, 'cases.yaml': wrong }
    expect(rewritesOf(files, await lawsOf(files))).toEqual([])
    expect(await findings(files)).toEqual([expect.stringContaining('应得 931.00 元，算出 930.00 元')])
  })

  it('已经不是要改的，收不下', async () => {
    const laws = await lawsOf(base.files)
    expect(() => withRewrites(base.files, laws, ['case:0'])).toThrow('已经不是要改的了')
  })
})

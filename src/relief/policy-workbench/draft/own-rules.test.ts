import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import {
  createLivingEligibility,
  loadPacks,
  placesAboveByCode,
  readModel,
  type LivingEligibility,
  type Pack,
} from '#relief/eligibility/index.ts'
import { checkDraft } from './check.ts'
import { withOwnRules } from './rules.ts'

let packs: readonly Pack[]
let eligibility: LivingEligibility

beforeAll(async () => {
  packs = await loadPacks(fileURLToPath(new URL('../../../../policy', import.meta.url)), readModel)
  eligibility = createLivingEligibility({ packs, placesAbove: placesAboveByCode, today: () => day('2026-03-02') })
})

/** Whose rules hold in a place that has numbers only: the nearest level above that has a model. */
const above = ({ region, programme }: Pack): Pack => {
  const found = placesAboveByCode(region)
    .flatMap((place) => packs.filter((one) => one.region === place && one.programme === programme))
    .find(({ models }) => models.length > 0)
  if (!found) throw new Error(`nobody above ${region} has rules of ${programme}`)
  return found
}

describe('把上级的规则抄成本地的：算出来和没抄一样，哪一项都行', { timeout: 120_000 }, () => {
  it('每一个只有数的规则包，抄了以后算例全部对得上，检查没有话说', async () => {
    const withoutRules = packs.filter(({ models, region }) => models.length === 0 && region !== '000000')
    expect(withoutRules.length).toBeGreaterThan(15)
    for (const { region, programme, files, ...pack } of withoutRules) {
      const own = withOwnRules(files, above({ region, programme, files, ...pack }))
      const { findings } = await checkDraft({ region, programme, files: own }, { eligibility, readModel })
      expect({ pack: pack.id, findings: findings.map(({ case: name, zh }) => `${name ?? ''} ${zh}`) }).toEqual({
        pack: pack.id,
        findings: [],
      })
    }
  })

  it('有规则、没有写答案在哪里的，说出少了哪一样，不崩', async () => {
    const grace = packs.find(({ id }) => id === 'qinghe-dibao-grace')!
    const own = withOwnRules(grace.files, above(grace))
    const silent = (own['pack.yaml'] ?? '').replace(/^answer: .*$/m, '')
    const { findings } = await checkDraft(
      { region: grace.region, programme: grace.programme, files: { ...own, 'pack.yaml': silent } },
      { eligibility, readModel },
    )
    expect(findings.map(({ zh }) => zh).join()).toContain('每月补差')
  })
})

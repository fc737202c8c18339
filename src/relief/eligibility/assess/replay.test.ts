import { beforeAll, describe, expect, it } from 'vitest'
import { fen } from '#platform/money/index.ts'
import type { Assessment } from '../assessment.ts'
import {
  eligibilityOf,
  fact,
  household,
  patience,
  person,
  requestFor,
  shippedPacks,
  withWages,
} from '../testing-packs.ts'
import type { Eligibility } from './eligibility.ts'
import { canonicalAnswer, fingerprint, replay } from './replay.ts'
import type { Pack } from '../packs/pack.ts'
import { inputsToStore } from './stored-inputs.ts'
import { toWire } from './wire.ts'

let law: Eligibility
let packs: readonly Pack[]
beforeAll(async () => {
  packs = await shippedPacks()
  law = eligibilityOf(packs)
}, patience)

const here = { registeredAt: fact('370402') }
const request = requestFor(household([withWages(person('1', here), '500')]), { region: '370402', on: '2025-03-01' })
const stored = (change: Partial<Assessment> = {}, asked = request) => {
  const answer = law.assess(request)
  const result = { ...answer, ...change }
  const amount = result.amount === null ? null : String(result.amount)
  return {
    inputs: inputsToStore(asked, {}),
    result: toWire(result),
    fingerprint: fingerprint(canonicalAnswer(request, answer)),
    columns: { outcome: result.outcome, class: result.class, amount },
  }
}
const said = (kept: Parameters<typeof replay>[0], by: Pick<Eligibility, 'assess'> = law): string =>
  replay(kept, by, packs)
    .differences.map(({ zh }) => zh)
    .join('\n')

describe('重算对不上的，说出为什么、差在哪一样、哪一行', () => {
  it('没有动过的没有话说', () => {
    expect(replay(stored(), law, packs)).toMatchObject({ isSame: true, differences: [] })
  })
  it('存下的答案被加了一分，指纹没有跟着改：看得出是存下的被动过', () => {
    const text = said(stored({ amount: fen(32_401) }))
    expect(text).toContain('存下的答案被动过')
    expect(text).toContain('金额：当时 324.01 元，现在 324.00 元')
  })
  it('只有清单里的数被动过', () => {
    const kept = stored()
    expect(said({ ...kept, columns: { ...kept.columns, amount: '32401' } })).toBe(
      '清单里写的结论或金额，和存下的答案不一样',
    )
  })
  it('存下的情况被动过', () => {
    const asked = requestFor(household([withWages(person('1', here), '600')]), { region: '370402', on: '2025-03-01' })
    const text = said(stored({}, asked))
    expect(text).toContain('存下的情况、规则或者指纹被动过')
    expect(text).toContain('金额：当时 324.00 元，现在 224.00 元')
    expect(text).toContain('工资性收入')
  })
  it('程序的算法变了：照同样的规则和情况，算出来是另一个数', () => {
    const other = { assess: (): Assessment => ({ ...law.assess(request), amount: fen(32_500) }) }
    const text = said(stored(), other)
    expect(text).toContain('程序的算法变了')
    expect(text).toContain('现在 325.00 元')
  })
  it('留下的规则缺了一部分、被动过：说是规则，不说程序变了', () => {
    const part = eligibilityOf(packs.filter(({ region }) => region === '000000'))
    expect(said(stored(), part)).toContain('当时留下的规则不是原来的了')
    expect(said(stored(), part)).not.toContain('程序')
  })
  it('类别、标准的说法，中文是中文，英文是英文', () => {
    const english = (change: Partial<Assessment>): string =>
      replay(stored(change), law, packs)
        .differences.map(({ en }) => en)
        .join('\n')
    expect(english({ class: '孤儿、重点困境儿童' })).toContain(
      'class: orphan, key child in difficulty then, Minimum living guarantee (Dibao) now',
    )
    expect(said(stored({ class: '特困人员' }))).toContain('类别：当时 特困人员，现在 低保')
    expect(english({ class: '没人知道的' })).toContain('class: a class without an English name then')
    const { parameters } = law.assess(request)
    const method = { ...parameters[0]!, key: 'dibao.method', zh: '补差还是分档', value: '分档', document: '甲' }
    expect(english({ parameters: [...parameters, method] })).toContain('value “difference or bands”: by band (甲) then')
  })
  it('数一样，依据的文件被换了：两份文件都说出来', () => {
    const { parameters } = law.assess(request)
    const { zh, value, document } = parameters[0]!
    const text = said(stored({ parameters: [{ ...parameters[0]!, document: '另一份文件' }, ...parameters.slice(1)] }))
    expect(text).toContain(`标准“${zh}”：当时 ${value}（另一份文件），现在 ${value}（${document}）`)
  })
})

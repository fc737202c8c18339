import { describe, expect, it } from 'vitest'
import type { Refund, RefundPart, RefundProposal } from './refund-calls.ts'
import { RefundRow } from './refund-row.tsx'
import { drawPay } from './testing-pay.tsx'

const part = (change: Partial<RefundPart> = {}): RefundPart => ({
  ...{ id: 'p1', month: '2026-03', amount: '15000', state: 'open', cause: 'claim-fell', why: 'WHY' },
  ...{ run: null, failed: null, doneOn: null, ...change },
})
const refund = (change: Partial<Refund> = {}): Refund => ({
  ...{ key: 'k', householdId: 'h', number: 'QH-1', head: '居*甲', place: '禾西镇', programme: 'dibao' },
  ...{ programmeZh: '最低生活保障', programmeEn: 'Dibao', amount: '15000', openAmount: '15000' },
  ...{ since: '2026-03-05T02:00:00.000Z', days: 20, parts: [part()], proposal: null, isHeld: false },
  ...{ account: { bank: 'BANK', lastFour: '0001' }, claims: { count: 0, left: '0' }, ...change },
})
const proposal = (change: Partial<RefundProposal> = {}): RefundProposal => ({
  ...{ id: 'x', way: 'hand', state: 'asked', amount: '15000', voucher: 'V-7', paidOn: '2026-03-05', why: null },
  ...{
    askedBy: { name: 'MAKER', at: '2026-03-05T02:00:00.000Z' },
    decidedBy: null,
    refusedWhy: null,
    mayConfirm: false,
  },
  ...change,
})
const draw = (one: Refund, may: readonly string[] = ['payouts.ask-entry']): Promise<string> =>
  drawPay(<RefundRow refund={one} />, { may: [...may] })

describe('应退还的一户', () => {
  it('多少、等了几天、为什么、退到哪个账户；能提的人有两个办法，别人没有', async () => {
    const html = await draw(refund())
    for (const text of [
      '应退还 150.00 元，等了 20 天',
      '还过以后不用追那么多了：WHY',
      '尾号 0001',
      '从银行退',
      '登记当面退还',
    ])
      expect(html).toContain(text)
    expect(await draw(refund(), [])).not.toContain('从银行退')
  })

  it('没有审过的账户，不给从银行退', async () => {
    const html = await draw(refund({ account: null }))
    expect(html).toContain('没有审过的收款账户')
    expect(html).not.toContain('从银行退')
    expect(html).toContain('登记当面退还')
  })

  it('另有要追的、正暂缓着、上次没退到，都说出来；没有一个按钮能抵', async () => {
    const failed = { on: '2026-03-09', by: 'bank', reason: '账号不存在' } as const
    const html = await draw(refund({ claims: { count: 2, left: '30000' }, isHeld: true, parts: [part({ failed })] }))
    expect(html).toContain('另有 2 笔要追的，还差 300.00 元。没有家里的书面同意，不能拿退还的钱抵')
    expect(html).toContain('正暂缓着')
    expect(html).toContain('2026-03-09 银行退回，账号不存在')
    expect(html.match(/aria-expanded/g)).toHaveLength(2)
  })

  it('提过的等第二个人：提的人没有确认的按钮，第二个人有；都不能再提', async () => {
    const asked = refund({ openAmount: '0', parts: [part({ state: 'asked' })], proposal: proposal() })
    const mine = await draw(asked)
    expect(mine).toContain('要由 MAKER 以外的')
    expect(mine).not.toContain('确认退还')
    expect(mine).not.toContain('登记当面退还')
    const second = await draw({ ...asked, proposal: proposal({ mayConfirm: true }) })
    expect(second).toContain('确认退还')
    expect(second).toContain('凭证 V-7')
    const byBank = await draw({ ...asked, proposal: proposal({ way: 'bank', voucher: null, paidOn: null }) })
    expect(byBank).toContain('尾号 0001')
  })

  it('英文页没有漏掉的中文句子', async () => {
    const failed = { on: '2026-03-09', by: 'hold', reason: null } as const
    const full = refund({
      ...{ head: 'HEAD', place: 'PLACE', claims: { count: 1, left: '1' }, isHeld: true },
      parts: [
        part({ failed, why: '变动已撤回' }),
        part({ id: 'p2', cause: 'surplus', why: null }),
        part({ id: 'p3', failed: { on: '2026-03-09', by: 'bank', reason: '账号不存在（E01）' } }),
      ],
      proposal: proposal({
        state: 'refused',
        refusedWhy: 'NO',
        decidedBy: { name: 'HEAD', at: '2026-03-05T02:00:00.000Z' },
      }),
    })
    const html = await drawPay(<RefundRow refund={full} />, { language: 'en', may: ['payouts.ask-entry'] })
    expect(html).not.toMatch(/[一-鿿]/)
  })
})

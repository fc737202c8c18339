import { describe, expect, it } from 'vitest'
import { RunActions } from './run-actions.tsx'
import { beforeOf, LineStanding } from './run-lines.tsx'
import { RunFilesPanel } from './run-files.tsx'
import { ReturnView } from './return-page.tsx'
import { PaymentPanel } from './payment-panel.tsx'
import { ProposedAccounts } from './proposed-accounts.tsx'
import { RunView } from './pay-run-page.tsx'
import { aFile, aLine, aReport, aRun, drawPay } from './testing-pay.tsx'

const by = (name: string) => ({ name, at: '2026-03-02T01:00:00.000Z' })
const sum = (count: number, amount: string) => ({ count, amount })

describe('名单的下一步', () => {
  it('做单的人看得到为什么自己不能批，也没有批准的按钮', async () => {
    const html = await drawPay(<RunActions run={aRun({ state: 'frozen', frozenBy: by('财务乙') })} />)
    expect(html).toContain('财务甲、财务乙经过手，不能批自己做的')
    expect(html).not.toContain('批准发放')
  })
  it('第二个人看到批准后可以发多少、留下多少', async () => {
    const run = aRun({ state: 'frozen', mayApprove: true, heldLines: 2, heldAmount: '100000' })
    const html = await drawPay(<RunActions run={run} />)
    expect(html).toContain('批准后 911 笔、455,500.00 元可以发；暂缓的 2 笔留下')
  })
  it('预算差钱：说差多少，也说待遇不停', async () => {
    const html = await drawPay(<RunActions run={aRun({ mayFreeze: true, short: '12345' })} />)
    expect(html).toContain('预算差 123.45 元。待遇不因此停')
  })
  it('批准以后没有这一块', async () => {
    expect(await drawPay(<RunActions run={aRun({ state: 'approved' })} />)).not.toContain('panel')
  })
})

describe('名单页', () => {
  it('各状态加起来就是名单，和上月比说得出差在哪', async () => {
    const html = await drawPay(<RunView run={aRun()} />)
    expect(html).toContain('913')
    expect(html).toContain('456,500.00')
    expect(html).toContain('＋1,500.00')
    expect(html).toContain('新进')
  })
  it('英文页没有漏掉的中文句子', async () => {
    const html = await drawPay(<RunActions run={aRun({ state: 'frozen' })} />, { language: 'en' })
    expect(html.replace('财务甲', '')).not.toMatch(/[一-鿿]/)
  })
})

describe('上月一栏', () => {
  it.each([
    ['和上月一样：上月的数', '50000', ['500.00'], ['＋', '－']],
    ['变了：上月的数，下面差多少', '60000', ['600.00', '－100.00'], []],
    ['上月没有', null, ['—'], ['0.00']],
  ])('%s', async (_, before, shown, absent) => {
    const html = await drawPay(<p>{beforeOf(aLine({ before }))}</p>)
    for (const text of shown) expect(html).toContain(text)
    for (const text of absent) expect(html).not.toContain(text)
  })
})

describe('退回的一笔', () => {
  const returned = aLine({ state: 'returned', returned: { on: '2026-03-09', reason: '账号不存在（E01）' } })
  it('带着银行的原因；能改账户的人才看到改的按钮', async () => {
    const seen = await drawPay(<LineStanding line={returned} />, { may: ['payouts.enter-account', 'payouts.make'] })
    expect(seen).toContain('账号不存在（E01）')
    expect(seen).toContain('改收款账户')
    expect(seen).toContain('账户没错，再发')
    expect(await drawPay(<LineStanding line={returned} />)).not.toContain('改收款账户')
  })
  it('没有审过的账户说出来', async () => {
    expect(await drawPay(<LineStanding line={aLine({ state: 'payable', account: null })} />)).toContain(
      '没有审过的收款账户',
    )
  })
})

describe('发给银行', () => {
  const run = aRun({
    ...{ state: 'approved', maySend: true, withoutAccount: 2 },
    states: { ...aRun().states, listed: sum(0, '0'), payable: sum(5, '250000') },
  })
  const files = {
    files: [aFile()],
    returns: [],
    routes: [{ name: 'bank-batch', zh: '银行', en: 'bank' }],
    simulator: [],
  }
  const draw = (answer: object, reader = run) =>
    drawPay(<RunFilesPanel run={reader} />, { answers: [[['pay', 'files', 'r1'], answer]] })

  it('补发文件说明多少笔，没有账户的先留下', async () => {
    const html = await draw(files)
    expect(html).toContain('做补发文件')
    expect(html).toContain('5 笔、2,500.00 元可以发，其中 2 笔没有审过的账户')
  })
  it('模拟银行只在演示里，而且写明是模拟', async () => {
    expect(await draw(files)).not.toContain('模拟银行')
    const html = await draw({ ...files, simulator: [{ name: 'fen-off', zh: '一笔金额差一分', en: 'a fen off' }] })
    expect(html).toContain('背后没有真银行')
    expect(html).toContain('一笔金额差一分')
  })
  it('只能看的人没有下载、没有上传', async () => {
    const html = await draw(files, { ...run, maySend: false })
    expect(html).not.toContain('下载</button>')
    expect(html).not.toContain('type="file"')
  })
  it('一个文件也没有时说一句', async () => {
    expect(await draw({ ...files, files: [] })).toContain('还没有发给银行')
  })
})

describe('回盘', () => {
  it('没有毛病：说会怎么记，要再确认一次', async () => {
    const html = await drawPay(<ReturnView report={aReport()} />, { may: ['payouts.book-returns'] })
    expect(html).toContain('这是试读，一笔也没有入账')
    expect(html).toContain('会记成发到')
    expect(html).toContain('确定：入账')
  })
  it('只能看的人没有入账的按钮，知道等谁', async () => {
    const html = await drawPay(<ReturnView report={aReport()} />, { may: ['payouts.read'] })
    expect(html).not.toContain('确定：入账')
    expect(html).toContain('等财务人员入账')
  })
  it('有毛病：行、列、一句话，没有入账的按钮', async () => {
    const fault = { row: 12, column: 'F', zh: '第 12 行的金额差一分', en: 'a fen off', code: 'pay-files.otherAmount' }
    const report = aReport({ faults: [fault], faultCount: 1 })
    const html = await drawPay(<ReturnView report={report} />, { may: ['payouts.book-returns'] })
    expect(html).toContain('第 12 行的金额差一分')
    expect(html).toMatch(/>12<\/th><td[^>]*>F</)
    expect(html).not.toContain('确定：入账')
  })
  it('入了账的不能再入', async () => {
    const report = aReport({ state: 'booked', booked: by('财务乙') })
    const html = await drawPay(<ReturnView report={report} />, { may: ['payouts.book-returns'] })
    expect(html).toContain('财务乙 2026-03-02 09:00 入账')
    expect(html).not.toContain('确定：入账')
  })
})

describe('一户的待遇和发放', () => {
  const none = { rights: [], payments: [], paymentCount: 0, accounts: [], holds: [], recoveries: [] }
  const nothing = { householdId: 'h1', ...none }
  it('还没有待遇就说什么时候会有，不画空表', async () => {
    const html = await drawPay(<PaymentPanel householdId="h1" />, { answers: [[['pay', 'household', 'h1'], nothing]] })
    expect(html).toContain('这一户还没有确认的待遇')
    expect(html).not.toContain('<table')
  })
  it('账户等第二个人审，提出的人没有审的按钮', async () => {
    const account = {
      ...{ id: 'a1', holder: '居**01', bank: '合成银行', lastFour: '0001', state: 'proposed', why: '换卡' },
      ...{ proposedBy: by('经办甲'), decidedBy: null, refusedWhy: null, mayApprove: false },
    }
    const money = { ...nothing, payments: [aLine()], paymentCount: 1, accounts: [account] }
    const html = await drawPay(<PaymentPanel householdId="h1" />, { answers: [[['pay', 'household', 'h1'], money]] })
    expect(html).toContain('要由 经办甲 以外的人审')
    expect(html).not.toContain('审过，启用')
  })
  it('没有通过的，登记的人看得到谁说的、哪里不对，不写成审过', async () => {
    const account = {
      ...{ id: 'a1', holder: '居**01', bank: '合成银行', lastFour: '0001', state: 'refused', why: '换卡' },
      ...{ proposedBy: by('经办甲'), decidedBy: by('财务乙'), refusedWhy: '复印件看不清', mayApprove: false },
    }
    const money = { ...nothing, payments: [aLine()], paymentCount: 1, accounts: [account] }
    const html = await drawPay(<PaymentPanel householdId="h1" />, { answers: [[['pay', 'household', 'h1'], money]] })
    expect(html).toContain('财务乙 没有通过：复印件看不清')
    expect(html).not.toContain('财务乙 审过')
  })
})

describe('等审的收款账户', () => {
  const account = {
    ...{ id: 'a1', holder: '居**01', bank: '合成银行', lastFour: '0001', state: 'proposed', why: 'new card' },
    ...{
      proposedBy: by('clerk'),
      decidedBy: null,
      refusedWhy: null,
      mayApprove: true,
      householdId: 'h1',
      number: 'QH-1',
      place: 'Hexi',
    },
  }
  const draw = (answer: object, wish: Parameters<typeof drawPay>[1] = {}) =>
    drawPay(<ProposedAccounts />, {
      ...{ answers: [[['pay', 'proposed-accounts'], answer]], may: ['payouts.approve-account'] },
      ...wish,
    })
  const waiting = { rows: [account], count: 1, toDecide: 1 }

  it('没有审账户权限的人没有这一块', async () => {
    expect(await draw(waiting, { may: ['payouts.read', 'households.read'] })).not.toContain('QH-1')
  })
  it('先写目的才有核对单；看不了家庭档案的人，户号不是链接', async () => {
    const html = await draw(waiting)
    expect(html).toContain('目的或受理号')
    expect(html).toContain('确定：不通过')
    expect(html).not.toContain('审过，启用')
    expect(html).not.toContain('href="/households')
    expect(await draw(waiting, { may: ['payouts.approve-account', 'households.read'] })).toContain('/households/h1')
  })
  it('自己登记的说要由别人审，没有按钮', async () => {
    const html = await draw({ rows: [{ ...account, mayApprove: false }], count: 1, toDecide: 0 })
    expect(html).toContain('要由 clerk 以外的人审')
    expect(html).not.toContain('<button')
  })
  it('没有等审的就说一句；没列完的说出来', async () => {
    expect(await draw({ rows: [], count: 0, toDecide: 0 })).toContain('眼下没有等审的账户')
    expect(await draw({ ...waiting, count: 60, toDecide: 60 })).toContain('先列最早的 1 个')
  })
  it('英文页没有漏掉的中文', async () => {
    const html = await draw({ ...waiting, count: 60 }, { language: 'en', may: ['payouts.approve-account'] })
    expect(html.replaceAll('居**01', '').replaceAll('合成银行', '')).not.toMatch(/[一-鿿]/)
  })
})

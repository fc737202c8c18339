import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { standingChecks } from './checks.ts'
import { canaryFamily, canaryWords } from './testing-family.ts'
import { settableClock } from './testing-notices.ts'
import { familyPage, fileNow, letterOf, moneyIn } from './testing-status.ts'
import * as walking from './testing-walk.ts'
import { testProduct, type TestProduct } from './testing.ts'

/** A whole case that confirms a status (刚性支出困难家庭) over the real routes: a letter, a publication, and no fen. */

const database = testDatabase()
const clock = settableClock('2026-03-02T09:00:00+08:00')
const status = '刚性支出困难家庭'
let made: TestProduct
let walk: walking.Walk

beforeAll(async () => {
  made = await testProduct(database, 9, clock)
  walk = await walking.openWalk(made, clock, { hand: walking.plainHand, log: createLogger('silent') })
}, 180_000)
afterAll(async () => {
  await walk.server.close()
  await made.product.loop.close()
  made.remove()
})

/** What everybody may read of the result. */
const published = async (): Promise<string> => {
  const { publication } = await walk.get<{ publication: { href: string } }>(
    walk.seat('town-clerk'),
    `/api/cases/${walk.at.caseId}/notice`,
  )
  return (await walk.server.anonymous().get(publication.href)).body
}

describe('一件刚性支出困难家庭，从窗口到送达', { timeout: 180_000 }, () => {
  it('受理：全程 30 个工作日，环节没有自己的；家里的页不等一个没有的公示', async () => {
    await walking.walkToOpinion(walk, 'rigid-expenditure')
    const { case: one, clock: begun, stages } = await fileNow(walk)
    expect([one.isStatus, one.number]).toEqual([true, 'QH-GZ-2026-000001'])
    expect(begun).toMatchObject({
      total: { limitDays: 30, dueOn: '2026-04-14', source: '刚性支出困难家庭认定办法' },
      stage: null,
    })
    expect(stages.map(({ stage }) => stage)).not.toContain('notice')
    expect(await familyPage(walk)).not.toContain('村里公示')
  })

  it('意见、决定写的是身份，没有金额；填了金额的，退回来说为什么', async () => {
    await walking.stateFacts(walk, {
      'household.stated.aid.class': '都不是',
      'household.stated.rigid.income-year': '50000.00',
      'household.stated.rigid.spending-year': '30000.01',
      'household.stated.rigid.heads': '3',
      'household.stated.rigid.property': '符合',
    })
    await walking.giveOpinion(walk)
    const { case: one, opinions } = await fileNow(walk)
    expect(opinions).toMatchObject([{ proposal: 'grant', amount: null, status }])
    const withMoney = await walk.seat('county-reviewer').send('POST', `/api/cases/${walk.at.caseId}/proposals`, {
      ...{ version: one.version, outcome: 'confirmed', assessmentId: opinions[0]!.assessmentId, amount: '50000' },
      ...{ why: '给五百', override: { reason: '困难', article: '某条' } },
    })
    expect([withMoney.statusCode, withMoney.json<{ code: string }>().code]).toEqual([422, 'casework.statusHasNoAmount'])
    await walking.proposeDecision(walk)
    expect((await fileNow(walk)).proposal).toMatchObject({ amount: null, status, override: null, fromMonth: '2026-04' })
  })

  it('批准：决定书写明身份、从哪个月、每条理由的依据、怎么复议；公布只有姓名人数项目', async () => {
    const before = await moneyIn(database.owner, walk.at.householdId)
    await walking.approveDecision(walk)
    const { decisions } = await fileNow(walk)
    expect(decisions).toMatchObject([{ outcome: 'confirmed', amount: null, status, fromMonth: '2026-04' }])
    expect(decisions[0]!.reasons.length).toBeGreaterThan(1)
    expect(decisions[0]!.reasons.every(({ article }) => article?.includes('刚性支出困难家庭认定办法'))).toBe(true)
    await walking.publishAndDeliver(walk)
    const letter = await letterOf(walk)
    for (const words of [`予以确认：${status}`, '本身不发钱', '2026 年 4 月', '认定办法', '60 日内申请行政复议'])
      expect(letter).toContain(words)
    expect(letter).not.toMatch(/人民币（大写）|每月发给|怎么算的/)
    const page = await familyPage(walk)
    expect(page).toContain(`确认为${status}`)
    expect(page).not.toContain('每月发给')
    const shown = await published()
    expect(shown).toContain(canaryFamily.head.name)
    expect(shown).toContain(status)
    expect(canaryWords.filter((word) => shown.includes(word))).toEqual([])
    // Nothing of it is money: no right, nothing reserved, not one entry in the ledger.
    expect(await moneyIn(database.owner, walk.at.householdId)).toEqual({ ...before, rights: 0 })
  })

  it('过了夜，公布还在；发放名单里没有这一家；每月复核看得到它；常设核验都成立', async () => {
    clock.set('2026-04-02T00:21:00+08:00')
    await made.product.jobs.runNow('public-notice.end-publications')
    expect(await published()).toContain(canaryFamily.head.name)
    const wish = { programme: 'rigid-expenditure', month: '2026-04' }
    const list = await walk.seat('finance-officer').send('POST', '/api/payouts/runs', wish)
    expect(list.statusCode).not.toBe(200)
    expect(await moneyIn(database.owner, walk.at.householdId)).toMatchObject({ rights: 0 })
    await made.product.jobs.runNow('monitoring.look-at-everybody')
    const { rows } = await sql<{ looked: number }>`SELECT looked FROM monitoring.run
      WHERE programme = 'rigid-expenditure'`.execute(database.owner)
    expect(rows).toEqual([{ looked: 1 }])
    const tenants = [made.ground.bureau.id]
    const results = await runChecks(made.product.db, standingChecks, { tenants, today: clock.today() })
    expect(results.filter(({ holds }) => !holds)).toEqual([])
  })
})

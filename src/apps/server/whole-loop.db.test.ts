import { Writable } from 'node:stream'
import { crc32, deflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '#platform/audit/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { connect, type Db } from '#platform/db/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { cutLine, testDatabase, type CutLine } from '#platform/testing/index.ts'
import { verifyLedger } from '#finance/ledger/index.ts'
import { readPdf } from '#relief/papers/testing.ts'
import { standingChecks } from './checks.ts'
import { canaryFamily, canaryWords } from './testing-family.ts'
import { settableClock } from './testing-notices.ts'
import { tablesOf, unluckyHand } from './testing-unlucky.ts'
import * as walking from './testing-walk.ts'
import { testProduct, type TestProduct } from './testing.ts'

/**
 * One family through the whole loop while the line to the database breaks at every single command, twice: just before the
 * commit arrives and just after it was done. For the database and for the browser a process that is killed at these two
 * moments looks exactly like this. Afterwards everything that left the house is searched for what only this family has.
 */

const database = testDatabase()
const clock = settableClock('2026-03-02T09:00:00+08:00')
let line: CutLine
let db: Db
let made: TestProduct
let hand: ReturnType<typeof unluckyHand>
let walk: walking.Walk
let logged = ''
let draftId = ''

beforeAll(async () => {
  line = await cutLine(database.connection)
  const onSecond = (trouble: Error): never => {
    throw trouble
  }
  db = connect(line.connection, { connectionsMax: 24, role: 'application', log: () => undefined, onSecond })
  const { owner, connection, rolledBack, inTenant } = database
  made = await testProduct({ db, owner, connection, rolledBack, inTenant }, 9, clock)
  hand = unluckyHand(line, owner)
  const write = (chunk: Buffer, _: string, done: () => void): void => {
    logged += chunk.toString()
    done()
  }
  walk = await walking.openWalk(made, clock, { hand, log: createLogger('info', new Writable({ write })) })
}, 180_000)
afterAll(async () => {
  await walk.server.close()
  await made.product.loop.close()
  await db.destroy()
  await line.close()
  made.remove()
})

/** Everything anybody can reach from the first page without signing in: pages, downloads, data. */
async function publicPages(): Promise<string> {
  const visitor = walk.server.anonymous()
  const open = ['/', '/notices', '/publications', '/progress', '/numbers', '/policies', '/standards', '/search?q=居民']
  const seen = new Map<string, string>()
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    const { body } = await visitor.get(encodeURI(decodeURI(path)))
    seen.set(path, body)
    const links = [...body.matchAll(/(?:href|action)="(\/[^"#]*)"/g)].map(([, to]) => to!.replaceAll('&amp;', '&'))
    open.push(...links.filter((to) => !/^\/(console|assets|look|sign-)/.test(to) && seen.size + open.length < 300))
  }
  return [...seen].map(([path, body]) => `${path}\n${body}`).join('\n')
}
/** A PNG that says it is 60,000 × 60,000 pixels. */
function hugePicture(): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const data = chunk('IDAT', deflateSync(Buffer.alloc(100)))
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))])
}

/** Whatever is wrong with a file of the bank is said line by line; it cannot be booked and moves no fen. */
async function badReturnsTouchNothing(fileId: string): Promise<void> {
  const finance = walk.seat('finance-officer')
  const run = `/api/payouts/runs/${walk.at.runId}`
  const before = await walk.get<object>(finance, run)
  const faults = [
    ...(['unknown-row', 'wrong-sum', 'wrong-count', 'repeated-line', 'missing-footer'] as const),
    ...(['other-batch', 'fen-off', 'other-account', 'garbage'] as const),
  ]
  for (const fault of faults) {
    const bytes = await walking.bankAnswer(walk, fileId, `failures=0&fault=${fault}`)
    const answer = await finance.upload(`${run}/returns`, {}, { field: 'file', name: 'return.txt', bytes })
    if (answer.statusCode === 200) {
      const { id } = answer.json<{ id: string }>()
      const report = await walk.get<{ faults: { zh: string }[] }>(finance, `/api/payouts/returns/${id}`)
      expect(report.faults.length, fault).toBeGreaterThan(0)
      for (const { zh } of report.faults) expect(zh, fault).toMatch(/\p{Script=Han}{4}/u)
      const booked = await finance.send('POST', `/api/payouts/returns/${id}/book`)
      expect([fault, booked.statusCode]).toEqual([fault, 409])
    } else
      expect([fault, answer.statusCode, answer.json<{ zh: string }>().zh]).toEqual([
        ...[fault, 422],
        expect.stringMatching(/\p{Script=Han}{4}/u),
      ])
  }
  expect(await walk.get<object>(finance, run)).toEqual(before)
}
const leaked = (text: string): string[] => canaryWords.filter((word) => text.includes(word))

describe('每一步都被杀两次，再按二十下，只有一次作用', { timeout: 120_000 }, () => {
  it('报线索、接线索', () => walking.reportLead(walk))
  it('存申请、收材料', async () => {
    draftId = await walking.saveApplication(walk)
  })
  it('交来不像样的材料：每一份一句话，表和已经交的都不动', async () => {
    const clerk = walk.seat('intake-clerk')
    const draft = `/api/application-drafts/${draftId}`
    const before = (await clerk.get(`${draft}/check`)).body
    const given = async (name: string, bytes: Buffer) => {
      const fields = { kind: 'income-proof', memberKey: 'm1' }
      const answer = await clerk.upload(`${draft}/papers`, fields, { field: 'file', name, bytes })
      return [answer.statusCode, answer.json<{ zh: string }>().zh] as const
    }
    const says = (text: RegExp) => expect.stringMatching(text)
    expect(await given('工资单.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]))).toEqual([422, says(/PDF/)])
    expect(await given('大.jpg', Buffer.alloc(30 * 1024 * 1024, 1))).toEqual([413, says(/20/)])
    expect(await given('图.png', hugePicture())).toEqual([422, says(/60000×60000/)])
    expect((await clerk.get(`${draft}/check`)).body).toBe(before)
  })
  it('受理', () => walking.accept(walk, draftId))
  it('签授权', () => walking.authorise(walk))
  it('一键核对，认定差异', async () => {
    const id = await walking.askDepartments(walk)
    expect(await walking.reportNow(walk, id)).toMatchObject({ state: 'complete' })
    await walking.settleDifferences(walk, id)
  })
  it('入户调查', () => walking.survey(walk))
  it('镇里的意见，公示上墙，墙上只有申请人的名字', async () => {
    await walking.giveOpinion(walk)
    const wall = await publicPages()
    expect(wall).toContain(canaryFamily.head.name)
    expect(leaked(wall)).toEqual([])
  })
  it('撤下公示，县里提出、另一人批准', async () => {
    clock.set('2026-03-12T09:00:00+08:00')
    await made.product.jobs.runNow('public-notice.take-down')
    await walking.proposeDecision(walk)
    await walking.approveDecision(walk)
    const { case: one, decisions } = await walking.caseNow(walk)
    expect(one.stage).toBe('confirmed')
    expect(decisions).toMatchObject([{ amount: '93000', fromMonth: '2026-04' }])
  })
  it('审核确认表上写着部门怎么回、公示怎么完的', async () => {
    const path = `/api/cases/${walk.at.caseId}/papers/approval`
    const sheet = await walk.seat('town-clerk').get(path, { 'x-purpose': encodeURIComponent('打印') })
    const text = readPdf(sheet.rawPayload).text.replaceAll(/\s/g, '')
    expect(text).toMatch(/核对情况2026年3月2日发起，查\d+项，都有回复。没有未认定的差异/)
    expect(text).toContain('公示情况2026年3月2日至2026年3月9日，期满无异议')
  })
  it('公布、送达', () => walking.publishAndDeliver(walk))
  it('账户、名单、提交、批准', async () => {
    clock.set('2026-04-02T09:00:00+08:00')
    await walking.openAccount(walk)
    await walking.makeList(walk)
    const run = `/api/payouts/runs/${walk.at.runId}`
    await hand.send(walk.seat('finance-officer'), 'POST', `${run}/freeze`)
    await hand.send(walk.seat('finance-head'), 'POST', `${run}/approve`)
  })
  it('文件送银行，回盘入账，退回的一笔再发', async () => {
    const finance = walk.seat('finance-officer')
    const fileId = await walking.makeFile(walk)
    await badReturnsTouchNothing(fileId)
    await walking.bookReturn(walk, await walking.bankAnswer(walk, fileId, 'failures=1'))
    const run = `/api/payouts/runs/${walk.at.runId}`
    const { rows } = await walk.get<{ rows: { id: string }[] }>(finance, `${run}/lines?state=returned`)
    expect(rows).toHaveLength(1)
    const why = { reason: '银行系统差错，原账号再发' }
    await hand.send(finance, 'POST', `/api/payouts/lines/${rows[0]!.id}/reissue`, why)
    await walking.bookReturn(walk, await walking.bankAnswer(walk, await walking.makeFile(walk), 'failures=0'))
    const paid = await walk.get<{ amount: string; paidAmount: string }>(finance, run)
    expect(paid).toMatchObject({ amount: '93000', paidAmount: '93000' })
  })
  it('封存以后，留痕、台账、常设核验都成立；断了四十次以上', async () => {
    for (const job of ['events.deliver', 'audit.seal', 'ledger.seal']) await made.product.jobs.runNow(job)
    const tenant = made.ground.bureau.id
    expect(await verifyAudit(db, tenant)).toMatchObject({ fault: null })
    expect(await verifyLedger(db, tenant)).toMatchObject({ fault: null })
    const results = await runChecks(db, standingChecks, { tenants: [tenant], today: clock.today() })
    expect(results.filter(({ holds }) => !holds)).toEqual([])
    expect(hand.broken()).toBeGreaterThan(40)
  })
})

describe('这一家的证件号、电话、账号、病、孩子和老伴的名字，哪里也没有漏出去', { timeout: 120_000 }, () => {
  it('公开的每一页、每个下载', async () => {
    const pages = await publicPages()
    expect(leaked(pages)).toEqual([])
    // The search is not empty-handed: the result is published, and there the applicant is named.
    expect(pages).toContain(canaryFamily.head.name)
  })
  it('日志、指标、接口说明', async () => {
    const visitor = walk.server.anonymous()
    const told = await Promise.all(['/metrics', '/readyz', '/api/openapi.json'].map((path) => visitor.get(path)))
    expect(logged.length).toBeGreaterThan(10_000)
    expect(leaked([logged, ...told.map(({ body }) => body)].join('\n'))).toEqual([])
    expect(logged).not.toContain(canaryFamily.head.name)
  })
  it('库里每一张表：事件、任务、留痕、留着重发的答复，明文里都没有；名字只在档案和存下的测算里', async () => {
    const found = new Set<string>()
    for (const name of await tablesOf(database.owner)) {
      const { rows } = await sql.raw<{ row: string }>(`SELECT t::text AS row FROM ${name} t`).execute(database.owner)
      for (const { row } of rows)
        for (const word of canaryWords)
          if (row.includes(word) || row.includes(Buffer.from(word).toString('hex'))) found.add(`${name}: ${word}`)
    }
    const names = [canaryFamily.wife.name, canaryFamily.child.name]
    const known = ['eligibility.assessment', 'households.person'].flatMap((table) =>
      names.map((one) => `${table}: ${one}`),
    )
    expect([...found].toSorted()).toEqual(known.toSorted())
  })
  it('说“不”的话：写错的证件号、缺材料就受理、别的镇打听、查询码不对，都不把人说出去', async () => {
    const { seat, server } = walk
    const clerk = seat('intake-clerk')
    const { id } = (await clerk.send('POST', '/api/application-drafts', { programme: 'dibao' })).json<{ id: string }>()
    const draft = `/api/application-drafts/${id}`
    const wrong = { ...canaryFamily.wife, name: '居民丁', idNumber: `${canaryFamily.wife.idNumber.slice(0, 17)}?` }
    const value = { members: [{ ...wrong, documentKind: 'id-card' }] }
    const elsewhere = server.as('town-clerk', { tenant: made.ground.bureau.id, places: [999_999] })
    const nobody = server.anonymous()
    const said = [
      await clerk.send('PUT', `${draft}/parts/members`, { version: 0, value }),
      await clerk.get(`${draft}/check`),
      await clerk.send('POST', `${draft}/acceptance`, {}),
      await elsewhere.get(`/api/cases/${walk.at.caseId}`),
      await elsewhere.get(`/api/households/search?text=${canaryFamily.wife.idNumber}`),
      await nobody.form('/progress', { number: walk.at.number, secret: '000000' }),
      await nobody.get(`/api/cases/${walk.at.caseId}`),
    ]
    for (const { body } of said) expect(leaked(body), body.slice(0, 300)).toEqual([])
    expect(said.map(({ statusCode }) => statusCode)).toEqual([200, 200, 422, 404, 200, 422, 401])
  })
})

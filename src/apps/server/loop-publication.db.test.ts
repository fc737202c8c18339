import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inScope } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { deliverEvents, settleConsumers } from '#platform/events/index.ts'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import type { Caller } from '#platform/http/contract.ts'
import { createLogger, systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Case } from '#relief/casework/index.ts'
import { loadNoticeRules, noticeRefusals, publicNoticeJobs, type CaseNotice } from '#relief/public-notice/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import { policyFolder } from './compose.ts'
import { ask, noticed, testNotices, type TestNotices } from './testing-notices.ts'

const database = testDatabase()
let made: TestNotices
let server: TestServer

beforeAll(async () => {
  made = await testNotices(database)
  const routes = made.parts.parts.flatMap((part) => part.routes)
  server = await testServer({ db: database.db, clock: made.clock, routes, openTenant: made.tenant })
}, 180_000)
afterAll(async () => {
  await server.close()
  made.remove()
})
beforeEach(() => made.clock.set('2026-03-02T09:00:00+08:00'))

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const shown = async (path: string): Promise<{ status: number; text: string }> => {
  const { statusCode, body } = await server.anonymous().get(path)
  return { status: statusCode, text: body }
}
const runJobs = async (): Promise<void> => {
  for (const part of made.parts.parts) if ('jobs' in part) for (const job of part.jobs) await job.run()
}
const get = (id: string): Promise<Case> =>
  made.within(made.people.clerk, (tx) => made.cases.get(tx, made.people.clerk, id))
const panel = (who: Caller, id: string) => ask<CaseNotice>(made, who, 'GET /api/cases/:id/notice', { id })
const publish = async (who: Caller, id: string): Promise<string> => {
  const { version } = await get(id)
  return (await ask<{ id: string }>(made, who, 'POST /api/cases/:id/publication', { id, body: { version } })).id
}

const jobNeeds = () => ({
  ...{ ...made.product, clock: made.clock, log: createLogger('silent') },
  ...{ tenants: () => Promise.resolve([made.tenant]), cases: () => made.cases, rules: loadNoticeRules(policyFolder) },
  ...{ regionOf: () => Promise.resolve('999901'), directory: () => made.product.regions.directory() },
  aidOn: () => Promise.resolve(null),
})

/** Hung its days, proposed by one and approved by another: nothing published yet. */
async function confirmed(index: number): Promise<Case> {
  const { people, within, cases, families, clock } = made
  const { id } = await noticed(made, index)
  clock.set('2026-03-10T09:00:00+08:00')
  await runJobs()
  const { assessmentId } = families[index]!
  const { proposal } = await within(people.county, async (tx) =>
    cases.proposeDecision(tx, people.county, id, {
      ...{ version: (await cases.get(tx, people.county, id)).version, outcome: 'confirmed', assessmentId },
      ...{ amount: null, why: '符合条件', override: null },
    }),
  )
  await within(people.county2, async (tx) =>
    cases.approveDecision(tx, people.county2, id, {
      version: (await cases.get(tx, people.county2, id)).version,
      proposalId: proposal.id,
    }),
  )
  return get(id)
}

describe('结果公布（民发〔2021〕57号 第二十四条）', () => {
  it('确认以后才公布，只公布一次；到期当天 24 时看不到，撤下的地址答 410', async () => {
    const { people, families, clock } = made
    const { id } = await noticed(made, 0)
    expect(await codeOf(publish(people.clerk, id))).not.toBe('done')
    expect((await panel(people.clerk, id)).may.publish).toBe(false)

    const one = await confirmed(1)
    expect((await panel(people.clerk, one.id)).may).toMatchObject({ publish: true, withdraw: false })
    expect((await panel(people.county, one.id)).may.publish).toBe(false)
    await publish(people.clerk, one.id)
    const { publication, may, card } = await panel(people.clerk, one.id)
    expect(publication).toMatchObject({ state: 'shown', publishedOn: '2026-03-10', until: '2026-06-08' })
    expect(may).toMatchObject({ publish: false, withdraw: true })
    expect(card).toMatchObject({ applicant: families[1]!.name, amount: families[1]!.amount.toString() })
    expect((await shown(publication!.href!)).text).toContain(families[1]!.name)
    expect(await codeOf(publish(people.clerk, one.id))).not.toBe('done')

    clock.set('2026-06-09T00:00:00+08:00')
    expect(await shown(publication!.href!)).toMatchObject({ status: 410 })
    expect((await shown(publication!.href!)).text).not.toContain(families[1]!.name)
    await runJobs()
    expect((await panel(people.clerk, one.id)).publication).toMatchObject({ state: 'ended', href: null })
  })

  it('两个人同时公布，只有一份', async () => {
    const { people } = made
    const one = await confirmed(2)
    await Promise.allSettled([publish(people.clerk, one.id), publish(people.other, one.id)])
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM public_notice.publication
      WHERE case_id = ${one.id}`.execute(database.owner)
    expect(rows[0]!.count).toBe(1)
  })

  it('撤下要写原因，马上看不到，名字从卡片上清掉；撤第二次说已经撤下；别处的人找不到', async () => {
    const { people, families } = made
    const one = await confirmed(3)
    const publicationId = await publish(people.clerk, one.id)
    const withdraw = (who: Caller) =>
      ask(made, who, 'POST /api/publications/:id/withdrawal', { id: publicationId, body: { why: '写错了金额' } })
    expect(await codeOf(withdraw(elsewhere(people.clerk)))).toBe('public-notice.publicationNotFound')
    const { href } = (await panel(people.clerk, one.id)).publication!
    await withdraw(people.clerk)
    expect((await shown(href!)).status).toBe(410)
    expect(await codeOf(withdraw(people.clerk))).toBe('public-notice.publicationOver')
    const { publication, card } = await panel(people.clerk, one.id)
    expect(publication).toMatchObject({ state: 'withdrawn', href: null, endedWhy: { zh: '写错了金额' } })
    expect(card).toBeNull()
    const left = await sql<{ count: number }>`SELECT count(*)::int AS count FROM public_notice.publication_card
      WHERE applicant = ${families[3]!.name}`.execute(database.owner)
    expect(left.rows[0]!.count).toBe(0)
  })

  it('钱数改了，公布的跟着改；救助停了，公布马上撤：都不等公布期满', async () => {
    const { people } = made
    const one = await confirmed(7)
    const id = await publish(people.clerk, one.id)
    const asked: string[] = []
    const paying = (aid: { amount: Fen } | 'ended' | null) => ({
      ...jobNeeds(),
      aidOn: (_: unknown, __: unknown, { decisionId }: { decisionId: string }) => {
        asked.push(decisionId)
        return Promise.resolve(aid)
      },
    })
    const night = async (aid: Parameters<typeof paying>[0]): Promise<void> =>
      publicNoticeJobs(paying(aid))
        .find(({ name }) => name === 'public-notice.end-publications')!
        .run()
    await night({ amount: fen(12_345n) })
    expect((await panel(people.clerk, one.id)).card).toMatchObject({ amount: '12345' })
    expect((await shown(`/publications/${id}`)).text).toContain('123.45')
    const corrections = () =>
      sql`SELECT 1 FROM audit.entry WHERE about_id = ${id}
      AND action = 'public-notice.publication-corrected'`.execute(database.owner)
    await night({ amount: fen(12_345n) })
    expect((await corrections()).rows).toHaveLength(1)
    await night(null)
    expect((await shown(`/publications/${id}`)).status).toBe(200)
    await night('ended')
    expect((await shown(`/publications/${id}`)).status).toBe(410)
    expect((await panel(people.clerk, one.id)).publication).toMatchObject({ endedWhy: { zh: '救助已经停止' } })
    expect(asked.length).toBeGreaterThan(3)
  })

  it('一次拿不完的接着拿，动不了的一件不挡别的；叫停就停，下一分钟再来', async () => {
    const hanging = [await noticed(made, 8), await noticed(made, 9), await noticed(made, 10)]
    const ids = hanging.map(({ id }) => id).toSorted()
    made.clock.set('2026-03-10T09:00:00+08:00')
    const hold: typeof made.cases.hold = (tx, who, id) =>
      id === ids[0] ? Promise.reject(noticeRefusals.applicantUnknown()) : made.cases.hold(tx, who, id)
    const takeDown = publicNoticeJobs({ ...jobNeeds(), cases: () => ({ ...made.cases, hold }) }, { dueAtOnce: 1 })[0]!
    const stages = async () => Promise.all(ids.map(async (id) => (await get(id)).stage))
    await takeDown.run(() => true)
    expect(await stages()).toEqual(['notice', 'notice', 'notice'])
    await takeDown.run()
    expect(await stages()).toEqual(['notice', 'decision', 'decision'])
    await runJobs()
    expect(await stages()).toEqual(['decision', 'decision', 'decision'])
  })

  it('列表：公布的、没答复的、在公示的，各看各的；别的镇的一条也看不到', async () => {
    const { people } = made
    const hangs = await noticed(made, 4)
    const published = await confirmed(5)
    await publish(people.clerk, published.id)
    made.clock.set('2026-03-02T10:00:00+08:00')
    const objected = await noticed(made, 6)
    await ask(made, people.clerk, 'POST /api/cases/:id/objections', {
      id: objected.id,
      body: { version: objected.version, objector: '异议人甲', text: '他家有一辆车' },
    })
    expect((await panel(people.clerk, objected.id)).objections).toMatchObject([{ isOwnOpinion: true }])
    expect((await panel(people.head, objected.id)).objections).toMatchObject([{ isOwnOpinion: false }])
    const of = async (state: string, who: Caller = people.clerk): Promise<string[]> =>
      (await list(who, state)).map(caseOf)
    expect(await of('shown')).not.toContain(objected.id)
    expect(await of('published')).toContain(published.id)
    expect(await of('published')).not.toContain(hangs.id)
    expect(await of('to-answer')).toEqual([objected.id])
    expect((await of('all')).length).toBeGreaterThan(3)
    expect(await of('all', elsewhere(people.clerk))).toEqual([])
  })
})

const caseOf = ({ caseId }: { readonly caseId: string }): string => caseId

/** The same person, sent to a place in which nothing of this is. */
const elsewhere = (who: Caller): Caller => ({
  ...who,
  places: [],
  transaction: (on, work) => inScope(on, { tenants: [made.tenant], places: [] }, work),
})

async function list(who: Caller, state: string): Promise<readonly { readonly caseId: string }[]> {
  const row = made.parts.parts.flatMap(({ routes }) => routes).find(({ path }) => path === '/api/notices')!
  const query: unknown = row.query?.parse({ state, size: 100 })
  const found = await row.run({ who, params: {}, query, body: {}, files: [], visit: null } as never)
  return (found as { readonly rows: readonly { readonly caseId: string }[] }).rows
}

describe('移交', () => {
  it('公示、异议、公布跟着户走，新地方的公示栏上才有', async () => {
    const { people, product, tenant, families } = made
    const one = await noticed(made, 7)
    await ask(made, people.clerk, 'POST /api/cases/:id/objections', {
      id: one.id,
      body: { version: one.version, objector: '异议人乙', text: '不住在村里' },
    })
    const consumers = made.parts.parts.flatMap((part) => part.consumers)
    const { db, households, regions } = product
    const who = systemCaller('test', tenant)
    const to = regions
      .directory()
      .under('999901')
      .find(({ level, placeId }) => level === 'village' && placeId !== one.placeId)!
    await settleConsumers(db, consumers)
    await who.transaction(db, (tx) => households.handOver(tx, who, families[7]!.id, { place: to.code, why: '搬家' }))
    await deliverEvents({ db, log: () => undefined }, tenant, consumers)
    const { rows } = await sql<{ place: number }>`SELECT place_id AS place FROM public_notice.notice
      WHERE case_id = ${one.id} UNION ALL SELECT place_id FROM public_notice.objection WHERE case_id = ${one.id}
      UNION ALL SELECT c.place_id FROM public_notice.notice_card c JOIN public_notice.notice n USING (tenant_id, id)
      WHERE n.case_id = ${one.id}`.execute(database.owner)
    expect(rows.map(({ place }) => place)).toEqual([to.placeId, to.placeId, to.placeId])
  })
})

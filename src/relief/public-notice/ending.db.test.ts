import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { createAudit, type Audit } from '#platform/audit/index.ts'
import { day, dayOf, type Clock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import type { EndingNotices, EndingSays } from './contract.ts'
import { createEndingNotices, revealEndingObjector } from './ending.ts'
import { loadNoticeRules } from './notice-rules.ts'
import { emptyOverCards, moveNotices } from './notice-store.ts'
import { createBoard } from './page/board.tsx'

/** What the public sees of somebody whose support is to end: the name, and nothing more, and not a minute longer. */

const database = testDatabase()
const tenant = 7 as TenantId
const [village, other] = ['999901100201', '999901100202']
const who: Caller = { ...systemCaller('county', tenant), purpose: '核对' }
const now = { at: new Date('2026-03-02T09:00:00+08:00') }
const clock: Clock = { now: () => now.at, today: () => dayOf(now.at) }
let endings: EndingNotices
let needs: { readonly clock: Clock; readonly vault: Vault; readonly audit: Audit }
let board: ReturnType<typeof createBoard>
let places: { readonly here: PlaceId; readonly there: PlaceId }

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-endings-'))
  const { db } = database
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  rmSync(folder, { recursive: true })
  const regions = await createRegions({ db })
  await regions.loadSynthetic()
  const directory = () => regions.directory()
  const rules = loadNoticeRules(fileURLToPath(new URL('../../../policy', import.meta.url)))
  needs = { clock, vault, audit: createAudit({ vault, clock }) }
  endings = createEndingNotices({ ...{ ...needs, directory, rules }, regionOf: () => Promise.resolve('999901') })
  places = { here: directory().get(village!).placeId, there: directory().get(other!).placeId }
  const words = { zh: '演示', en: 'demonstration' }
  const site = { name: words, what: words, hotline: '12345', filingNumber: null, isDemonstration: true }
  board = createBoard({
    ...{ ...needs, directory, rules, db, hotline: '12345', site: () => ({ ...site, nav: [], footLinks: [] }) },
    ...{ households: null as never, cases: null as never, regionOf: () => Promise.resolve('999901') },
    programmeName: () => ({ zh: '特困人员救助供养', en: 'Tekun' }),
  })
}, 60_000)

const act = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => who.transaction(database.db, work)
const putUp = (person: { name: string; bornOn?: string | null; on?: string }, says: EndingSays = 'to-end') => {
  const [reviewId, householdId] = [uuid(), uuid()]
  const { name, bornOn = '1950-04-17', on = '2026-03-02' } = person
  const draft = { reviewId, householdId, placeId: places.here, programme: 'tekun', says }
  return act(async (tx) => {
    const whom = { name, bornOn: bornOn === null ? null : day(bornOn), on: day(on) }
    return { ...draft, notice: await endings.putUp(tx, who, { ...draft, person: whom }) }
  })
}
const ask = { who, visit: { language: 'zh', path: '/', query: {} } as never, board: 'ending' } as const
const textOf = async (page: Promise<unknown>): Promise<string> => JSON.stringify(await page)
const at = (moment: string): void => {
  now.at = new Date(`${moment}+08:00`)
}

describe('拟停止供养的公示栏', () => {
  it('村里的页面只有姓名和“拟停止供养”；到 24 时就没有，迟到的任务也不多看一分钟', async () => {
    at('2026-03-02T09:00:00')
    const { notice } = await putUp({ name: '居民甲一' })
    const page = await textOf(board.place(ask, village!))
    for (const said of ['居民甲一', '拟停止供养', '特困人员救助供养', '2026 年 3 月 9 日']) expect(page).toContain(said)
    for (const never of ['口人', '元', '居民甲一家']) expect(page, never).not.toContain(never)
    expect(await textOf(board.index(ask))).not.toContain('居民甲一')
    await expect(board.place(ask, '999901')).rejects.toMatchObject({ code: 'public-notice.notHere' })
    at('2026-03-09T23:59:59')
    expect(await textOf(board.card(ask, notice.id))).toContain('居民甲一')
    at('2026-03-10T00:00:00')
    for (const open of [board.card(ask, notice.id), board.place(ask, village!)])
      expect(await textOf(open)).not.toContain('居民甲一')
    expect(await board.card(ask, notice.id)).toMatchObject({ status: 410 })
    await act((tx) => emptyOverCards(tx, tenant, clock.now()))
    at('2026-03-05T09:00:00')
    expect(await textOf(board.place(ask, village!))).not.toContain('居民甲一')
  })

  it('重新决定不停的，写明不停止', async () => {
    at('2026-03-02T09:00:00')
    const { notice } = await putUp({ name: '居民甲二' }, 'goes-on')
    const page = await textOf(board.card(ask, notice.id))
    expect(page).toContain('不停止供养')
    expect(page).not.toContain('拟停止供养，')
  })

  it.each([
    ['成年的前一天', '2008-03-03', 'not-shown'],
    ['成年当天', '2008-03-02', 'shown'],
  ] as const)('%s', async (name, bornOn, state) => {
    at('2026-03-02T09:00:00')
    const { notice } = await putUp({ name, bornOn })
    expect(notice.state).toBe(state)
    expect((await textOf(board.place(ask, village!))).includes(name)).toBe(state === 'shown')
  })

  it('不知道生日的不贴；没有规定的项目不贴；贴着的不贴第二份', async () => {
    at('2026-03-02T09:00:00')
    await expect(putUp({ name: '居民甲三', bornOn: null })).rejects.toMatchObject({
      code: 'public-notice.birthUnknown',
    })
    const draft = await putUp({ name: '居民甲四' })
    const person = { name: '居民甲四', bornOn: day('1950-04-17'), on: day('2026-03-02') }
    await expect(act((tx) => endings.putUp(tx, who, { ...draft, person }))).rejects.toMatchObject({
      code: 'public-notice.alreadyHangs',
    })
    await expect(
      act((tx) => endings.putUp(tx, who, { ...draft, reviewId: uuid(), programme: 'dibao', person })),
    ).rejects.toMatchObject({ code: 'public-notice.noEndingRule' })
  })

  it('登记过近亲属在这一户的人，看不到是谁提的异议；别人写明用途看得到', async () => {
    at('2026-03-02T09:00:00')
    const { reviewId } = await putUp({ name: '居民甲六' })
    const form = { objector: '邻居丙', contact: '100-0000', text: '他有收入' }
    const [id, personId] = [
      await act(async (tx) => {
        await endings.object(tx, who, reviewId, form)
        return (await endings.objectionsOf(tx, who, reviewId))[0]!.id
      }),
      uuid(),
    ]
    const households = { situationOf: () => Promise.resolve({ members: [{ id: personId }] } as never) }
    const reveal = (by: Caller) =>
      by.transaction(database.db, (tx) => revealEndingObjector({ ...needs, households }, tx, by, id))
    expect(await reveal(who)).toMatchObject({ objector: '邻居丙' })
    await act((tx) =>
      sql`INSERT INTO casework.declared_kin (tenant_id, id, officer_id, officer_name, person_id, person_shown, relation,
          declared_on, declared_by)
        VALUES (${tenant}, ${uuid()}, ${who.id}, '审核人', ${personId}, '居*', '叔侄', '2026-03-02', ${who.id})`.execute(
        tx,
      ),
    )
    await expect(reveal(who)).rejects.toMatchObject({ code: 'public-notice.ownKin' })
  })

  it('一户移交到别的村，公示跟着走', async () => {
    at('2026-03-02T09:00:00')
    const { householdId } = await putUp({ name: '居民甲五' })
    await act((tx) => moveNotices(tx, tenant, { householdId, placeId: places.there }))
    expect(await textOf(board.place(ask, village!))).not.toContain('居民甲五')
    expect(await textOf(board.place(ask, other!))).toContain('居民甲五')
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { answerKinEnd, askKinEnd, declareKin, findKin, hasKinAmong, kinActs, listKin } from './kin.ts'
import { caseGround, entryOf, member, otherVillage, village, type CaseGround } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-kin-'))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
let vault: Vault
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
  vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
}, 90_000)
afterAll(() => rmSync(folder, { recursive: true }))

const within = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const as = (id: string, role: Parameters<CaseGround['officer']>[1]): Caller => ({
  ...ground.officer(id, role),
  may: ({ heldBy }) => heldBy.includes(role),
})
const clerk = () => as('k1', 'town-clerk')
const ask = (who: Caller, id: string, reason = '已经离婚') =>
  codeOf(within(who, (tx) => askKinEnd(tx, who, { id, reason }, { ...ground.needs, vault })))
const answer = (who: Caller, id: string, agrees = true) =>
  codeOf(within(who, (tx) => answerKinEnd(tx, who, { id, agrees, reason: '看过离婚证' }, { ...ground.needs, vault })))

let serial = 700
const family = async (place = village) => {
  serial += 2
  const members = [member(serial), member(serial + 1, { relation: 'spouse' })]
  const number = `QH-${serial}`
  return { number, ...(await ground.record(entryOf(number, members, { place }))) }
}
const declared = async (who = clerk(), place = village) => {
  const { householdId, memberIds } = await family(place)
  const wish = { householdId, personId: memberIds[1]!, relation: '前妻' }
  const { id } = await within(who, (tx) => declareKin(tx, who, wish, ground.needs))
  return { id, householdId, memberIds }
}
/** Whether the clerk is kept from deciding about this household. */
const isKept = async ({ householdId, memberIds }: { householdId: string; memberIds: readonly string[] }) => {
  const opener = as('k9', 'town-clerk')
  const one = await ground.open(opener, { householdId, applicantId: memberIds[0]! })
  await within(opener, (tx) => ground.cases.move(tx, opener, one.id, { move: 'accept', version: 1 }))
  const opinion = { version: 2, proposal: 'refuse' as const, assessmentId: null, why: '超标准' }
  const code = await codeOf(within(clerk(), (tx) => ground.cases.giveOpinion(tx, clerk(), one.id, opinion)))
  return code === 'casework.ownKin'
}

describe('结束亲属登记，要两个人', () => {
  it('本人提了还不算，照样回避；本人、提的人都不能自己同意；县里另一个人核实才算', async () => {
    const kin = await declared()
    expect(await ask(clerk(), kin.id)).toBe('done')
    expect(await ask(clerk(), kin.id)).toBe('casework.kinEndAsked')
    expect(await isKept(kin)).toBe(true)
    expect(await answer(clerk(), kin.id)).toBe('casework.kinEndByAnother')
    expect(await answer(as('k2', 'town-clerk'), kin.id)).toBe('casework.kinEndByAnother')
    expect(await answer(as('r1', 'county-reviewer'), kin.id)).toBe('done')
    expect(await within(clerk(), (tx) => hasKinAmong(tx, clerk(), kin.memberIds))).toBe(false)
  })

  it('负责人替人提的，负责人自己不能同意；审核人员自己的，也要别的审核人员', async () => {
    const own = await declared(as('r1', 'county-reviewer'))
    expect(await ask(as('r1', 'county-reviewer'), own.id)).toBe('done')
    expect(await answer(as('r1', 'county-reviewer'), own.id)).toBe('casework.kinEndByAnother')
    expect(await answer(as('r2', 'county-reviewer'), own.id)).toBe('done')
    const others = await declared()
    expect(await ask(as('h1', 'county-head'), others.id)).toBe('done')
    expect(await answer(as('h1', 'county-head'), others.id)).toBe('casework.kinEndByAnother')
  })

  it('不同意的照旧，可以再提；没人提的，没有什么可同意；别人的，提不了', async () => {
    const kin = await declared()
    expect(await answer(as('r1', 'county-reviewer'), kin.id)).toBe('casework.kinEndNotAsked')
    expect(await ask(as('k2', 'town-clerk'), kin.id)).toBe('casework.kinNotFound')
    expect(await ask(clerk(), kin.id)).toBe('done')
    expect(await ask(as('k2', 'town-clerk'), kin.id)).toBe('casework.kinNotFound')
    expect(await answer(as('r1', 'county-reviewer'), kin.id, false)).toBe('done')
    expect(await isKept(kin)).toBe(true)
    expect(await ask(clerk(), kin.id)).toBe('done')
  })

  it('两个人同时答复，只有一个算数', async () => {
    const kin = await declared()
    await ask(clerk(), kin.id)
    const both = [answer(as('r1', 'county-reviewer'), kin.id), answer(as('r2', 'county-reviewer'), kin.id, false)]
    expect((await Promise.all(both)).filter((code) => code === 'done')).toHaveLength(1)
  })

  it('要核实的人看得到等着的和原因，别的同事看不到；原因封存着', async () => {
    const kin = await declared()
    await ask(clerk(), kin.id, '三月已经离婚')
    const seen = async (who: Caller) => {
      const found = (await within(who, (tx) => listKin(tx, who))).find(({ id }) => id === kin.id)
      return found === undefined ? null : kinActs(who, found)
    }
    expect(await seen(clerk())).toEqual({ ask: false, confirm: false })
    expect(await seen(as('r1', 'county-reviewer'))).toEqual({ ask: false, confirm: true })
    expect(await seen(as('k2', 'town-clerk'))).toBeNull()
    const { rows } = await sql<{ reason: Buffer }>`SELECT end_reason AS reason FROM casework.declared_kin
      WHERE id = ${kin.id}`.execute(database.owner)
    expect(rows[0]!.reason.toString('utf8')).not.toContain('离婚')
  })

  it('数据库也不让登记的本人自己结束', async () => {
    const kin = await declared()
    await ask(clerk(), kin.id)
    const alone = within(clerk(), (tx) =>
      sql`UPDATE casework.declared_kin SET ended_on = '2026-03-02', ended_by = officer_id WHERE id = ${kin.id}`.execute(
        tx,
      ),
    )
    await expect(alone).rejects.toThrow('kin_end_is_by_two')
  })
})

describe('别的镇街的亲属', () => {
  it('照样找得到、登记得上；那一家在他这里有了办件，照样拦住', async () => {
    const { number, householdId, memberIds } = await family(otherVillage)
    const found = await within(clerk(), (tx) => findKin(tx, clerk(), number, ground.needs))
    expect(found).toMatchObject({ householdId, number })
    expect(found.members.every(({ name }) => name.includes('*'))).toBe(true)
    const wish = { householdId, personId: memberIds[1]!, relation: '父亲' }
    await within(clerk(), (tx) => declareKin(tx, clerk(), wish, ground.needs))
    // The person joins a household of the clerk's own village.
    const place = ground.regions.directory().get(village).placeId
    await database.owner.transaction().execute(async (tx) => {
      await sql`UPDATE households.household SET place_id = ${place} WHERE id = ${householdId}`.execute(tx)
      for (const table of ['person', 'member', 'fact', 'change'])
        await sql`UPDATE ${sql.table(`households.${table}`)} SET place_id = ${place}
          WHERE household_id = ${householdId}`.execute(tx)
    })
    expect(await isKept({ householdId, memberIds })).toBe(true)
  })

  it('户号正好十八位数字，像一个身份证号，也照户号找；小写、少一位、多一位各是各的', async () => {
    const number = '990000000000000017'
    serial += 4
    const { householdId } = await ground.record(entryOf(number, [member(serial)]))
    await ground.record(entryOf(`${number}A`, [member(serial + 1)]))
    const look = (text: string) => within(clerk(), (tx) => findKin(tx, clerk(), text, ground.needs))
    expect(await look(number)).toMatchObject({ householdId, number })
    expect((await look(`${number}a`)).number).toBe(`${number}A`)
    expect(await codeOf(look(number.slice(0, -1)))).toBe('casework.householdNotFound')
  })

  it('别的单位的找不到', async () => {
    const { number } = await family()
    const other = await caseGround(database, { folder, clock, tenant: 8 })
    const away = other.officer('x1', 'town-clerk')
    expect(await codeOf(within(away, (tx) => findKin(tx, away, number, other.needs)))).toBe(
      'casework.householdNotFound',
    )
  })
})

import excel from 'exceljs'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { given } from '#platform/errors/index.ts'
import { findCampaign } from './campaign-store.ts'
import { exportPeople } from './export.ts'
import {
  approveAll,
  campaignGround,
  eastTown,
  payList,
  sentAndBooked,
  subsidy,
  westTown,
  type FamilyWish,
} from './testing.ts'

const ground = campaignGround()
const office = (moment = '2024-09-20T10:00:00+08:00') => ground.at(moment)
const fileId = (index: number) => `00000000-0000-7000-9000-${String(index).padStart(12, '0')}`
const [inEast, inWest] = [`${eastTown}201`, `${westTown}201`]
const one = (serial: number, more: Partial<FamilyWish> = {}): FamilyWish => ({
  ...{ number: `QH-${serial}`, place: inEast, members: [{ serial }], programmes: ['tekun'] },
  ...more,
})

describe('AC-030 一次性补贴：一人一次，期限之前', () => {
  const given3 = async (deceased: 'household' | 'excluded') => {
    const here = office()
    const child = { serial: 1, bornOn: '2015-01-01' }
    const both = await here.family(one(1, { members: [child], programmes: ['tekun', 'orphan-allowance'] }))
    const before = await here.family(one(2))
    const after = await here.family(one(3))
    await here.die(before.id, before.persons[0]!, '2024-09-05')
    await here.die(after.id, after.persons[0]!, '2024-09-15')
    const id = await here.opened(subsidy({ deceased }))
    await here.draw(id)
    return { here, id, both, before, after }
  }
  const said = (rows: readonly { number: string; group: string; state: string; why: { en: string } | null }[]) =>
    rows.map(({ number, group, state, why }) => [number, group, state, why?.en ?? null])

  it('占两类的列一次；9 月 5 日去世的不列，写明“截止日之前去世”；9 月 15 日去世的照文件定的发给这一户', async () => {
    const { here, id } = await given3('household')
    expect(said((await here.people(id)).rows)).toEqual([
      ['QH-1', '特困人员', 'listed', null],
      ['QH-1', '孤儿', 'excluded', 'already in group 特困人员'],
      ['QH-2', '特困人员', 'excluded', 'died before cut-off (2024-09-05)'],
      ['QH-3', '特困人员', 'listed', null],
    ])
  })

  it('文件定的是不发：9 月 15 日去世的不列，写明是文件定的', async () => {
    const { here, id } = await given3('excluded')
    const { rows } = await here.people(id, { reason: 'deceased-rule' })
    expect(rows.map(({ number, why }) => [number, why?.zh])).toEqual([
      ['QH-3', '截止日当天或以后去世（2024-09-15），文件规定不发'],
    ])
  })

  it('各市的进度在期限七天前变黄；10 月 1 日入账的算晚', async () => {
    const { here, id, both } = await given3('household')
    const light = async (moment: string) => {
      const { cities } = await office(moment).whole(id)
      return cities.map(({ name, tally }) => [name, tally.light])
    }
    const city = '示例市（虚构）'
    expect(await light('2024-09-23T23:59:00+08:00')).toEqual([[city, 'quiet']])
    expect(await light('2024-09-24T00:01:00+08:00')).toEqual([[city, 'soon']])
    expect(await light('2024-10-01T00:01:00+08:00')).toEqual([[city, 'late']])
    const { programme } = await here.whole(id)
    await here.allot(programme, '1000')
    await approveAll(here, id)
    const runId = await payList(here, programme)
    const { rows } = await sql<{ due: string }>`SELECT due_on AS due FROM payouts.run`.execute(ground.database.owner)
    expect(rows).toEqual([{ due: '2024-09-30' }])
    await sentAndBooked(here, { runId, fileId: fileId(1), on: '2024-09-30', returned: [both.id] })
    expect((await here.whole(id)).tally).toMatchObject({ paid: 1, paidLate: 0, returned: 1, open: 1, light: 'quiet' })
    const late = office('2024-10-01T09:00:00+08:00')
    const account = { householdId: both.id, placeId: ground.regions().directory().get(inEast).placeId }
    const number = '629900000000000077'
    const proposed = await late.run(late.maker, (tx) =>
      late.house.accounts.propose(tx, late.maker, {
        ...account,
        holder: '监护人',
        bank: '合成银行',
        number,
        why: '更正',
      }),
    )
    await late.run(late.head, (tx) => late.house.accounts.approve(tx, late.head, { id: proposed, number }))
    expect(await sentAndBooked(late, { runId, fileId: fileId(2), on: '2024-10-01' })).toBe(1)
    expect((await late.whole(id)).tally).toMatchObject({ paid: 2, paidFen: '100000', paidLate: 1, light: 'done-late' })
  })
})

describe('名单到账，一分不差', () => {
  it('没有钱、差一分都不批，什么也没变；够了才批，钱占住', async () => {
    const here = office()
    for (const serial of [1, 2]) await here.family(one(serial))
    const id = await here.opened(subsidy())
    const { programme } = await here.whole(id)
    await here.allot(programme, '999.99')
    await expect(approveAll(here, id)).rejects.toThrow('只剩 999.99 元，不够 1,000.00 元')
    const { rows } = await sql<{ by: string }>`SELECT actor_id AS by FROM audit.entry
      WHERE action = 'campaigns.fund-refused'`.execute(ground.database.owner)
    expect(rows).toEqual([{ by: 'head' }])
    expect((await here.whole(id)).fund).toMatchObject({ free: '99999', reserved: '0', wanted: '100000', short: '1' })
    await here.allot(programme, '0.01')
    const part = given(
      (await here.whole(id)).parts.find(({ state }) => state === 'submitted'),
      'a list to approve',
    )
    await here.approve(part.id)
    expect(await here.approve(part.id)).toBe(part.id)
    expect((await here.whole(id)).fund).toMatchObject({ free: '0', reserved: '100000', wanted: '0', short: null })
  })

  it('生成的人、提交的人不能自己批；没有提交的不能批', async () => {
    const here = office()
    await here.family(one(1))
    const id = await here.opened(subsidy())
    await here.draw(id)
    const [part] = (await here.whole(id)).parts
    await expect(here.approve(part!.id)).rejects.toThrow('不是等复核')
    await here.submit(id, here.as('second-maker'))
    await expect(here.approve(part!.id, here.maker)).rejects.toThrow('不能自己批')
    await expect(here.approve(part!.id, here.as('second-maker'))).rejects.toThrow('不能自己批')
  })

  it('生成两次和一次一样；同一文件再建一项，已经批的不再列，也不说在哪里', async () => {
    const here = office()
    for (const serial of [1, 2]) await here.family(one(serial))
    const id = await here.opened(subsidy({ towns: [eastTown] }))
    await here.draw(id)
    const first = (await here.people(id)).rows.map(({ id: _, ...row }) => row)
    await here.draw(id)
    expect((await here.people(id)).rows.map(({ id: _, ...row }) => row)).toEqual(first)
    await here.allot((await here.whole(id)).programme, '1000')
    await approveAll(here, id)
    await expect(here.draw(id)).rejects.toThrow('都已经提交或批准')
    const again = await here.opened(subsidy({ documentNumber: '合成民发[2024] 9 号' }))
    await here.draw(again)
    expect((await here.people(again)).rows.map(({ state, why }) => [state, why?.zh])).toEqual([
      ['excluded', '已经在同一文件的另一份批准的名单上'],
      ['excluded', '已经在同一文件的另一份批准的名单上'],
    ])
    const other = await here.opened(subsidy({ documentNumber: '合成民发〔2024〕10号' }))
    await here.draw(other)
    expect((await here.people(other, { state: 'listed' })).count).toBe(2)
  })

  it('批准以后才有账户的，出第二份名单；批过的人不再列；撤回的人不再列', async () => {
    const here = office()
    const late = await here.family(one(1, { holder: null }))
    await here.family(one(2))
    const id = await here.opened(subsidy())
    const { programme } = await here.whole(id)
    await here.allot(programme, '1000')
    await approveAll(here, id)
    expect((await here.people(id, { state: 'excluded' })).rows.map(({ why }) => why?.zh)).toEqual([
      '没有审过的收款账户',
    ])
    const [row] = (await here.people(id, { state: 'listed' })).rows
    await here.run(here.head, (tx) => here.campaigns.cancelPerson(tx, here.head, row!.id, '本人不要（合成）'))
    await here.run(here.maker, (tx) =>
      here.house.accounts.adopt(tx, here.maker, [
        {
          ...{ householdId: late.id, placeId: ground.regions().directory().get(inEast).placeId, holder: '居民甲' },
          ...{ bank: '合成银行', number: '629900000000000088', why: '补登' },
        },
      ]),
    )
    await approveAll(here, id)
    const { parts } = await here.whole(id)
    expect(parts.map(({ sequence, state, tally }) => [sequence, state, tally.listed, tally.cancelled])).toEqual([
      [1, 'approved', 0, 1],
      [2, 'approved', 1, 0],
      [1, 'draft', 0, 0],
    ])
    expect((await here.people(id, { state: 'listed' })).rows.map(({ number }) => number)).toEqual(['QH-1'])
  })

  it('孩子的钱进监护人的账户：文件上的户名是监护人', async () => {
    const here = office()
    const orphan = { members: [{ serial: 1, bornOn: '2015-01-01' }], programmes: ['orphan-allowance'] }
    await here.family(one(1, { ...orphan, holder: '监护人乙' }))
    const id = await here.opened(subsidy())
    const { programme } = await here.whole(id)
    await here.allot(programme, '500')
    await approveAll(here, id)
    const runId = await payList(here, programme)
    const { lines } = await here.run(here.maker, (tx) => here.house.desk.linesToSend(tx, here.maker, runId))
    expect(lines.map(({ holder, amount }) => [holder, amount])).toEqual([['监护人乙', 50_000n]])
  })

  it('一户两个人是两笔，进一个账户；三本账对得上', async () => {
    const here = office()
    const couple = [{ serial: 1 }, { serial: 2, relation: 'spouse' as const }]
    const { id: household } = await here.family(one(1, { members: couple }))
    const id = await here.opened(subsidy())
    const { programme } = await here.whole(id)
    await here.allot(programme, '1000')
    await approveAll(here, id)
    const runId = await payList(here, programme)
    expect(await sentAndBooked(here, { runId, fileId: fileId(1), on: '2024-09-27' })).toBe(2)
    const { rows } = await here.people(id, { payment: 'paid' })
    expect(rows.map(({ householdId, paidOn }) => [householdId, paidOn])).toEqual([
      [household, '2024-09-27'],
      [household, '2024-09-27'],
    ])
    expect((await here.whole(id)).fund).toMatchObject({ paid: '100000', free: '0', reserved: '0', payable: '0' })
  })
})

/** The first sheet as text, cell by cell; empty cells are empty texts. */
async function readCells(bytes: Buffer): Promise<string[][]> {
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as never)
  const rows: string[][] = []
  book.worksheets[0]?.eachRow((row) =>
    rows.push(Array.from({ length: 10 }, (_, index) => String(row.getCell(index + 1).value ?? ''))),
  )
  return rows
}

describe('导出', () => {
  it('筛选看到的都在一张表里，姓名遮住；谁拿走多少行有留痕', async () => {
    const here = office()
    for (const serial of [1, 2]) await here.family(one(serial, serial === 2 ? { holder: null } : {}))
    const id = await here.opened(subsidy())
    await here.draw(id)
    const sheet = async (question: { state?: 'listed' }) => {
      const bytes = await here.run(here.maker, async (tx) => {
        const campaign = given(await findCampaign(tx, here.maker.tenant, id), 'the campaign')
        return exportPeople(tx, here.maker, { campaign, question }, here)
      })
      return readCells(bytes)
    }
    const [head, ...rows] = await sheet({})
    expect(head?.slice(0, 7)).toEqual(['户号', '谁', '镇街 · 村', '哪一类', '金额（元）', '在不在名单上', '说明'])
    expect(rows.map((row) => [row[0], row[1], row[4], row[5], row[6]])).toEqual([
      ['QH-1', '居**01', '500', '在名单上', ''],
      ['QH-2', '居**02', '', '不在名单上', '没有审过的收款账户'],
    ])
    expect(await sheet({ state: 'listed' })).toHaveLength(2)
    const { rows: kept } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM audit.entry
      WHERE action = 'campaigns.exported' AND act = 'export'`.execute(ground.database.owner)
    expect(kept).toEqual([{ n: 2 }])
  })
})

describe('批准以后又变了', () => {
  const approved = async () => {
    const here = office()
    const families = [await here.family(one(1)), await here.family(one(2))]
    const id = await here.opened(subsidy())
    const { programme } = await here.whole(id)
    await here.allot(programme, '1000')
    await approveAll(here, id)
    return { here, id, programme, families }
  }

  it('没有送银行可以整项撤销：反向记账，钱回到可用额度，撤两次一样；同一文件可以另列', async () => {
    const { here, id, programme } = await approved()
    await payList(here, programme)
    const cancel = () => here.run(here.head, (tx) => here.campaigns.cancel(tx, here.head, id, '文件停止执行（合成）'))
    await cancel()
    await cancel()
    const whole = await here.whole(id)
    expect(whole).toMatchObject({ state: 'cancelled', cancelled: { name: 'head', reason: '文件停止执行（合成）' } })
    expect(whole.fund).toMatchObject({ free: '100000', reserved: '0', payable: '0' })
    await expect(here.draw(id)).rejects.toThrow('已经撤销，不能再办：文件停止执行')
    const again = await here.opened(subsidy())
    await here.draw(again)
    expect((await here.people(again, { state: 'listed' })).count).toBe(2)
  })

  it('有一笔送了银行，整项撤不了；没送的一个一个撤', async () => {
    const { here, id, programme, families } = await approved()
    const runId = await payList(here, programme)
    await here.run(here.maker, (tx) =>
      here.house.holds.hold(tx, here.maker, {
        ...{ householdId: families[1]!.id, programme, cause: 'office', why: '等一等' },
      }),
    )
    expect(await sentAndBooked(here, { runId, fileId: fileId(1), on: '2024-09-27' })).toBe(1)
    const cancel = here.run(here.head, (tx) => here.campaigns.cancel(tx, here.head, id, '停了'))
    await expect(cancel).rejects.toThrow('1 笔已经送了银行')
    const { rows } = await here.people(id)
    const [paid, unpaid] = [rows.find((row) => row.payment === 'paid'), rows.find((row) => row.payment !== 'paid')]
    const back = (row: string) =>
      here.run(here.head, (tx) => here.campaigns.cancelPerson(tx, here.head, row, '重复（合成）'))
    await expect(back(paid!.id)).rejects.toThrow('1 笔已经送了银行')
    await back(unpaid!.id)
    expect((await here.whole(id)).tally).toMatchObject({ listed: 1, cancelled: 1, paid: 1, open: 0, light: 'done' })
    expect((await here.whole(id)).fund).toMatchObject({ paid: '50000', free: '50000', payable: '0' })
  })

  it('批准以后才知道截止日前去世：送银行前拦下，等人看；家里别人去世不拦', async () => {
    const { here, id, programme, families } = await approved()
    const runId = await payList(here, programme)
    await here.die(families[0]!.id, families[0]!.persons[0]!, '2024-09-08')
    // Rule of the document: who died after the cut-off is paid to the household.
    await here.die(families[1]!.id, families[1]!.persons[0]!, '2024-09-12')
    const { lines } = await here.run(here.maker, (tx) => here.house.desk.linesToSend(tx, here.maker, runId))
    expect(lines.map(({ householdId }) => householdId)).toEqual([families[1]!.id])
    expect((await here.people(id, { text: 'QH-1' })).rows).toHaveLength(1)
  })
})

describe('提交以后、批准以前', () => {
  it('有人去世：批不了，说出几个人变了；退回重新生成以后再批', async () => {
    const here = office()
    const [family] = [await here.family(one(1)), await here.family(one(2))]
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '1000')
    await here.draw(id)
    await here.submit(id)
    await here.die(family.id, family.persons[0]!, '2024-09-09')
    const part = given(
      (await here.whole(id)).parts.find(({ state }) => state === 'submitted'),
      'a list',
    )
    await expect(here.approve(part.id)).rejects.toThrow('有 1 个人变了')
    await here.run(here.head, (tx) => here.campaigns.sendBack(tx, here.head, part.id, '有人去世'))
    await approveAll(here, id)
    expect((await here.whole(id)).tally).toMatchObject({ listed: 1, excluded: 1 })
  })

  it('搬到另一个镇：原来的名单批不了，重新生成以后在新的镇，只有一次', async () => {
    const here = office()
    const moved = await here.family(one(1))
    await here.family(one(2))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '1000')
    await here.draw(id)
    await here.submit(id)
    await here.run(here.maker, (tx) =>
      here.households.handOver(tx, here.maker, moved.id, { place: inWest, why: '搬家（合成）' }),
    )
    await sql`UPDATE payouts.entitlement SET place_id = (SELECT place_id FROM regions.region WHERE code = ${inWest})
      WHERE household_id = ${moved.id}`.execute(ground.database.owner)
    const part = given(
      (await here.whole(id)).parts.find(({ state }) => state === 'submitted'),
      'a list',
    )
    await expect(here.approve(part.id)).rejects.toThrow('有 1 个人变了')
    await here.draw(id)
    expect((await here.people(id, { state: 'listed' })).count).toBe(2)
    await here.run(here.head, (tx) => here.campaigns.sendBack(tx, here.head, part.id, '有人搬走'))
    await approveAll(here, id)
    const { parts } = await here.whole(id)
    expect(parts.map(({ town, state, tally }) => [town, state, tally.listed])).toEqual([
      ['禾西镇', 'approved', 1],
      ['北塘镇', 'approved', 1],
    ])
  })
})

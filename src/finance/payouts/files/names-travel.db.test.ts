import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PlaceId } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { approvedRun, grantMany, head, officer, testBureau, uploadedBytes, type TestBureau } from '../testing/bureau.ts'

const database = testDatabase()
const place = 3 as PlaceId
let house: TestBureau
beforeAll(async () => {
  house = await testBureau(database)
}, 60_000)

const renamed = async (householdId: string, holder: string): Promise<void> => {
  const draft = { householdId, placeId: place, bank: '合成银行', why: '照存折更正', number: '6299990000000055555' }
  const id = await officer.transaction(database.db, (tx) => house.accounts.propose(tx, officer, { ...draft, holder }))
  await head.transaction(database.db, (tx) => house.accounts.approve(tx, head, { id, number: draft.number }))
}

describe('名字里有生僻字的一户，不耽误全县', () => {
  it('竖线写不进银行文件：说出是哪一户，一笔也没有动；改了户名，“𠮷”照样发出去、收回来', async () => {
    const [one = ''] = await grantMany(database, house, 3)
    const runId = await approvedRun(database, house)
    await renamed(one, '居|民')
    const make = () => house.files.make(officer, { runId, route: 'bank-batch' })
    await expect(make()).rejects.toMatchObject({ code: 'pay-desk.nameCannotTravel', status: 422 })
    expect((await house.files.ofRun(officer, runId)).files).toEqual([])

    await renamed(one, '𠮷田𠀋')
    const { id } = await make()
    const { bytes } = await house.files.download(officer, id)
    expect(iconv.decode(bytes, 'gb18030')).toContain('|6299990000000055555|𠮷田𠀋|500.00|')
    const answer = await house.files.simulate(officer, { fileId: id, failures: 0 })
    const taken = await house.files.take(officer, runId, await uploadedBytes(answer.bytes))
    expect(await house.files.report(officer, taken.id)).toMatchObject({ faultCount: 0, paid: { count: 3 } })
  })
})

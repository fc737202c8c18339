import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testServer, type TestServer, type Visitor } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { accepted, ask, noticed, png, surveyed, testNotices, type TestNotices } from './testing-notices.ts'

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

const at = (who: Caller): Visitor => server.as(who.roles, { tenant: made.tenant, id: who.id, places: who.places })
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
interface Seen {
  readonly version: number
  readonly members: readonly { readonly id: string }[]
  readonly lacks: readonly { readonly zh: string }[]
  readonly photos: readonly { readonly id: string }[]
  readonly investigators: readonly {
    readonly id: string
    readonly signedAt: string | null
    readonly onPaper: boolean
  }[]
  readonly family: { readonly state: string; readonly name: string | null; readonly onPaper: boolean }
}
const see = (id: string) => ask<Seen>(made, made.people.clerk, 'GET /api/surveys/:id', { id })

/** A draft with every question answered and two investigators chosen; nobody has signed. */
async function written(index: number): Promise<{ readonly caseId: string; readonly id: string }> {
  const { clerk, intake } = made.people
  const { id: caseId } = await accepted(made, index)
  const { id } = await ask<{ id: string }>(made, clerk, 'POST /api/cases/:id/surveys', { id: caseId })
  const { members } = await see(id)
  const answers = {
    ...{ present: 'all', 'house-kind': 'own', 'house-state': 'sound', meals: 'plain', hardship: 'illness' },
    ...Object.fromEntries(members.map((member) => [`lives-here@${member.id}`, 'yes'])),
  }
  await ask(made, clerk, 'PUT /api/surveys/:id/answers', { id, body: { answers } })
  await ask(made, clerk, 'PUT /api/surveys/:id/investigators', { id, body: { ids: [clerk.id, intake.id] } })
  return { caseId, id }
}

const sign = async (by: Caller, id: string, who: string) => {
  const { version } = await see(id)
  return ask(made, by, 'POST /api/surveys/:id/signatures', { id, body: { version, who, name: '居民甲', png } })
}
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888' } }).jpeg()
const hand = async (by: Caller, id: string, fields: Record<string, string>, key: string) =>
  at(by).upload(
    `/api/surveys/${id}/paper`,
    fields,
    { field: 'file', name: '签好的.jpg', bytes: await picture(600, 800).toBuffer() },
    key,
  )

describe('调查表上谁签的名', () => {
  it('只能签自己的：替同事签、没选为调查人就签，都不行；代签写不进库', async () => {
    const { clerk, intake, other } = made.people
    const { id } = await written(0)
    expect(await codeOf(sign(clerk, id, intake.id))).toBe('home-survey.signsForAnother')
    expect(await codeOf(sign(other, id, other.id))).toBe('home-survey.notAnInvestigator')
    expect(await codeOf(sign(other, id, clerk.id))).toBe('home-survey.signsForAnother')
    expect((await see(id)).investigators.map(({ signedAt }) => signedAt)).toEqual([null, null])
    await sign(clerk, id, clerk.id)
    expect((await see(id)).lacks.map(({ zh }) => zh).join()).toContain('还没有签名')
    const forged = database.inTenant(made.tenant, (tx) =>
      sql`UPDATE home_survey.investigator SET signed_at = now(), signed_by = ${clerk.id}
        WHERE survey_id = ${id} AND officer_id = ${intake.id}`.execute(tx),
    )
    await expect(forged).rejects.toThrow('investigator_signs_in_person')
    await sign(intake, id, intake.id)
    await sign(clerk, id, 'family')
    expect((await see(id)).lacks).toEqual([])
  })

  it('签在纸上的：说了谁就是谁，没说的不算签；谁收的记在留痕里', async () => {
    const { clerk, intake, other } = made.people
    const { id } = await written(1)
    const finish = async () =>
      ask(made, clerk, 'POST /api/surveys/:id/finish', { id, body: { version: (await see(id)).version } })
    const bare = await hand(clerk, id, {}, 'paper-key-00')
    expect([bare.statusCode, bare.json().code]).toEqual([422, 'home-survey.nobodyOnPaper'])
    expect((await hand(clerk, id, { signers: other.id }, 'paper-key-01')).json().code).toBe(
      'home-survey.notAnInvestigator',
    )
    expect((await hand(clerk, id, { signers: intake.id }, 'paper-key-02')).statusCode).toBe(200)
    expect((await see(id)).investigators).toMatchObject([
      { id: clerk.id, signedAt: null },
      { id: intake.id, onPaper: true },
    ])
    expect(await codeOf(finish())).toBe('home-survey.incomplete')
    await hand(clerk, id, { signers: `${clerk.id},${intake.id}`, family: '居民甲' }, 'paper-key-03')
    expect((await see(id)).family).toMatchObject({ state: 'signed', name: '居民甲', onPaper: true })
    const { rows } = await sql<{ actor: string }>`SELECT actor_id AS actor FROM audit.entry
      WHERE action = 'home-survey.signed-on-paper' AND about_id = ${id}`.execute(database.owner)
    expect(rows.map(({ actor }) => actor)).toEqual([clerk.id, clerk.id])
    expect(await codeOf(finish())).toBe('done')
  })

  it('签好以后改一个字，手签的、纸上签的都不算了，纸表也不算了', async () => {
    const { clerk, intake } = made.people
    const { id } = await written(2)
    await sign(clerk, id, clerk.id)
    await hand(clerk, id, { signers: intake.id, family: '居民甲' }, 'paper-key-04')
    await ask(made, clerk, 'PUT /api/surveys/:id/answers', { id, body: { answers: { rooms: '3' } } })
    const after = await see(id)
    expect(after.investigators.map(({ signedAt, onPaper }) => [signedAt, onPaper])).toEqual([
      [null, false],
      [null, false],
    ])
    expect(after).toMatchObject({ paper: null, family: { state: 'open', name: null } })
  })

  it('看着旧的一版签、完成：都不行', async () => {
    const { clerk } = made.people
    const { id } = await written(3)
    const old = (await see(id)).version
    await ask(made, clerk, 'PUT /api/surveys/:id/answers', { id, body: { answers: { rooms: '2' } } })
    const body = { version: old, who: clerk.id, name: '', png }
    expect(await codeOf(ask(made, clerk, 'POST /api/surveys/:id/signatures', { id, body }))).toBe(
      'home-survey.changedMeanwhile',
    )
    expect(await codeOf(ask(made, clerk, 'POST /api/surveys/:id/finish', { id, body: { version: old } }))).toBe(
      'home-survey.changedMeanwhile',
    )
  })
})

describe('坏的、重复的、同时的', () => {
  it('照片：带位置的去掉位置；六万乘六万的、冒充照片的各有一句话，什么都没收；同一张按二十下是一张', async () => {
    const { clerk } = made.people
    const { id } = await written(4)
    const add = (name: string, bytes: Uint8Array, key: string) =>
      at(clerk).upload(`/api/surveys/${id}/photos`, { section: 'housing' }, { field: 'file', name, bytes }, key)
    const huge = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"></svg>`)
    expect((await add('图.svg', huge, 'photo-key-00')).json().code).toBe('documents.notAPaper')
    const claims = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    claims.writeUInt32BE(60_000, 16)
    claims.writeUInt32BE(60_000, 20)
    expect((await add('大.png', claims, 'photo-key-01')).json().code).toBe('documents.pictureTooLarge')
    expect((await add('工资.pdf', Buffer.from('MZ\u0090\u0000program'), 'photo-key-02')).json().code).toBe(
      'documents.notAPaper',
    )
    const heavy = await add('三十兆.jpg', Buffer.alloc(30 * 1024 * 1024, 0xff), 'photo-key-05')
    expect([heavy.statusCode, heavy.json().code, heavy.json().zh]).toEqual([
      ...[413, 'http.tooLarge', expect.stringContaining('15 MB')],
    ])
    expect((await see(id)).photos).toEqual([])
    const placed = await picture(300, 200)
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 45/1 0/1' } })
      .toBuffer()
    const answers = await Promise.all(Array.from({ length: 20 }, () => add('门口.jpg', placed, 'photo-key-03')))
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode}${body}`)).size).toBe(1)
    const { photos } = await see(id)
    expect(photos).toHaveLength(1)
    const kept = await at(clerk).get(`/api/surveys/${id}/photos/${photos[0]!.id}`)
    expect((await sharp(kept.rawPayload).metadata()).exif).toBeUndefined()
    // The same photo again, by another press: one photo still.
    await add('门口.jpg', placed, 'photo-key-04')
    expect((await see(id)).photos).toHaveLength(1)
  })

  it('两个人同时开始，写的是同一份；同时完成，完成一次；完成以后一个字也改不动', async () => {
    const { clerk, intake } = made.people
    const { id: caseId } = await accepted(made, 5)
    const start = (by: Caller) => ask<{ id: string }>(made, by, 'POST /api/cases/:id/surveys', { id: caseId })
    const [left, right] = await Promise.all([start(clerk), start(intake)])
    expect(left.id).toBe(right.id)
    const { id } = await written(6)
    for (const who of [clerk, intake]) await sign(who, id, who.id)
    await sign(clerk, id, 'family')
    const { version } = await see(id)
    const finish = (by: Caller) => codeOf(ask(made, by, 'POST /api/surveys/:id/finish', { id, body: { version } }))
    expect((await Promise.all([finish(clerk), finish(intake)])).toSorted()).toEqual(['done', 'home-survey.finished'])
    expect(await codeOf(sign(clerk, id, 'family'))).toBe('home-survey.finished')
    const change = database.inTenant(made.tenant, (tx) =>
      sql`UPDATE home_survey.survey SET version = version + 1 WHERE id = ${id}`.execute(tx),
    )
    await expect(change).rejects.toThrow('finished survey')
  })

  it('一个人去的、没完成的，提不了意见', async () => {
    const { clerk } = made.people
    const { id: caseId } = await accepted(made, 7)
    await expect(surveyed(made, caseId, { by: clerk, investigators: [clerk] })).rejects.toThrow('至少 2 位')
    const gate = made.parts.gates.find(({ name }) => name === 'home-survey.is-done')!
    const obstacles = await made.within(clerk, async (tx) =>
      gate.obstacles(tx, clerk, await made.cases.get(tx, clerk, caseId), { move: 'give-opinion', version: 2 }),
    )
    expect(obstacles.map(({ refusal }) => refusal.code)).toEqual(['home-survey.surveyFirst'])
  })
})

describe('填到一半有人提了异议', () => {
  it('异议以前开始的，做完也不算，不让完成；另做一份，填过的带过去，上次去过的不带', async () => {
    const { clerk, intake, other } = made.people
    const one = await noticed(made, 8)
    const start = (by: Caller) => ask<{ id: string }>(made, by, 'POST /api/cases/:id/surveys', { id: one.id })
    const { id: old } = await start(clerk)
    const typed = { rooms: '3', 'house-state': 'sound', hardship: 'illness' }
    await ask(made, clerk, 'PUT /api/surveys/:id/answers', { id: old, body: { answers: typed } })
    made.clock.set('2026-03-02T10:00:00+08:00')
    const body = { version: one.version, objector: '异议人甲', contact: '10000000000', text: '他家有一辆车' }
    await ask(made, clerk, 'POST /api/cases/:id/objections', { id: one.id, body })
    made.clock.set('2026-03-02T11:00:00+08:00')
    const overtaken = await see(old)
    expect(overtaken).toMatchObject({ isOvertaken: true })
    const { version } = overtaken
    const finish = ask(made, clerk, 'POST /api/surveys/:id/finish', { id: old, body: { version } })
    await expect(finish).rejects.toMatchObject({
      code: 'home-survey.overtaken',
      zh: expect.stringContaining('做完了也不算数'),
      en: expect.stringContaining('would not count'),
    })
    expect((await see(old)).version).toBe(version)

    const begun = await Promise.all([start(other), start(clerk), start(other)])
    const [{ id }] = begun
    expect(new Set(begun.map((each) => each.id))).toEqual(new Set([id]))
    expect(id).not.toBe(old)
    expect(await codeOf(see(old))).toBe('home-survey.notFound')
    const anew = await see(id)
    expect(anew).toMatchObject({ isOvertaken: false, afterObjection: true, answers: typed, family: { state: 'open' } })
    expect(anew.investigators.some((each) => each.id === clerk.id || each.id === intake.id)).toBe(false)
    // Once there is a new one it is the draft, however often one presses.
    expect((await start(clerk)).id).toBe(id)
  })
})

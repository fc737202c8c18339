import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { day, stoppedClock } from '#platform/clock/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createNewsroom } from './newsroom.ts'
import { addView, saveArticle } from './newsroom-store.ts'
import { demonstrationArticles, seedNewsroom } from './seed.ts'

const database = testDatabase()
const room = (moment = '2026-03-02T09:00:00+08:00') => createNewsroom({ db: database.db, clock: stoppedClock(moment) })

describe('新闻', () => {
  beforeAll(async () => {
    await seedNewsroom(database.db)
    await seedNewsroom(database.db)
  })

  it('十二条工作动态从新到旧，不登录也能看（AC-079）', async () => {
    const { articles, total } = await room().list({ column: 'work-updates', page: 1, perPage: 50 })
    expect(total).toBe(12)
    const days = articles.map(({ publishedOn }) => publishedOn)
    expect(days[0]).toBe('2024-10-11')
    expect(days.at(-1)).toBe('2024-09-20')
    expect(days).toEqual(days.toSorted().toReversed())
  })
  it('栏目带条数，空的栏目不出现', async () => {
    const columns = await room().columns()
    expect(columns.map(({ column, count }) => [column, count])).toEqual([
      ['work-updates', 12],
      ['authoritative', 1],
      ['features', 17],
      ['daily-digest', 16],
    ])
  })
  it.each(['网格', 'grid', '3449', '3,449', '３４４９'])('搜“%s”，镇江那条在最前面（AC-083）', async (question) => {
    expect((await room().search(question, 10))[0]?.slug).toBe('znj-01')
  })
  it('百分号和下划线只是字，不是通配符；没有词就没有结果', async () => {
    expect(await room().search('_', 10)).toEqual([])
    expect((await room().search('99%', 10)).map(({ slug }) => slug)).toEqual(['nt-01'])
    expect(await room().search('   ', 10)).toEqual([])
    expect(await room().search("'; DROP TABLE newsroom.article; --", 10)).toEqual([])
  })
  it('每个词都要找到', async () => {
    expect((await room().search('镇江 3449', 10)).map(({ slug }) => slug)).toEqual(['znj-01'])
    expect(await room().search('镇江 淄博', 10)).toEqual([])
  })
  it('草稿和以后的新闻，列表、搜索、详情里都没有', async () => {
    const [first] = demonstrationArticles()
    if (!first) throw new Error('no article')
    await saveArticle(database.db, { ...first, slug: 'draft-one', title: { zh: '草稿甲乙丙', en: 'Draft' } }, 'draft')
    await saveArticle(
      database.db,
      { ...first, slug: 'later-one', publishedOn: day('2026-03-03'), title: { zh: '明天的草稿甲乙丙', en: 'Later' } },
      'published',
    )
    expect(await room().search('草稿甲乙丙', 10)).toEqual([])
    await expect(room().get('draft-one')).rejects.toThrow('没有这条新闻')
    await expect(room().get('later-one')).rejects.toThrow('没有这条新闻')
    await expect(room('2026-03-03T00:00:00+08:00').get('later-one')).resolves.toMatchObject({ slug: 'later-one' })
  })
  it('数字带着限定词和出处，说不通的写明', async () => {
    const figures = await room().figures()
    expect(figures[0]).toMatchObject({ code: 'ZNJ-01', value: '3449', article: 'znj-01', publishedOn: '2025-05-18' })
    expect(figures.find(({ code }) => code === 'HZ-09')).toMatchObject({ qualifier: '≥' })
    expect(figures.find(({ code }) => code === 'ZZ-01')?.note?.zh).toContain('差 100 倍')
  })
})

describe('浏览次数', () => {
  const at = (text: string) => new Date(`2026-03-02T${text}+08:00`)
  const visitor = Buffer.from('one visitor')

  it('一分钟内刷新不重复算，满一分钟再来算一次，别人另算（AC-079）', async () => {
    const { db } = database
    expect(await addView(db, { slug: 'hz-01', visitor, at: at('09:00:00') })).toBe(1)
    expect(await addView(db, { slug: 'hz-01', visitor, at: at('09:00:59') })).toBe(1)
    expect(await addView(db, { slug: 'hz-01', visitor, at: at('09:01:00') })).toBe(2)
    expect(await addView(db, { slug: 'hz-01', visitor: Buffer.from('another'), at: at('09:01:01') })).toBe(3)
  })
  it('二十次同时刷新只算一次', async () => {
    const { db } = database
    const views = Array.from({ length: 20 }, () => addView(db, { slug: 'hz-02', visitor, at: at('10:00:00') }))
    await Promise.all(views)
    expect(await addView(db, { slug: 'hz-02', visitor, at: at('10:00:30') })).toBe(1)
  })
  it('过了一分钟的来访记录不留', async () => {
    const { db } = database
    await addView(db, { slug: 'hz-03', visitor, at: at('11:00:00') })
    await addView(db, { slug: 'hz-03', visitor: Buffer.from('later'), at: at('11:05:00') })
    const { rows } = await sql`SELECT 1 FROM newsroom.recent_view WHERE slug = 'hz-03'`.execute(db)
    expect(rows).toHaveLength(1)
  })
})

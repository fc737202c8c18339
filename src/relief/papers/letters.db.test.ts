import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { otherVillage } from '#relief/casework/testing.ts'
import { paperChecks } from './checks.ts'
import { personMark, type PaperCode } from './code/paper-code.ts'
import type { PrintedNotice } from './contract.ts'
import { makeLetter } from './letter/make-letter.ts'
import { sealLetters } from './letter/seal-letters.ts'
import { paperRefusals } from './refusals.ts'
import { markOf } from './scan.ts'
import { ownTemplate } from './template/own-template.ts'
import { createTemplates } from './template/templates.ts'
import { canary, decided, paperGround, photographed, type Decided, type PaperGround } from './testing.ts'
import { readPdf } from './testing-pdf.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-papers-'))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
/** What hangs in the village now; public-notice refuses once it is taken down. */
let board = (): Promise<PrintedNotice> => Promise.reject(paperRefusals.notYet({ form: '公示', why: '还没有贴出来' }))
let ground: PaperGround
let granted: Decided
let refused: Decided
beforeAll(async () => {
  ground = await paperGround(database, { folder, clock, sources: { notice: () => board() } })
  granted = await decided(ground, { serial: 1, outcome: 'confirmed' })
  refused = await decided(ground, { serial: 11, outcome: 'refused' })
}, 120_000)
afterAll(async () => {
  await ground.printer.close()
  rmSync(folder, { recursive: true })
})

const said = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(error.zh.length, error.code).toBeGreaterThan(10)
    return error.code
  }
}
const letterOf = async ({ one, clerk }: Decided) =>
  (await clerk.transaction(database.db, (tx) => ground.papers.letterOfCase(tx, clerk, one.id)))!
/** Everything the letters, the books and the events hold, as text. */
const written = async (): Promise<string> => {
  const { rows } = await sql<{ text: string }>`SELECT to_jsonb(l)::text AS text FROM papers.letter l
    UNION ALL SELECT to_jsonb(e)::text FROM audit.entry e
    UNION ALL SELECT to_jsonb(e)::text FROM platform.event e`.execute(database.owner)
  return rows.map(({ text }) => text).join('\n')
}
const failing = async () =>
  (await runChecks(database.db, paperChecks, { tenants: [ground.tenant], today: clock.today() }))
    .filter(({ holds }) => !holds)
    .map(({ name }) => name)
const countOf = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.raw(table)}`.execute(database.owner)).rows[0]!.n

describe('通知书跟着决定一起写成', () => {
  it('一个决定一份，再写一次还是那一份；编号一个挨一个', async () => {
    const letter = await letterOf(granted)
    const { needs, cases } = { needs: ground.paperNeeds, cases: ground.cases }
    const { clerk, decision } = granted
    const again = () =>
      clerk.transaction(database.db, async (tx) =>
        makeLetter(tx, clerk, { one: await cases.get(tx, clerk, granted.one.id), decision, needs }),
      )
    expect(await Promise.all([again(), again()])).toEqual([letter.id, letter.id])
    expect(letter.content.amount).toBe(decision.amount)
    const numbers = [letter.content.number, (await letterOf(refused)).content.number]
    expect(numbers).toEqual(['青禾低保〔2026〕1号', '青禾低保〔2026〕2号'])
  })

  it(
    '没打印过，不能登记送达；两个人同时打印是一份；再打印一个字节不差，存档的也是它',
    { timeout: 60_000 },
    async () => {
      const { clerk, one } = granted
      const letter = await letterOf(granted)
      const deliver = () =>
        clerk.transaction(database.db, async (tx) => {
          const { version } = await ground.cases.get(tx, clerk, one.id)
          return ground.cases.move(tx, clerk, one.id, { move: 'deliver-letter', version })
        })
      await clerk.transaction(database.db, async (tx) => {
        const { version } = await ground.cases.get(tx, clerk, one.id)
        await ground.cases.move(tx, clerk, one.id, { move: 'publish', version })
      })
      expect(await said(deliver())).toBe('papers.letterNotPrinted')
      const before = await countOf('documents.document')
      const head = ground.officer('h1', 'town-head')
      const [first, second] = await Promise.all([
        ground.papers.letterPdf(clerk, letter.id),
        ground.papers.print(head, { caseId: one.id, form: 'decision' }),
      ])
      expect(first.bytes.equals(second.bytes)).toBe(true)
      expect((await ground.papers.letterPdf(head, letter.id)).bytes.equals(first.bytes)).toBe(true)
      expect(await countOf('documents.document')).toBe(before + 1)
      const checks = await runChecks(database.db, paperChecks, { tenants: [ground.tenant], today: clock.today() })
      expect(checks.filter(({ holds }) => !holds)).toEqual([])
      expect(await said(deliver())).toBe('done')
    },
  )

  it('英文和通知书一句对一句，没有中文，没有家里别人；人自己写的理由不译', async () => {
    for (const of of [granted, refused]) {
      const { content } = await letterOf(of)
      const english = content.english!
      expect(english.sum).toHaveLength(content.sum.length)
      expect(english.plain).toHaveLength(content.plain.length)
      expect(english.reasons).toHaveLength(content.reasons.length)
      const said = [...english.sum.flatMap(({ text, amount }) => [text, amount]), ...english.plain, ...english.reasons]
      expect(said.length).toBeGreaterThan(0)
      expect(said.filter((one) => one === null || /[\u3400-\u9fff]/.test(one))).toEqual([])
    }
    const { content } = await letterOf(granted)
    expect(content.english!.sum.at(-1)?.amount).toBe(content.sum.at(-1)?.amount)
    expect(content.english!.sum.map(({ amount }) => amount)).toContain('3 people')
  })

  it('写成以后谁也改不了里面的话', async () => {
    const change = ground
      .officer('c1', 'town-clerk')
      .transaction(database.db, (tx) =>
        sql`UPDATE papers.letter SET words = NULL, content = '{"amount":"1"}'::jsonb`.execute(tx),
      )
    await expect(change).rejects.toThrow(/permission|denied|append/i)
  })

  it('写的是谁、为什么，在库里、账簿里、事件里都看不见，读出来一字不差', async () => {
    for (const of of [granted, refused]) {
      const { content } = await letterOf(of)
      const secrets = [content.applicant, ...content.reasons.map(({ text }) => text), ...content.plain]
      expect(secrets.length).toBeGreaterThan(1)
      const seen = await written()
      expect(secrets.filter((secret) => seen.includes(secret))).toEqual([])
      expect(content.amount).toBe(of.decision.amount)
    }
    expect(await failing()).toEqual([])
  })

  it('从前明着写的，照原样封起来，两个同时封也只封一遍；再跑什么也不动；封完以前，检查说得出来', async () => {
    const before = await letterOf(granted)
    const { amount, ...words } = before.content
    const clear = JSON.stringify({ ...words, amount: amount === null ? null : String(amount) })
    await sql`UPDATE papers.letter SET words = NULL, amount_fen = NULL, content = ${clear}::jsonb
      WHERE id = ${before.id}`.execute(database.owner)
    expect(await letterOf(granted)).toEqual(before)
    expect(await failing()).toEqual(['papers.letters-are-sealed'])
    const needs = { owner: database.owner, vault: ground.vault }
    const both = await Promise.all([1, 2].map(() => sealLetters(needs, ground.tenant)))
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await letterOf(granted)).toEqual(before)
    expect(await written()).not.toContain(before.content.applicant)
    expect(await sealLetters(needs, ground.tenant)).toBe(0)
    expect(await failing()).toEqual([])
  })

  it('封着的金额和决定差一分，检查照样说得出来', async () => {
    const { id } = await letterOf(granted)
    const turn = (by: number) =>
      sql`UPDATE papers.letter SET amount_fen = amount_fen + ${by} WHERE id = ${id}`.execute(database.owner)
    await turn(1)
    expect(await failing()).toEqual(['papers.letter-says-what-was-decided'])
    await turn(-1)
  })

  it('不归自己管的，说没有找到；别的单位也一样', async () => {
    const letter = await letterOf(granted)
    const away = ground.officer('c9', 'town-clerk', ground.regions.placesUnder(otherVillage))
    expect(await said(ground.papers.letterPdf(away, letter.id))).toBe('papers.letterNotFound')
    expect(await said(ground.papers.print(away, { caseId: granted.one.id, form: 'decision' }))).toBe(
      'casework.notFound',
    )
  })
})

describe('不予确认告知书', () => {
  it('写明每条理由和条文、怎么复议怎么起诉、到什么时候', { timeout: 60_000 }, async () => {
    const { clerk } = refused
    const { content, id } = await letterOf(refused)
    expect(content).toMatchObject({ kind: 'refusal', amount: null })
    expect(content.reasons.length).toBeGreaterThan(0)
    for (const { article } of content.reasons) expect(article).not.toBeNull()
    expect(content.handOverBy).not.toBeNull()
    const { text } = readPdf((await ground.papers.letterPdf(clerk, id)).bytes)
    for (const { text: reason } of content.reasons) expect(text).toContain(reason.slice(0, 12))
    for (const words of ['60 日内申请行政复议', '6 个月内向人民法院', '行政复议法', '行政诉讼法', content.number])
      expect(text).toContain(words)
  })

  it('不写孩子、家里别人的名字、证件号、病；存的、Word 里也没有', { timeout: 60_000 }, async () => {
    for (const of of [granted, refused]) {
      const letter = await letterOf(of)
      const { text } = readPdf((await ground.papers.letterPdf(of.clerk, letter.id)).bytes)
      const word = new PizZip((await ground.papers.letterWord(of.clerk, letter.id)).bytes)
      const everything = [
        text,
        JSON.stringify(letter.content.plain),
        await written(),
        word.file('word/document.xml')!.asText(),
      ].join()
      const secrets = [...Object.values(canary), '重病', '重大疾病', '残疾', '99990119580417']
      expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
      expect(text).toContain(letter.content.applicant)
    }
  })
})

describe('签好的扫回来', () => {
  const codeOf = ({ one }: Decided, form: PaperCode['form'], person: string | null = null): PaperCode => ({
    ...{
      number: one.number,
      form,
      person: person === null ? null : markOf(ground.paperNeeds, { tenant: ground.tenant })(person),
    },
  })
  const unpacked = async (code: PaperCode | string | null) => ground.papers.unpackScan(await photographed(ground, code))
  const filing = async (who: Caller, of: Decided, code: PaperCode | string | null, byHand = false) =>
    ground.papers.fileScan(who, {
      ...{ caseId: of.one.id, form: 'application', personId: null, byHand },
      scan: await unpacked(code),
    })

  it('二维码说是哪件、哪种，名字只露一半；同一张收两次是一份', { timeout: 60_000 }, async () => {
    const { clerk, one } = granted
    const scan = await unpacked(codeOf(granted, 'application'))
    const read = await ground.papers.readScan(clerk, scan)
    expect(read).toMatchObject({ form: 'application', caseNumber: one.number, isFiled: false })
    expect(read.head).toContain('*')
    const wish = { caseId: one.id, form: 'application', personId: null, scan, byHand: false } as const
    const filed = [await ground.papers.fileScan(clerk, wish), await ground.papers.fileScan(clerk, wish)]
    expect(filed[0]).toEqual(filed[1])
    expect(await countOf('papers.returned')).toBe(1)
    const row = (await ground.papers.list(clerk, one.id)).find(({ form }) => form === 'application')
    expect(row?.returned).toHaveLength(1)
  })

  it(
    '别的办件、别的表、别的单位、认不出、不是我们的、没选文件：各有一句话，什么都不收',
    { timeout: 60_000 },
    async () => {
      const { clerk } = granted
      const away = ground.officer('c9', 'town-clerk', ground.regions.placesUnder(otherVillage))
      const before = await countOf('papers.returned')
      expect(await said(filing(clerk, granted, codeOf(refused, 'application')))).toBe('papers.otherCase')
      expect(await said(filing(clerk, granted, codeOf(granted, 'approval')))).toBe('papers.otherForm')
      expect(await said(filing(clerk, granted, null))).toBe('papers.unreadable')
      expect(await said(filing(clerk, granted, 'https://example.org/pay'))).toBe('papers.notOurPaper')
      const forged = `ZL1:${granted.one.number}:AP:00000000`
      expect(await said(filing(clerk, granted, forged, true))).toBe('papers.notOurPaper')
      const scan = await unpacked(codeOf(granted, 'application'))
      expect(await said(ground.papers.readScan(away, scan))).toBe('papers.otherOffice')
      expect(await said(ground.papers.unpackScan(undefined))).toBe('papers.noFile')
      const receipt = { caseId: granted.one.id, form: 'receipt', personId: null, scan, byHand: true } as const
      expect(await said(ground.papers.fileScan(clerk, receipt))).toBe('papers.neverComesBack')
      expect(await countOf('papers.returned')).toBe(before)
    },
  )

  it('认不出的可以人工归类，记下是人工的；二维码认得出时人说了不算', { timeout: 60_000 }, async () => {
    const { clerk } = refused
    expect(await said(filing(clerk, refused, codeOf(granted, 'application'), true))).toBe('papers.otherCase')
    await filing(clerk, refused, null, true)
    const row = (await ground.papers.list(clerk, refused.one.id)).find(({ form }) => form === 'application')
    expect(row?.returned).toMatchObject([{ byHand: true }])
  })
})

describe('公示的纸', () => {
  it('挂着的时候印得出；撤下以后，从文书里也印不出，说的是公示的那句话', { timeout: 120_000 }, async () => {
    const { clerk, one } = granted
    const print = () => ground.papers.print(clerk, { caseId: one.id, form: 'notice' })
    board = () =>
      Promise.resolve({
        ...{ applicant: '居民甲九九零一', members: 3, amount: fen(93_000n), programme: '最低生活保障' },
        ...{ since: clock.today(), until: clock.today(), days: 7, source: '某文', placeLabel: '某村' },
        office: { name: '某办公室', phone: '100-0001-0001' },
      })
    expect(readPdf((await print()).bytes).text).not.toContain(one.number)
    const over = paperRefusals.notYet({ form: '公示', why: '公示期已满，已经撤下' })
    board = () => Promise.reject(over)
    const exported = () => sql`SELECT FROM audit.entry WHERE action = 'papers.printed'`.execute(database.owner)
    const before = (await exported()).rows.length
    await expect(print()).rejects.toBe(over)
    expect((await exported()).rows).toHaveLength(before)
    const row = (await ground.papers.list(clerk, one.id)).find(({ form }) => form === 'notice')
    expect(row).toMatchObject({ isReady: false, whyNot: { zh: over.zh } })
  })
})

describe('纸上的人', () => {
  it('二维码里的记号是带钥匙的：不是人员号的一截，换一个单位就不同，没有钥匙算不出', () => {
    const id = granted.one.applicantId
    const mark = markOf(ground.paperNeeds, { tenant: ground.tenant })(id)
    expect(mark).toMatch(/^[0-9A-F]{8}$/)
    expect(id.toUpperCase().replaceAll('-', '')).not.toContain(mark)
    expect(markOf(ground.paperNeeds, { tenant: 8 as typeof ground.tenant })(id)).not.toBe(mark)
    expect(personMark({ tenant: ground.tenant, id }, () => Buffer.from('another key'))).not.toBe(mark)
  })
})

describe('通知书版式', () => {
  it('自己传的不能自己启用；换一个人启用以后才用；两个人同时传是两版', { timeout: 120_000 }, async () => {
    const templates = createTemplates(ground.paperNeeds)
    const [mine, other] = [ground.officer('r1', 'county-reviewer'), ground.officer('r2', 'county-reviewer')]
    const upload = (name: string, bytes = ownTemplate('decision')) => {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      return { field: 'file', name, path, bytes: bytes.length, sha256: '' }
    }
    const inUse = async () => {
      const { versions } = await templates.list(other)
      return versions.filter((row) => row.form === 'decision' && row.isInUse)
    }
    expect(await said(templates.bring(mine, 'decision', upload('坏.docx', Buffer.from('MZ'))))).toBe(
      'papers.notAWordFile',
    )
    const [one, two] = await Promise.all([
      templates.bring(mine, 'decision', upload('一.docx')),
      templates.bring(other, 'decision', upload('二.docx')),
    ])
    expect([one.version, two.version].toSorted((left, right) => left - right)).toEqual([1, 2])
    expect(await inUse()).toMatchObject([{ version: 0, approvedBy: null }])
    expect(one).toMatchObject({ isInUse: false, mayUse: false })
    expect(await said(templates.use(mine, 'decision', one.version))).toBe('papers.secondPerson')
    expect(await templates.use(other, 'decision', one.version)).toMatchObject({ isInUse: true, approvedBy: other.name })
    expect(await inUse()).toMatchObject([{ version: one.version }])
    const filled = new PizZip((await templates.preview(other, 'decision', one.version)).bytes)
    expect(filled.file('word/document.xml')!.asText()).toContain('青禾低保〔2026〕412号')
    expect(readPdf((await templates.samplePdf('refusal')).bytes).text).toContain('不予确认告知书')
    await templates.use(mine, 'decision', 0)
    expect(await inUse()).toMatchObject([{ version: 0, approvedBy: null }])
  })
})

import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { drawCode, readCode, writeCode } from './code/paper-code.ts'
import { letterSheet } from './letter/letter-sheet.ts'
import { loadRemedies } from './letter/remedies.ts'
import { createPrinter } from './print/printer.ts'
import { fillTemplate } from './template/fill.ts'
import { ownTemplate } from './template/own-template.ts'
import { placeholderValues } from './template/placeholders.ts'
import { sampleLetter } from './template/sample-letter.ts'
import { readPdf } from './testing-pdf.ts'

const remedies = loadRemedies(fileURLToPath(new URL('../../../policy', import.meta.url)))
const printer = createPrinter({ officeFonts: null })
afterAll(() => printer.close())
const checkOf = (text: string): Buffer => createHash('sha256').update(text).digest()
const text = writeCode({ number: 'QH-DB-2026-000412', form: 'decision', person: null }, checkOf)
const sheet = letterSheet(sampleLetter('decision'), {
  ...{ remedies, hotline: '12345', check: '7C1E-930F' },
  code: { svg: drawCode(text), text: '二维码', below: 'QH-DB-2026-000412' },
})

describe('通知书', () => {
  it('一页 A4，字库嵌在里面，字能选能读，再印一次一个字节也不差', { timeout: 60_000 }, async () => {
    const { bytes } = await printer.print(sheet)
    const paper = readPdf(bytes)
    expect(paper).toMatchObject({ pages: 1, isTagged: true })
    expect(paper.fonts.every(({ name, isEmbedded }) => isEmbedded && name.startsWith('Zhulian'))).toBe(true)
    for (const said of ['玖佰叁拾元整', '2026 年 4 月', '60 日内申请行政复议', '6 个月内向人民法院', '盖章处'])
      expect(paper.text).toContain(said)
    expect((await printer.print(sheet)).bytes.equals(bytes)).toBe(true)
  })
  it('字库里没有的字不印，说出是哪几个', { timeout: 60_000 }, async () => {
    await expect(printer.print({ ...sheet, number: '𠮷' })).rejects.toThrow('𠮷')
  })
  it('二维码改一个字就不认', () => {
    expect(readCode(text, checkOf)).toEqual({ number: 'QH-DB-2026-000412', form: 'decision', person: null })
    expect(readCode(text.replace('000412', '000413'), checkOf)).toBeNull()
  })
  it('Word 模板写了没有的占位符，说出是哪一个', () => {
    const { 理由: _, ...values } = placeholderValues(sampleLetter('refusal'), { remedies, check: '7C1E-930F' })
    expect(() => fillTemplate(ownTemplate('refusal'), values)).toThrow('理由')
  })
})

import PizZip from 'pizzip'
import type { LetterForm } from '../wire.ts'

/** Our own layout as a Word document: what an office downloads to change. Version 0. */
export function ownTemplate(form: LetterForm): Buffer {
  const zip = new PizZip()
  for (const [name, text] of parts(form)) zip.file(name, text, { date: madeOn })
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

/** A fixed day, so that the file is the same every time it is made. */
const madeOn = new Date(Date.UTC(2026, 0, 1))

const parts = (form: LetterForm): readonly (readonly [string, string])[] => [
  ['[Content_Types].xml', contentTypes],
  ['_rels/.rels', relations],
  ['word/document.xml', documentOf(form)],
]

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const relations = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

interface Look {
  /** Half points, as Word counts. */
  readonly size?: number
  readonly isBold?: boolean
  readonly align?: 'center' | 'right'
  readonly isIndented?: boolean
}

function paragraph(text: string, { size = 24, isBold = false, align, isIndented = false }: Look = {}): string {
  const placed = [
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
    isIndented ? '<w:ind w:firstLineChars="200"/>' : '',
  ]
  const face = '<w:rFonts w:ascii="SimSun" w:eastAsia="宋体" w:hAnsi="SimSun"/>'
  const run = `<w:rPr>${face}${isBold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr>`
  return `<w:p><w:pPr>${placed.join('')}</w:pPr><w:r>${run}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

function documentOf(form: LetterForm): string {
  const body = [
    paragraph('{单位}', { size: 44, isBold: true, align: 'center' }),
    paragraph('{标题}', { size: 36, isBold: true, align: 'center' }),
    paragraph('{编号}', { align: 'center' }),
    paragraph(''),
    paragraph('{申请人}：', { size: 28, isBold: true }),
    paragraph('您家{申请日期}提出的{项目}申请（办件编号 {办件编号}），我们已经按规定审核。现在决定：', {
      isIndented: true,
    }),
    paragraph('{决定}', { size: 32, isBold: true }),
    ...(form === 'decision' ? grantParts : []),
    paragraph(form === 'decision' ? '理由和依据：' : '不予确认的理由和依据：', { isBold: true }),
    paragraph('{#理由}'),
    paragraph('{.}', { isIndented: true }),
    paragraph('{/理由}'),
    paragraph('{救济}', { isIndented: true }),
    paragraph('核对这封信是不是真的，打 12345，报号 {核对号}。', { size: 20 }),
    paragraph(''),
    paragraph('（盖章处）', { align: 'right' }),
    paragraph('{单位}', { align: 'right' }),
    paragraph('{决定日期}', { align: 'right' }),
  ]
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247"/></w:sectPr>'
  return `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}${page}</w:body></w:document>`
}

const grantParts = [
  paragraph('金额：{金额} 元（大写：{大写金额}），按 {人数} 口人计算，从 {起始月}起。', { isIndented: true }),
  paragraph('怎么算的：', { isBold: true }),
  paragraph('{#算式}'),
  paragraph('{行}　{元}　{依据}', { isIndented: true }),
  paragraph('{/算式}'),
]

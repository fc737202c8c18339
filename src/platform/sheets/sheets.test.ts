import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import excel from 'exceljs'
import { afterAll, describe, expect, it } from 'vitest'
import { dayOfSerial, openSheet, safeText, writeCsv, writeXlsx, type SheetRow } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhulian-sheets-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

const readAll = async (path: string): Promise<SheetRow[]> => {
  const sheet = await openSheet(path, path)
  const rows: SheetRow[] = []
  for await (const row of sheet.rows) rows.push(row)
  await sheet.close()
  return rows
}
const texts = (rows: readonly SheetRow[]) => rows.map(({ cells }) => cells.map((cell) => cell?.text))

/** A zip by hand, so that it can lie. */
function zipOf(parts: readonly { name: string; bytes: Buffer; claims?: number }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, claims = bytes.length } of parts) {
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, list, Buffer.from('504b0506', 'hex'), end])
}

describe('不打开的文件', () => {
  it('不到 1 MB、展开几百 MB 的，一秒内拒绝，一个字节也不展开', async () => {
    await writeFile(
      at('bomb.xlsx'),
      zipOf([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(1024 * 1024), claims: 600 * 1024 * 1024 }]),
    )
    expect((await readFile(at('bomb.xlsx'))).length).toBeLessThan(1024 * 1024)
    const since = performance.now()
    await expect(openSheet(at('bomb.xlsx'), 'bomb.xlsx')).rejects.toThrow('展开有 600 MB')
    expect(performance.now() - since).toBeLessThan(1000)
  })

  it('目录里说得小、其实大的，读到说的长度就停', async () => {
    const workbook = '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    const links = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    const parts = [
      { name: 'xl/workbook.xml', bytes: Buffer.from(workbook) },
      { name: 'xl/_rels/workbook.xml.rels', bytes: Buffer.from(links) },
      { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(50 * 1024 * 1024), claims: 1000 },
    ]
    await writeFile(at('liar.xlsx'), zipOf(parts))
    await expect(openSheet(at('liar.xlsx'), 'liar.xlsx')).rejects.toThrow('打不开')
  })

  it('带宏的、老格式、别的文件、空文件，各有一句话', async () => {
    await writeFile(at('macro.xlsx'), zipOf([{ name: 'xl/vbaProject.bin', bytes: Buffer.from('x') }]))
    await expect(openSheet(at('macro.xlsx'), 'macro.xlsx')).rejects.toThrow('不收带宏')
    await expect(openSheet(at('macro.xlsx'), 'a.xlsm')).rejects.toThrow('不收带宏')
    await writeFile(at('old.xls'), Buffer.from('d0cf11e0a1b11ae1', 'hex'))
    await expect(openSheet(at('old.xls'), 'old.xls')).rejects.toThrow('另存为 .xlsx')
    await writeFile(at('a.pdf'), '%PDF-1.7 x')
    await expect(openSheet(at('a.pdf'), 'a.pdf')).rejects.toThrow('不是表格文件')
    await writeFile(at('empty.csv'), '')
    await expect(openSheet(at('empty.csv'), 'empty.csv')).rejects.toThrow('打不开')
    await writeFile(at('cut.xlsx'), Buffer.from('504b030414000600', 'hex'))
    await expect(openSheet(at('cut.xlsx'), 'cut.xlsx')).rejects.toThrow('打不开')
  })
})

describe('读工作簿', () => {
  it('合并的格每格都算有内容，隐藏的表不读，日期读成日子，公式读上次的数', async () => {
    const workbook = new excel.Workbook()
    const hidden = workbook.addWorksheet('底稿', { state: 'hidden' })
    hidden.addRow(['不该读到'])
    const sheet = workbook.addWorksheet('名单')
    sheet.addRows([
      ['户号', '姓名', '时间', '数'],
      ['QH-1', '甲 & <乙>', new Date(Date.UTC(2019, 7, 1)), { formula: '1+1', result: 2 }],
      ['', '丙', '=1+1', { formula: 'A1', result: undefined }],
      ['', { richText: [{ text: '富' }, { text: '文本' }] }, 43_678, 0.1 + 0.2],
    ])
    sheet.mergeCells('A2:A4')
    await workbook.xlsx.writeFile(at('own.xlsx'))
    const opened = await openSheet(at('own.xlsx'), 'own.xlsx')
    expect(opened.notes).toMatchObject({ sheet: '名单', hiddenSheets: ['底稿'], mergedAreas: 1 })
    const rows = await readAll(at('own.xlsx'))
    expect(texts(rows)).toEqual([
      ['户号', '姓名', '时间', '数'],
      ['QH-1', '甲 & <乙>', '2019-08-01', '2'],
      ['QH-1', '丙', '=1+1', ''],
      ['QH-1', '富文本', '43678', '0.3'],
    ])
    expect([rows[1]!.cells[2]!.kind, rows[1]!.cells[3]!.isFormula, rows[2]!.cells[3]!.kind]).toEqual([
      'day',
      true,
      'error',
    ])
  })

  it('Excel 的日子数：1900 年多算的那一天也对', () => {
    expect([1, 59, 61, 43_678].map((serial) => dayOfSerial(serial))).toEqual([
      ...['1900-01-01', '1900-02-28', '1900-03-01', '2019-08-01'],
    ])
    expect([0, -1, 200_000, Number.NaN].map((serial) => dayOfSerial(serial))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('写出去', () => {
  it('写什么读回来还是什么；会运行的只当文字', async () => {
    const rows = [['=1+1', '123456789012345678', null, 5]]
    const columns = ['甲', '乙', '丙', '丁'].map((title) => ({ title, width: 10 }))
    await writeXlsx(at('out.xlsx'), [{ name: '表', columns, rows }])
    const [, row] = await readAll(at('out.xlsx'))
    expect(row!.cells.map((cell) => cell?.text)).toEqual(['=1+1', '123456789012345678', undefined, '5'])
    expect(row!.cells[0]!.isFormula).toBe(undefined)
    await writeCsv(at('out.csv'), { columns, rows })
    expect(await readFile(at('out.csv'), 'utf8')).toContain("'=1+1,123456789012345678,,5")
    expect(['-5.00', '-2+3', '@x', '\t=1'].map(safeText)).toEqual(['-5.00', "'-2+3", "'@x", "'\t=1"])
  })

  it('写不成的不留半份', async () => {
    const failing = async function* () {
      yield ['x']
      await Promise.resolve()
      throw new Error('half way')
    }
    const columns = [{ title: '甲', width: 10 }]
    await expect(writeXlsx(at('half.xlsx'), [{ name: 'a', columns, rows: failing() }])).rejects.toThrow('half way')
    await expect(readFile(at('half.xlsx'))).rejects.toThrow('ENOENT')
    await expect(writeXlsx(join(folder, 'no', 'x.xlsx'), [{ name: 'a', columns, rows: [] }])).rejects.toThrow('写不了')
  })
})

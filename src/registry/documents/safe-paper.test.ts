import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Refusal } from '#platform/errors/index.ts'
import { readPaper } from './safe-paper.ts'

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 200 } } })
const withPlace = () =>
  picture()
    .withExif({
      IFD0: { Make: '合成相机', Orientation: '6' },
      IFD3: { GPSLatitude: '30/1 15/1 0/1', GPSLatitudeRef: 'N' },
    })
    .jpeg()
    .toBuffer()
const pdf = (body = ''): Buffer => Buffer.from(`%PDF-1.7\n${body}\n%%EOF\n`, 'latin1')
/** A picture that claims a size in its header, with next to nothing behind it. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const data = chunk('IDAT', deflateSync(Buffer.alloc(100)))
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))])
}

describe('收一份材料', () => {
  it('照片里的拍摄地点和相机去掉了，照片是正的', async () => {
    const before = await withPlace()
    expect((await sharp(before).metadata()).exif).toBeDefined()
    const paper = await readPaper({ name: '户口簿.jpg', bytes: before })
    const about = await sharp(paper.bytes).metadata()
    expect(paper).toMatchObject({ mediaType: 'image/jpeg', isStripped: true })
    expect(about.exif).toBeUndefined()
    expect(about.orientation ?? 1).toBe(1)
    expect(paper.bytes.includes('GPS')).toBe(false)
  })
  it('没有痕迹的照片一个字节也不动', async () => {
    const bytes = await picture().png().toBuffer()
    const paper = await readPaper({ name: '扫描.png', bytes })
    expect(paper.isStripped).toBe(false)
    expect(paper.bytes.equals(bytes)).toBe(true)
  })
  it('普通 PDF 原样收下', async () => {
    expect(await readPaper({ name: '工资单.pdf', bytes: pdf() })).toMatchObject({ mediaType: 'application/pdf' })
  })
  it('名字里的文件夹和隐藏字符去掉，太长的截短', async () => {
    const names = ['../../etc/证明.pdf', 'C:\\家\\证明.pdf', '证明\u202Efdp.exe.pdf', `${'长'.repeat(300)}.pdf`]
    const shown = await Promise.all(names.map(async (name) => (await readPaper({ name, bytes: pdf() })).name))
    expect(shown.slice(0, 3)).toEqual(['证明.pdf', '证明.pdf', '证明fdp.exe.pdf'])
    expect([...shown[3]!].length).toBeLessThanOrEqual(80)
  })

  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
  const bomb = pngClaiming(60_000, 60_000)
  it.each([
    ['空文件', '空.jpg', Buffer.alloc(0), 'empty'],
    ['三十兆的照片', '大.jpg', Buffer.alloc(30 * 1024 * 1024, 1), 'tooLarge'],
    ['叫 PDF 的程序', '工资单.pdf', program, 'notAPaper'],
    ['六万乘六万的图', '图.png', bomb, 'pictureTooLarge'],
    ['只有一半的图', '半.png', pngClaiming(100, 100), 'broken'],
    ['没有结尾的 PDF', '断.pdf', Buffer.from('%PDF-1.7\n1 0 obj'), 'broken'],
    ['会自己运行的 PDF', '脚本.pdf', pdf('<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'), 'activePdf'],
    ['带附件的 PDF', '附件.pdf', pdf('<< /Type /EmbeddedFile >>'), 'activePdf'],
    ['网页', '页.jpg', Buffer.from('<html><script>1</script></html>'), 'notAPaper'],
  ])('%s：说清楚为什么不收', async (_, name, bytes, code) => {
    const refusal = await readPaper({ name, bytes }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: `documents.${code}` })
    // The name of the file may be Chinese; the English sentence about it is English.
    expect((refusal as Refusal).en.replaceAll(/“[^”]*”/g, '')).not.toMatch(/\p{Script=Han}/u)
  })
  it('像素照说是被拆开之前拒的：六万乘六万不到一秒，不占内存', async () => {
    const before = process.memoryUsage().rss
    await expect(readPaper({ name: '图.png', bytes: bomb })).rejects.toThrow('60000×60000')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })
  it('半张照片不当一张照片收', async () => {
    const whole = await picture(800, 600).jpeg().toBuffer()
    await expect(readPaper({ name: '断.jpg', bytes: whole.subarray(0, whole.length / 2) })).rejects.toMatchObject({
      code: 'documents.broken',
    })
  })
})

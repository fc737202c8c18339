import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeCsv, writeXlsx, type OutCell } from './index.ts'

/** What the file system says in the middle of a list. */
function* untilFull(): Generator<OutCell[]> {
  for (let row = 0; row < 600; row += 1) yield ['居民甲0001']
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
}

it.each([
  [
    'xlsx',
    (path: string) => writeXlsx(path, [{ name: '名单', columns: [{ title: '姓名', width: 10 }], rows: untilFull() }]),
  ],
  ['csv', (path: string) => writeCsv(path, { columns: [{ title: '姓名', width: 10 }], rows: untilFull() })],
])('写 %s 写到一半磁盘满了：说清楚，不留半个文件，原来的那份还在', async (ending, write) => {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-full-'))
  const path = join(folder, `结果.${ending}`)
  writeFileSync(path, '原来的')
  await expect(write(path)).rejects.toThrow('磁盘写满了')
  expect(readdirSync(folder)).toEqual([`结果.${ending}`])
  expect(readFileSync(path, 'utf8')).toBe('原来的')
})

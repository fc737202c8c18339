import { describe, expect, it } from 'vitest'
import { packExport } from './packs.ts'
import { runDmnTck, runPack } from './policy.ts'
import { runSimulate } from './simulate.ts'

describe('命令行写错了：一句话说怎么写，不崩', () => {
  it.each([
    [
      '第几版不是数',
      () => packExport(['--region', '999901', '--programme', 'dibao', '--out', '/nope', '--serial', 'abc']),
    ],
    ['草稿编号不是编号', () => runSimulate(['--draft', 'abc'])],
    ['草稿和文件夹都写了', () => runSimulate(['--draft', 'abc', '--from', '/nope'])],
  ])('%s', async (_, run) => {
    await expect((async () => run())()).rejects.toThrow('写法不对')
  })
  it.each([
    ['检查的文件夹没有', () => runPack(['check', '--dir', '/nope']), '/nope'],
    ['检查的是一个文件，不是文件夹', () => runPack(['check', '--dir', import.meta.filename]), import.meta.filename],
    ['TCK 的文件夹没有', () => runDmnTck(['--dir', '/nope']), '/nope'],
    ['试算的文件夹没有', async () => runSimulate(['--from', '/nope']), '/nope'],
  ])('%s', async (_, run, file) => {
    await expect(run()).rejects.toThrow(`读不到文件 ${file}`)
  })
})

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownerOf, takeFolder } from './owner-file.ts'
import { startOf } from './process-table.ts'

describe('谁在管这个数据文件夹', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zhulian-owner-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const leave = (owner: unknown): void => writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner))

  it('拿到之后别人拿不到，放下之后又能拿', () => {
    const taken = takeFolder(folder)
    expect(ownerOf(folder)?.pid).toBe(process.pid)
    expect(() => takeFolder(folder)).toThrow(`进程 ${process.pid}`)
    taken.release()
    expect(ownerOf(folder)).toBeNull()
    takeFolder(folder).release()
    expect(readdirSync(folder)).toEqual([])
  })
  it.each([
    ['进程已经不在', { pid: 2 ** 22 + 1, start: '1' }],
    ['进程号又给了别的程序', { pid: process.ppid, start: 'another time' }],
    ['文件读不懂', 'half written'],
  ])('%s，就接过来', (_, owner) => {
    leave(owner)
    expect(ownerOf(folder)).toBeNull()
    takeFolder(folder).release()
  })
  it('别的活着的进程管着，就拒绝，它的文件原样留着', () => {
    const living = { pid: process.ppid, start: startOf(process.ppid) }
    leave(living)
    expect(() => takeFolder(folder)).toThrow('已经在运行')
    expect(ownerOf(folder)).toEqual(living)
    expect(readdirSync(folder)).toEqual(['owner.json'])
  })
})

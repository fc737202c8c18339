import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refuseOutOfReach, serverAccount } from './account.ts'
import { layoutOf } from './layout.ts'

const passwd = (...names: string[]): string =>
  names.map((name, index) => `${name}:x:${name === 'root' ? 0 : 100 + index}:${100 + index}::/:/bin/sh`).join('\n')

describe('以 root 运行时，数据库用哪个账户', () => {
  it.each([
    [['root', 'daemon', 'nobody', 'postgres', 'zhulian'], 'zhulian'],
    [['root', 'daemon', 'nobody', 'postgres'], 'postgres'],
    [['root', 'daemon', 'nobody'], 'nobody'],
    [['root', 'daemon'], 'daemon'],
  ])('%j → %s', (names, account) => expect(serverAccount(0, passwd(...names))?.name).toBe(account))
  it('一个普通账户也没有，就说怎么办', () => expect(() => serverAccount(0, passwd('root'))).toThrow('useradd'))
  it('不是 root，就用自己的账户', () => expect(serverAccount(1000, passwd('root', 'zhulian'))).toBeNull())

  it('数据文件夹在那个账户进不去的地方，就说是哪一层', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhulian-reach-'))
    const shut = join(folder, 'home')
    const data = join(shut, 'data')
    mkdirSync(data, { recursive: true })
    const stranger = { name: 'nobody', uid: 4_000_001, gid: 4_000_001 }
    for (const [path, mode] of [
      [folder, 0o711],
      [data, 0o711],
      [shut, 0o700],
    ] as const) {
      chmodSync(path, mode)
    }
    expect(() => refuseOutOfReach(data, stranger)).toThrow(`进不了 ${shut}`)
    chmodSync(shut, 0o711)
    expect(() => refuseOutOfReach(join(data, 'not-there-yet'), stranger)).not.toThrow()
    rmSync(folder, { recursive: true })
  })
})

describe('套接字的路径', () => {
  it('文件夹很深时，挪到系统的临时文件夹，同一文件夹总在同一处', () => {
    const deep = `/srv/${'很深的文件夹/'.repeat(10)}`
    expect(layoutOf('/srv/zhulian').run).toBe('/srv/zhulian/run')
    expect(Buffer.byteLength(layoutOf(deep).run)).toBeLessThan(90)
    expect(layoutOf(deep).run).toBe(layoutOf(deep).run)
  })
})

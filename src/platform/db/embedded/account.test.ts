import { describe, expect, it } from 'vitest'
import { serverAccount } from './account.ts'
import { layoutOf } from './layout.ts'

const passwd = (...names: string[]): string =>
  names.map((name, index) => `${name}:x:${name === 'root' ? 0 : 100 + index}:${100 + index}::/:/bin/sh`).join('\n')

describe.runIf(process.getuid?.() === 0)('以 root 运行时，数据库用哪个账户', () => {
  it.each([
    [['root', 'daemon', 'nobody', 'postgres', 'zhulian'], 'zhulian'],
    [['root', 'daemon', 'nobody', 'postgres'], 'postgres'],
    [['root', 'daemon', 'nobody'], 'nobody'],
    [['root', 'daemon'], 'daemon'],
  ])('%j → %s', (names, account) => expect(serverAccount(passwd(...names))?.name).toBe(account))
  it('一个普通账户也没有，就说怎么办', () => expect(() => serverAccount(passwd('root'))).toThrow('useradd'))
})

describe('套接字的路径', () => {
  it('文件夹很深时，挪到系统的临时文件夹，同一文件夹总在同一处', () => {
    const deep = `/srv/${'很深的文件夹/'.repeat(10)}`
    expect(layoutOf('/srv/zhulian').run).toBe('/srv/zhulian/run')
    expect(Buffer.byteLength(layoutOf(deep).run)).toBeLessThan(90)
    expect(layoutOf(deep).run).toBe(layoutOf(deep).run)
  })
})

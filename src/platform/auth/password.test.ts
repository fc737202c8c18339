import { describe, expect, it } from 'vitest'
import { checkPassword, hashPassword, isPassword } from './password.ts'

describe('密码', () => {
  it.each(['青禾县春天的油菜花', 'correct horse battery', 'Zh3.14159265!'])('%s 可以用', (password) => {
    expect(() => checkPassword(`${password}。`, 'town01')).not.toThrow()
  })
  it.each([
    ['太短', '至少要 10 个', 'Ab3$efg'],
    ['只有几种字符', '太容易', 'aaaaaaaabbb'],
    ['含有账号', '太容易', 'my-TOWN01-key'],
    ['常见密码', '太容易', 'Password#2026'],
    ['全角的常见密码', '太容易', 'ｐａｓｓｗｏｒｄ＃２６'],
  ])('%s，不能用', (_, why, password) => expect(() => checkPassword(password, 'town01')).toThrow(why))

  it('存下的是 argon2id，同一个密码两次存得不一样', async () => {
    const [one, two] = [await hashPassword('春天的油菜花开了一片'), await hashPassword('春天的油菜花开了一片')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect(await isPassword(one, '春天的油菜花开了一片')).toBe(true)
    expect(await isPassword(one, '春天的油菜花开了两片')).toBe(false)
  })
  it('没有密码的账号，什么密码都不对', async () => {
    expect(await isPassword(null, '')).toBe(false)
    expect(await isPassword(null, 'nobody-has-this-password')).toBe(false)
  })
})

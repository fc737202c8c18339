import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newKey, openWith, sealWith, versionOf, type CipherName } from './ciphers.ts'
import { gcmOpen, gcmSeal } from './sm4-gcm.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('SM4-GCM', () => {
  const input = {
    cipher: 'sm4' as const,
    key: hex('0123456789ABCDEFFEDCBA9876543210'),
    nonce: hex('00001234567800000000ABCD'),
    bound: hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2'),
  }
  const text = hex(
    'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD' +
      'EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
  )

  it('与 RFC 8998 附录 A.1 的例子一致', () => {
    const { body, tag } = gcmSeal(input, text)
    expect(body.toString('hex').toUpperCase()).toBe(
      '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735' +
        'D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D',
    )
    expect(tag.toString('hex').toUpperCase()).toBe('83DE3541E4C2B58177E065A9BF7B62EC')
    expect(gcmOpen(input, { body, tag })).toEqual(text)
  })

  it('换上 AES，与 OpenSSL 自己的 GCM 逐字节相同', () => {
    const bytes = (max: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: max })
    fc.assert(
      fc.property(bytes(100), bytes(50), (plain, bound) => {
        const [key, nonce] = [randomBytes(32), randomBytes(12)]
        const theirs = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
        const expected = Buffer.concat([theirs.update(plain), theirs.final()])
        const ours = gcmSeal({ cipher: 'aes-256', key, nonce, bound: Buffer.from(bound) }, Buffer.from(plain))
        expect(ours).toEqual({ body: expected, tag: theirs.getAuthTag() })
      }),
    )
  })
})

describe.each<CipherName>(['aes-256-gcm', 'sm4-gcm'])('密文 %s', (cipher) => {
  const key = newKey(cipher)
  const sealed = sealWith(key, 7, '1:person.id-number:a', Buffer.from('甲的号码'))

  it('封了能开，带着密钥版本', () => {
    expect(openWith(key, '1:person.id-number:a', sealed).toString()).toBe('甲的号码')
    expect(versionOf(sealed)).toBe(7)
  })
  it('同一内容封两次，密文不同', () =>
    expect(sealWith(key, 7, 'x', Buffer.from('1'))).not.toEqual(sealWith(key, 7, 'x', Buffer.from('1'))))
  it('挪到别人那一行就打不开', () => expect(() => openWith(key, '1:person.id-number:b', sealed)).toThrow('打不开'))
  it('换一把钥匙打不开', () => expect(() => openWith(newKey(cipher), '1:person.id-number:a', sealed)).toThrow('打不开'))
  it('改动任何一个字节都打不开', () => {
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(() => openWith(key, '1:person.id-number:a', altered)).toThrow('打不开')
    }
  })
  it('太短的不是密文', () => expect(() => openWith(key, 'x', Buffer.alloc(30))).toThrow('打不开'))
})

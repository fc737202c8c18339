import { describe, expect, it } from 'vitest'
import { Refusal } from '#platform/errors/index.ts'
import { addressOf } from './address.ts'

const said = (text: string): string => {
  const found = addressOf(text)
  return found instanceof Refusal ? found.code : found
}

describe('部门接口的地址', () => {
  it.each([
    ['https://exchange.example.gov.cn/check/', 'https://exchange.example.gov.cn/check'],
    [' https://10.1.2.3:8443 ', 'https://10.1.2.3:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://10.20.30.40/a', 'http://10.20.30.40/a'],
    ['http://192.168.0.9', 'http://192.168.0.9'],
    ['http://172.16.0.1', 'http://172.16.0.1'],
    ['http://172.31.255.1', 'http://172.31.255.1'],
    ['http://[fd00::1]', 'http://[fd00::1]'],
  ])('%s 可以', (text, kept) => expect(said(text)).toBe(kept))

  it.each([
    ['http://172.15.0.1', 'addressInClear'],
    ['http://172.32.0.1', 'addressInClear'],
    ['http://192.169.0.1', 'addressInClear'],
    ['http://11.0.0.1', 'addressInClear'],
    ['http://exchange.example.gov.cn', 'addressInClear'],
    ['http://localhost.example.com', 'addressInClear'],
    ['http://127.0.0.1.example.com', 'addressInClear'],
    ['https://user:secret@exchange.example.gov.cn', 'addressTellsMore'],
    ['https://exchange.example.gov.cn/?key=1', 'addressTellsMore'],
    ['https://exchange.example.gov.cn/#a', 'addressTellsMore'],
    ['ftp://10.0.0.1', 'notAnAddress'],
    ['file:///etc/passwd', 'notAnAddress'],
    ['exchange.example.gov.cn', 'notAnAddress'],
    ['', 'notAnAddress'],
    [`https://a.cn/${'a'.repeat(300)}`, 'notAnAddress'],
  ])('%s 不行：%s', (text, code) => expect(said(text)).toBe(`means-check.${code}`))
})

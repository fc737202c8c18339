import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '../departments/catalogue.ts'
import { serveSimulator } from '../simulator/serve.ts'
import type { Mood } from '../wire.ts'
import { httpConnector } from './http-connector.ts'
import { requestSignatureHeader, signatureOf, type Ask } from './protocol.ts'

const secret = 'a secret of these tests only'
const person = '99990119600101001X'
let server: Server
let baseUrl: string

beforeEach(async () => {
  server = serveSimulator({ secret, offset: 0, catalogue: readCatalogue() })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function control(path: string, body: unknown): Promise<void> {
  const text = JSON.stringify(body)
  const headers = { [requestSignatureHeader]: signatureOf(secret, text) }
  await fetch(`${baseUrl}/control/${path}`, { method: 'POST', headers, body: text })
}
const setMood = (mood: Mood, slowMs?: number) => control('moods', { department: 'social-insurance', mood, slowMs })

const ask = (more: Partial<Ask> = {}): Ask => ({
  ...{ version: 1, request: '0193a000-0000-7000-8000-000000000001', department: 'social-insurance' },
  ...{ purpose: 'means-check', caseNumber: 'QH-DB-2026-000001', basis: '依据', authorisations: ['A1'] },
  ...{ subjects: [person], items: ['contribution-base', 'pension-received'] },
  ...more,
})
interface Trial {
  readonly timeoutMs?: number
  readonly more?: Partial<Ask>
  readonly isSimulated?: boolean
  readonly ticket?: string | null
  readonly onTicket?: (ticket: string) => Promise<void>
  readonly key?: string
}
const put = ({ timeoutMs = 2_000, more = {}, isSimulated = true, ticket = null, onTicket, key = secret }: Trial = {}) =>
  httpConnector().put({
    department: { code: 'social-insurance', timeoutMs },
    connection: { baseUrl, secret: key, isSimulated },
    ...{ ask: ask(more), ticket, onTicket: onTicket ?? (() => Promise.resolve()) },
  })

describe('问部门：发出、收条、再取、回复', () => {
  it('正常：拿到签过名、写明是模拟的回复，原文一字不差', async () => {
    await control('people', [
      {
        idNumber: person,
        household: 'h',
        isHead: true,
        facts: { 'income.transfers': { value: '30000/month', isTrue: true } },
      },
    ])
    const outcome = await put()
    expect(outcome).toMatchObject({ kind: 'answered', received: { answer: { simulated: true, subjects: [person] } } })
    if (outcome.kind !== 'answered') return
    expect(JSON.parse(outcome.received.raw)).toEqual(outcome.received.answer)
    expect(outcome.received.signature).toBe(signatureOf(secret, outcome.received.raw))
    expect(outcome.received.answer.items.find(({ code }) => code === 'pension-received')).toMatchObject({
      value: '30000',
    })
  })

  it.each([
    ['failing', 'failed'],
    ['broken', 'not-understood'],
    ['wrong-person', 'wrong-person'],
    ['huge', 'too-large'],
    ['badly-signed', 'badly-signed'],
    ['down', 'unreachable'],
  ] as const)('部门%s：是没有回复（%s），不是没有问题', async (mood, trouble) => {
    await setMood(mood)
    expect(await put()).toEqual({ kind: 'silent', trouble })
  })

  it('一直不回：到时限就停，不拖住别人', async () => {
    await setMood('hanging')
    const since = performance.now()
    expect(await put({ timeoutMs: 300 })).toEqual({ kind: 'silent', trouble: 'timeout' })
    expect(performance.now() - since).toBeLessThan(1_500)
  })

  it('慢：等到为止，多等不超过一成', async () => {
    await setMood('slow', 600)
    const since = performance.now()
    expect(await put()).toMatchObject({ kind: 'answered' })
    expect(performance.now() - since).toBeLessThan(900)
  })

  it('比时限还慢：算没有回复，收条留着', async () => {
    await setMood('slow', 5_000)
    const tickets: string[] = []
    const onTicket = async (ticket: string) => void tickets.push(ticket)
    const since = performance.now()
    expect(await put({ timeoutMs: 300, onTicket })).toEqual({ kind: 'silent', trouble: 'timeout' })
    expect(performance.now() - since).toBeLessThan(1_500)
    expect(tickets).toEqual([ask().request])
  })

  it('拿着收条接着取；收条部门不认了，就重新问一次', async () => {
    await setMood('slow', 100)
    await put({ timeoutMs: 250, more: {} })
    expect(await put({ ticket: 'forgotten' })).toMatchObject({ kind: 'answered' })
  })

  it('少回一项：回了的照收，少的看得出来', async () => {
    await setMood('partial')
    const outcome = await put()
    expect(outcome.kind === 'answered' && outcome.received.answer.items.map(({ code }) => code)).toEqual([
      'contribution-base',
    ])
  })

  it('正式系统不收模拟数据', async () => {
    expect(await put({ isSimulated: false })).toEqual({ kind: 'silent', trouble: 'simulated-here' })
  })

  it('密钥不对，对方不理，我们也不信', async () => {
    expect(await put({ key: 'another secret altogether' })).toEqual({ kind: 'silent', trouble: 'badly-signed' })
  })

  it('不认识的部门：拒绝，写明代码', async () => {
    const outcome = await httpConnector().put({
      department: { code: 'nobody', timeoutMs: 1_000 },
      connection: { baseUrl, secret, isSimulated: true },
      ...{ ask: ask({ department: 'nobody' }), ticket: null, onTicket: () => Promise.resolve() },
    })
    expect(outcome).toEqual({ kind: 'refused', reason: 'no-such-department' })
  })

  it('模拟器的页面写着模拟数据', async () => {
    expect(await (await fetch(baseUrl)).text()).toContain('模拟数据')
  })
})

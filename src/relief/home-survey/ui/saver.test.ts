import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Typed } from './form-state.ts'
import { createSaver } from './saver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server, played: keeps what it is sent unless it is told what to throw. */
function played() {
  const sent: Typed[] = []
  const troubles: unknown[] = []
  const server = { sent, troubles, isWanted: true, during: () => {} }
  const saver = createSaver({
    wireOf: (key, typed) => (key === 'rooms' && !/^\d*$/.test(typed) ? null : typed),
    isWanted: () => server.isWanted,
    send: async (answers) => {
      sent.push(answers)
      server.during()
      const trouble = troubles.shift()
      if (trouble !== undefined) throw trouble
    },
  })
  return { server, saver }
}
const noNetwork = { status: 0, code: 'http.noAnswer', at: null, zh: '没有网络', en: 'no network' }

describe('边填边存', () => {
  it('改一题只送那一题；停一下才送，连着打的字送最后的', async () => {
    const { server, saver } = played()
    saver.type('meals', '够')
    await vi.advanceTimersByTimeAsync(300)
    saver.type('meals', '够吃')
    expect(server.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    saver.type('rooms', '3')
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.sent).toEqual([{ meals: '够吃' }, { rooms: '3' }])
    expect(saver.read()).toMatchObject({ pending: {}, phase: 'saved' })
  })
  it('没有网络：一个字不丢，自己再送', async () => {
    const { server, saver } = played()
    server.troubles.push(noNetwork, noNetwork)
    saver.type('meals', '够')
    await vi.advanceTimersByTimeAsync(1000)
    expect(saver.read()).toMatchObject({ pending: { meals: '够' }, phase: 'kept', trouble: noNetwork })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.sent).toHaveLength(3)
    expect(saver.read()).toMatchObject({ pending: {}, phase: 'saved', trouble: null })
  })
  it('存的时候又打的字不当作已存', async () => {
    const { server, saver } = played()
    server.during = () => {
      if (server.sent.length === 1) saver.type('meals', '够吃，菜是自己种的')
    }
    saver.type('meals', '够吃')
    await vi.advanceTimersByTimeAsync(700)
    expect(saver.read().pending).toEqual({ meals: '够吃，菜是自己种的' })
    expect(saver.read().phase).not.toBe('saved')
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.sent.at(-1)).toEqual({ meals: '够吃，菜是自己种的' })
  })
  it('一题不对，停在那一题，别的照样存；改了再送', async () => {
    const { server, saver } = played()
    const wrong = { status: 422, at: 'bills', zh: '填的不对', en: 'does not fit' }
    server.troubles.push(wrong)
    saver.type('bills', '九十')
    saver.type('meals', '够')
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.sent.at(-1)).toEqual({ meals: '够' })
    expect(saver.read()).toMatchObject({ pending: { bills: '九十' }, phase: 'held' })
    expect(saver.read().faults['bills']?.zh).toBe('填的不对')
    saver.type('bills', '90')
    await vi.advanceTimersByTimeAsync(1000)
    expect(saver.read()).toMatchObject({ pending: {}, phase: 'saved', faults: {} })
  })
  it('还不成数的不送，也不说已存', async () => {
    const { server, saver } = played()
    saver.type('rooms', '三')
    await vi.advanceTimersByTimeAsync(5000)
    expect(server.sent).toEqual([])
    expect(saver.read().phase).toBe('held')
  })
  it('不许存的不会没完没了地送；内容留着', async () => {
    const { server, saver } = played()
    server.troubles.push({ ...noNetwork, status: 409, code: 'home-survey.finished' })
    saver.type('meals', '够')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(server.sent).toHaveLength(1)
    expect(saver.read()).toMatchObject({ pending: { meals: '够' }, phase: 'kept' })
  })
  it('签名以前先存完；存不上就说没有存完', async () => {
    const { server, saver } = played()
    saver.type('meals', '够')
    expect(await saver.flush()).toBe(true)
    server.troubles.push(noNetwork)
    saver.type('meals', '不够')
    expect(await saver.flush()).toBe(false)
  })
  it('退出登录以后，什么也不用别人的名义送', async () => {
    const { server, saver } = played()
    saver.type('meals', '够')
    server.isWanted = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.sent).toEqual([])
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyParts, type PartName } from '../form.ts'
import { createAutosave, restsFor, triesAgainAfter } from './autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const from = () => {
  const parts = emptyParts()
  const part = <Name extends PartName>(name: Name) => ({ version: 0, value: parts[name] })
  return {
    ...{ family: part('family'), members: part('members'), incomes: part('incomes') },
    ...{ property: part('property'), statement: part('statement') },
  }
}
/** A server that keeps what it gets; `down` makes it answer nothing. */
function desk() {
  const stood = new Map<PartName, { version: number; value: unknown }>()
  const asked: string[] = []
  const state = { down: false }
  const save = (name: PartName, version: number, value: unknown) => {
    asked.push(`${name} ${version}`)
    if (state.down) return Promise.reject(new Error('no answer'))
    stood.set(name, { version: version + 1, value: structuredClone(value) })
    return Promise.resolve({ version: version + 1 })
  }
  const autosave = createAutosave({ from: from(), save, changed: () => undefined, isFinal: () => false })
  return { stood, asked, state, autosave }
}
const statement = (reason: string) => ({ ...emptyParts().statement, reason })

describe('边填边存', () => {
  it('手停下来才送，送的是最后的样子', async () => {
    const { asked, stood, autosave } = desk()
    for (const text of ['没', '没有', '没有收入']) autosave.set('statement', statement(text))
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(restsFor)
    expect(asked).toEqual(['statement 0'])
    expect(stood.get('statement')?.value).toMatchObject({ reason: '没有收入' })
    expect(autosave.isSaved()).toBe(true)
  })

  it('服务器没有应答，打的都在，过一会儿自己再送', async () => {
    const { state, stood, autosave } = desk()
    state.down = true
    autosave.set('statement', statement('断网时写的'))
    await vi.advanceTimersByTimeAsync(restsFor)
    expect(autosave.isSaved()).toBe(false)
    expect(autosave.trouble()?.name).toBe('statement')
    autosave.set('statement', statement('断网时接着写的'))
    await vi.advanceTimersByTimeAsync(restsFor)
    state.down = false
    await vi.advanceTimersByTimeAsync(triesAgainAfter)
    expect(stood.get('statement')?.value).toMatchObject({ reason: '断网时接着写的' })
    expect([autosave.isSaved(), autosave.trouble()]).toEqual([true, null])
  })

  it('送的路上又打了字，第二次送的版本接着第一次', async () => {
    const { asked, stood, autosave } = desk()
    autosave.set('property', { ...emptyParts().property, homes: '1' })
    const done = autosave.flush()
    autosave.set('property', { ...emptyParts().property, homes: '2' })
    expect(await done).toBe(true)
    expect(asked).toEqual(['property 0', 'property 1'])
    expect(stood.get('property')?.value).toMatchObject({ homes: '2' })
  })

  it('别处先存了：留自己的就盖过去，用那边的就换过来', async () => {
    const { stood, autosave } = desk()
    autosave.set('statement', statement('我的'))
    await autosave.keepMine('statement', 7)
    expect(stood.get('statement')).toMatchObject({ version: 8, value: { reason: '我的' } })
    autosave.takeTheirs('statement', 9, statement('那边的'))
    expect(autosave.parts().statement.reason).toBe('那边的')
    expect(autosave.isSaved()).toBe(true)
  })
})

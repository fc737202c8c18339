import { describe, expect, it } from 'vitest'
import { assembleTimeline, entriesMax } from './timeline.ts'

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{
      id: `${index}`,
      at: new Date(index),
      kind: 'test.done',
      zh: '做了',
      en: 'done',
      who: '某人',
      why: null,
      href: null,
    },
  }))
const may = { name: 'test.read' } as never
const who = (mayRead: boolean) => ({ may: () => mayRead }) as never
const told = (count: number, mayRead = true) =>
  assembleTimeline(
    undefined as never,
    who(mayRead),
    [{ name: 'test', may, entriesOf: () => Promise.resolve(entries(count)) }],
    'h1',
  )

describe('经过', () => {
  it('放得下就都在，不说还有', async () => {
    const { entries: shown, hasMore } = await told(entriesMax)
    expect([shown.length, hasMore]).toEqual([entriesMax, false])
  })
  it('多一条：列最近的，说还有更早的', async () => {
    const { entries: shown, hasMore } = await told(entriesMax + 1)
    expect([shown.length, hasMore, shown[0]!.id]).toEqual([entriesMax, true, `${entriesMax}`])
  })
  it('看不到的来源不算在里面', async () => {
    expect(await told(entriesMax + 1, false)).toEqual({ entries: [], hasMore: false, hidden: ['test'] })
  })
})

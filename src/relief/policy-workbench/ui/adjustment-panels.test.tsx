import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LanguageProvider } from '#design/console/language.tsx'
import { ClientContext, createClient } from '#platform/http/client.ts'
import { AdjustmentsPanel } from './adjustments-panel.tsx'
import type { AdjustmentSheet, VersionCard } from './model.ts'
import { Halted, TakenBack } from './taken-back.tsx'

/** What is drawn of adjustment lists: what to do next where there is none, and no door that would not open. */

async function draw(element: ReactElement, lists?: unknown, language: 'zh' | 'en' = 'zh'): Promise<string> {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['policy-workbench'], { packs: [] })
  queries.setQueryData(['policy-adjustments'], lists)
  const client = createClient({
    ...{ csrf: () => '', language: () => 'zh' as const, signInAgain: () => Promise.resolve(false) },
    fetch: () => Promise.reject(new Error('a drawing asks nobody')),
  })
  const root = createRootRoute({
    component: () => (
      <QueryClientProvider client={queries}>
        <ClientContext value={client}>
          <LanguageProvider language={language}>{element}</LanguageProvider>
        </ClientContext>
      </QueryClientProvider>
    ),
  })
  const router = createRouter({
    routeTree: root.addChildren(
      ['/workbench/adjustments/$id', '/households/$id'].map((path) =>
        createRoute({ getParentRoute: () => root, path }),
      ),
    ),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  await router.load()
  return renderToStaticMarkup(<RouterProvider router={router} />)
}

const version: VersionCard = {
  ...{ region: '999901', programme: 'dibao', serial: 2, title: '青禾县低保', document: '合成文件', hash: 'h' },
  ...{ startsOn: '2026-04-01', madeName: '甲', approvedName: '乙', publishedAt: '2026-03-02', draftId: 'd' },
}
const line = (number: string, change: Partial<AdjustmentSheet['lines'][number]>): AdjustmentSheet['lines'][number] => ({
  ...{ householdId: number, number, head: '居**01', placeLabel: '石泾村', kind: 'raise', paid: '1', before: '1' },
  ...{ after: '2', fromMonth: '2026-02', undone: null, isOpen: false, ...change },
})
const sheet = (change: Partial<AdjustmentSheet>, openHousehold = true): AdjustmentSheet =>
  ({
    ...{ open: null, undone: { undone: 6, stay: 2, never: 0 }, may: { openHousehold } },
    ...{ lines: [line('QH-1', { isOpen: true }), line('QH-2', { undone: 'undone' })] },
    ...change,
  }) as AdjustmentSheet

describe('调标名单的几块', () => {
  it('还没有名单、自己又不做名单的：说出哪一版在等、谁来做、等什么，没有按不动的按钮', async () => {
    const html = await draw(<AdjustmentsPanel versions={[version]} />, { lists: [], may: { prepare: false } })
    for (const words of ['还没有调标名单', '第 2 版', '下一步', '政策维护人员', '做不了发放名单'])
      expect(html).toContain(words)
    expect(html).not.toContain('<button')
  })
  it('做名单的人，有做的按钮', async () => {
    const html = await draw(<AdjustmentsPanel versions={[version]} />, { lists: [], may: { prepare: true } })
    expect(html).toContain('做调标名单')
    expect(html).not.toContain('还没有调标名单')
  })
  it.each([
    ['停下的撤回，这一版不能再做一份', 'halted', false],
    ['到这里为止以后，可以另做', 'stopped', true],
  ] as const)('%s', async (_, state, mayMake) => {
    const list = { ...version, id: 'a', state, fromMonth: '2026-04' }
    const html = await draw(<AdjustmentsPanel versions={[version]} />, { lists: [list], may: { prepare: true } })
    expect(html.includes('做调标名单')).toBe(mayMake)
  })
  it('停在半路：列出还没有撤回的户和现在能做的；不能看档案的人，名字不是链接', async () => {
    const halted = await draw(<Halted list={sheet({ state: 'halted', open: 1 })} />)
    for (const words of ['还有 1 户没有撤回', '接着撤', 'QH-1', 'href="/households/QH-1"'])
      expect(halted).toContain(words)
    expect(halted).not.toContain('QH-2')
    const shut = await draw(<Halted list={sheet({ state: 'halted', open: 1 }, false)} />)
    expect(shut).toContain('QH-1')
    expect(shut).not.toContain('<a ')
    expect(await draw(<Halted list={sheet({ state: 'taking-back' })} />)).toBe('')
  })
  it('到这里为止以后：没有撤回的逐户写明，照新数发', async () => {
    const lines = [line('QH-1', { undone: 'stopped' }), line('QH-2', { undone: 'undone' })]
    const html = await draw(<TakenBack list={sheet({ state: 'stopped', lines })} />)
    for (const words of ['撤回了 6 户', '2 户没有撤回', 'QH-1', '照名单的新数发']) expect(html).toContain(words)
    expect(html).not.toContain('QH-2')
  })
  it('英文里一户是一户', async () => {
    const one = { state: 'stopped', undone: { undone: 1, stay: 1, never: 1 }, lines: [] } as const
    const html = await draw(<TakenBack list={sheet(one)} />, undefined, 'en')
    expect(html.match(/\b1 household\b/g)).toHaveLength(3)
    expect(await draw(<Halted list={sheet({ state: 'halted', open: 1 })} />, undefined, 'en')).toContain('1 household;')
  })
})

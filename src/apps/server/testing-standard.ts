import type { Caller } from '#platform/http/index.ts'
import { withSeries, type Draft } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'

/** The standard of the invented county, raised from February on, in force for decisions from today on. */
export async function raisedStandard(
  { db, workbench }: Pick<Product, 'db' | 'workbench'>,
  { officer, head }: { readonly officer: Caller; readonly head: Caller },
): Promise<{ readonly serial: number }> {
  const { drafts, lawbook } = workbench
  const rows = [
    { value: '780.00', from: '2024-01-01', document: '青禾县合成标准（演示用）' },
    { value: '810.00', from: '2025-07-01', document: '青禾县合成标准（演示用）' },
    { value: '860.00', from: '2026-02-01', document: '青禾县合成调标（测试）' },
  ]
  const says = (on: string, amount: string | null): string =>
    `  - { name: ${on}, month: ${on.slice(0, 7)}, on: ${on}, members: [{ age: 46, wages: "500.00" }], expect: { ${
      amount === null ? 'outcome: no-rule' : `outcome: entitled, amount: "${amount}"`
    } } }\n`
  const cases = [
    ...([
      ['2023-12-31', null],
      ['2024-01-01', '280.00'],
      ['2024-01-02', '280.00'],
    ] as const),
    ...([
      ['2025-06-30', '280.00'],
      ['2025-07-01', '310.00'],
      ['2025-07-02', '310.00'],
    ] as const),
    ...([
      ['2026-01-31', '310.00'],
      ['2026-02-01', '360.00'],
      ['2026-02-02', '360.00'],
    ] as const),
  ]
  const draft = await officer.transaction(db, async (tx): Promise<Draft> => {
    const edited = await drafts.edit(
      tx,
      officer,
      await drafts.start(tx, officer, { region: '999901', programme: 'dibao' }),
      (files) => ({
        ...files,
        'standards.yaml': withSeries(files['standards.yaml'], {
          ...{ key: 'dibao.standard', tier: null, series: '青禾县合成标准', rows },
        }),
        'cases.yaml': `cases:\n${cases.map(([on, amount]) => says(on, amount)).join('')}`,
      }),
    )
    const framed = await drafts.frame(tx, officer, edited, { document: '青禾县合成调标（测试）' })
    return drafts.propose(tx, officer, framed)
  })
  const { serial } = await head.transaction(db, (tx) => drafts.publish(tx, head, draft))
  lawbook.expect()
  await lawbook.refresh()
  return { serial }
}

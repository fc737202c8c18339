import { describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import type { VersionRow } from './rights-store.ts'
import { payIn, stopsIn } from './versions.ts'

const said = (version: number, parts: Omit<Partial<VersionRow>, 'from'> & { from: string }): VersionRow => ({
  ...{ entitlementId: 'r', version, kind: 'change', per: 'month', fen: fen(50_000), why: '', decisionId: null },
  ...{ undoes: null, at: new Date(0), byName: '甲' },
  ...parts,
  from: parts.from as Month,
})
const grant = said(1, { kind: 'grant', from: '2026-01' })
const end = (version: number, from: string) => said(version, { kind: 'end', per: null, fen: null, from })
const raise = (version: number, from: string) => said(version, { from, fen: fen(60_000) })
const paid = (versions: readonly VersionRow[]) =>
  ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'].map((month) => Number(payIn(versions, month as Month)) / 100)

describe('停发和调标', () => {
  it('已经定了从哪个月停的，往前调标只调那以前的月份，停的还停', () => {
    const versions = [grant, end(2, '2026-04'), raise(3, '2026-02')]
    expect(paid(versions)).toEqual([500, 600, 600, 0, 0])
    expect(stopsIn(versions)).toBe('2026-04')
  })
  it('停发推后，推后的月份照发', () => {
    const versions = [grant, end(2, '2026-03'), end(3, '2026-05')]
    expect(paid(versions)).toEqual([500, 500, 500, 500, 0])
    expect(stopsIn(versions)).toBe('2026-05')
  })
  it('停发撤回以后接着发，发调过的数', () => {
    const versions = [
      grant,
      raise(2, '2026-02'),
      end(3, '2026-04'),
      said(4, { kind: 'undo', undoes: 3, from: '2026-04' }),
    ]
    expect(paid(versions)).toEqual([500, 600, 600, 600, 600])
    expect(stopsIn(versions)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import type { Ground } from './contract.ts'
import { groundFault } from './leaving.ts'

const ground = (restsOn: Ground['restsOn']): Ground => ({ name: 'one', zh: '情形', en: 'ground', restsOn })
const alone = (outcome: 'entitled' | 'not-entitled' | 'not-enough-known', ...codes: string[]) => ({
  outcome,
  reasons: codes.map((code) => ({ code, zh: code, en: code, article: '特困人员认定办法' })),
})
const died = day('2026-02-10')
const means = ground({ kind: 'reasons', codes: ['income-not-below-standard', 'property-finding-fails'] })

describe('终止的情形要成立才提得出', () => {
  it.each([
    ['死亡：档案里有日子', ground({ kind: 'death' }), died, null, null],
    ['死亡：档案里没有', ground({ kind: 'death' }), null, alone('not-entitled', 'able-to-work'), 'noDeathOnFile'],
    ['已经去世的，别的情形都不能用', ground({ kind: 'statement' }), died, null, 'deathIsTheGround'],
    ['凭说明的：不看测算', ground({ kind: 'statement' }), null, alone('entitled'), null],
    ['收入、财产：两条理由有一条就成立', means, null, alone('not-entitled', 'property-finding-fails'), null],
    ['收入、财产：不符合的是别的理由', means, null, alone('not-entitled', 'able-obligor'), 'groundNotOnFile'],
    ['收入、财产：本人还符合', means, null, alone('entitled'), 'groundNotOnFile'],
    [
      '收入、财产：说不准，不能当作不符合',
      means,
      null,
      alone('not-enough-known', 'property-finding-fails'),
      'groundNotOnFile',
    ],
  ] as const)('%s', (_, of, on, found, code) =>
    expect(groundFault(of, { died: on, alone: found })?.code ?? null).toBe(code === null ? null : `monitoring.${code}`),
  )
})

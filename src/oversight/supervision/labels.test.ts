import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actionWords } from './labels.ts'

/** What the sources hand to the audit: the action of a record, and the three ways of signing in and out. */
const pattern = /(?:action: |visit\.agent, |tenant, |agent, )'([a-z]+\.[a-z-]+)'/g

describe('留痕里的话', () => {
  it('程序里写的每一种留痕，表里都有话说', () => {
    const files = execFileSync('git', ['ls-files', 'src'], { encoding: 'utf8' })
      .split('\n')
      .filter((path) => path.endsWith('.ts') && !path.includes('.test.') && !path.startsWith('src/platform/'))
    const actions = files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(pattern)].map((match) => match[1] ?? ''),
    )
    expect(actions.length).toBeGreaterThan(10)
    expect([...new Set(actions)].filter((action) => actionWords[action] === undefined)).toEqual([])
  })
})

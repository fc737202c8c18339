import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actionWords, purposeWords } from './labels.ts'

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

  it('为什么：人写的原样，系统做的说成话，新的工作也不露代码', () => {
    expect(purposeWords('受理号 QH-1').zh).toBe('受理号 QH-1')
    expect(purposeWords('system:roster.go-on').zh).toBe('继续没做完的名单体检')
    expect(purposeWords('system:not.yet-known')).toEqual({ zh: '系统自己的工作', en: 'Work of the system' })
  })
})

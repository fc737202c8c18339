import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { mutants } from '../testing/mutants.ts'
import type { Fate } from '../testing/mutation-run.ts'

const file = fileURLToPath(new URL('../testing/mutation-run.ts', import.meta.url))

describe('编译器错了一点，比较三种形式就看得出来', () => {
  it('一处一处地改错：换了符号、差了一、取整反了、空值丢了、单位错了，没有一处漏过', async () => {
    expect(mutants.length).toBeGreaterThan(80)
    const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', file])
    const fates = JSON.parse(stdout) as readonly Fate[]
    expect(fates).toHaveLength(mutants.length)
    expect(fates.filter(({ end }) => end !== 'seen')).toEqual([])
  }, 600_000)
})

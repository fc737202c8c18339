import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { hostileCases } from '../testing/hostile-cases.ts'

const file = fileURLToPath(new URL('../testing/hostile-run.ts', import.meta.url))
/** What the whole of it may take: the 200 MB file is most of it. */
const memory = '--max-old-space-size=320'
/** Each alone, on a machine that does other things meanwhile. */
const secondsMax = 40

describe('恶意的模型和输入', () => {
  it('每一个都在有限的时间和内存里有名有姓地结束', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      memory,
      '--disable-warning=ExperimentalWarning',
      file,
    ])
    const ended = JSON.parse(stdout) as Record<string, { end: string; milliseconds: number }>
    expect(Object.keys(ended)).toEqual(hostileCases.map(({ name }) => name))
    for (const { name, ends } of hostileCases) {
      expect(ends, name).toContain(ended[name]!.end)
      expect(ended[name]!.milliseconds, name).toBeLessThan(secondsMax * 1000)
    }
  }, 240_000)
})

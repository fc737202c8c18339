import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { createSimulator } from './simulator.ts'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const isGone = async (pid: number): Promise<boolean> => {
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  return !isAlive(pid)
}

describe('模拟部门是单独的进程', () => {
  it('第一次问才启动，只在本机；关了就没了，再问又起来', async () => {
    const simulator = createSimulator({ clock: systemClock })
    expect(simulator.pid()).toBeNull()
    const [one, other] = await Promise.all([simulator.connectionOf('tax'), simulator.connectionOf('police')])
    expect(one).toEqual(other)
    expect(one.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(one.isSimulated).toBe(true)
    const pid = simulator.pid()!
    await simulator.setMood({ department: 'tax', mood: 'down' })
    expect(await simulator.moods()).toContainEqual({ department: 'tax', mood: 'down' })
    await simulator.close()
    expect(await isGone(pid)).toBe(true)
    await simulator.connectionOf('tax')
    expect(simulator.pid()).not.toBe(pid)
    await simulator.close()
  })

  it('父进程被杀，它不留下来', async () => {
    const file = fileURLToPath(new URL('./simulator.ts', import.meta.url))
    const code = `import { createSimulator } from ${JSON.stringify(file)}
      const simulator = createSimulator({ clock: { now: () => new Date() } })
      await simulator.connectionOf('tax')
      console.log(simulator.pid())
      setInterval(() => undefined, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = Number(
      await new Promise<string>((resolve) => parent.stdout.once('data', (text) => resolve(String(text)))),
    )
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    expect(await isGone(pid)).toBe(true)
  })
})

import { readSettings } from '#apps/server/settings.ts'
import { startServer } from '#apps/server/start.ts'

/** Runs until it is told to stop. The first line that people need is the address. */
export async function runStart(): Promise<number> {
  const running = await startServer(readSettings(process.env))
  console.log(`\n助联已打开：${running.address}\nZhulian is running: ${running.address}\n`)
  if (running.installation.kind === 'demo') {
    console.log('这是演示：人物、县名和标准都是虚构的，只在本机打开。控制台在 /console，选一个岗位就能进。\n')
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await running.stop()
  return 0
}

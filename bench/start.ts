import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProduct } from '../acceptance/product.ts'
import { fastest, type Bench } from './bench.ts'

/** A server that does nothing: what any start on this machine costs at least. */
const bareServer = `require('node:http').createServer((q, a) => a.end('ok')).listen(0, '127.0.0.1', function () {
  console.log('http://127.0.0.1:' + this.address().port) })`

export const bench: Bench = {
  name: 'start',
  zh: '从启动到第一页',
  en: 'start-up to first page',
  run: async (report) => {
    const floor = await fastest(3, bareStart)
    const folder = mkdtempSync(join(tmpdir(), 'zhulian-bench-start-'))
    try {
      const first = await productStart(folder)
      const second = await productStart(folder)
      report.figure('first start on an empty folder', `${(first / 1000).toFixed(1)} s`)
      report.figure('second start', `${(second / 1000).toFixed(1)} s (aim ≤ 3 s on a quiet machine)`)
      report.ratio('second start / bare Node server', second / floor, 'for comparison between versions')
    } finally {
      rmSync(folder, { recursive: true, force: true })
      rmSync(`${folder}.keys`, { force: true })
    }
  },
}

/** Milliseconds until the home page has been answered. */
async function productStart(folder: string): Promise<number> {
  const since = performance.now()
  const product = await startProduct({}, folder)
  await (await fetch(`${product.address}/`)).text()
  const took = performance.now() - since
  await product.stop()
  return took
}

function bareStart(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', bareServer], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.once('error', reject)
    child.stdout.once('data', (chunk: Buffer) => {
      void fetch(chunk.toString().trim())
        .then((answer) => answer.text())
        .then(() => {
          child.once('exit', () => resolve())
          child.kill()
        }, reject)
    })
  })
}

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { page, route, type AssetFolder, type Route } from '#platform/http/index.ts'
import { buildConsole, consoleFolder, noncePlaceholder } from '#apps/console/build.ts'

const sourceFolder = new URL('../..', import.meta.url).pathname
const stampFile = join(consoleFolder, '.built-from')
const assetFolder = join(consoleFolder, 'assets')

/** Fingerprint of everything the console could be built from, so that an update is never served from an old build. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(sourceFolder, '..', 'package-lock.json')))
  for (const entry of readdirSync(sourceFolder, { recursive: true, withFileTypes: true }).toSorted((left, right) =>
    join(left.parentPath, left.name) < join(right.parentPath, right.name) ? -1 : 1,
  )) {
    if (!entry.isFile() || !/\.(tsx?|css|svg|html)$/.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  }
  return hash.digest('hex')
}

export interface ConsoleBuild {
  readonly routes: readonly Route[]
  readonly assets: readonly AssetFolder[]
  /** Builds when the sources are newer than the build. Resolves when there is something to serve. */
  readonly prepare: () => Promise<void>
}

/** The console: a shell without any data in it, so anyone may load it; what it shows it must ask for. */
export function createConsoleBuild(): ConsoleBuild {
  const wanted = fingerprint()
  let isReady = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  mkdirSync(assetFolder, { recursive: true })

  const serve = (visit: { readonly nonce: string }): string =>
    isReady
      ? readFileSync(join(consoleFolder, 'index.html'), 'utf8').replaceAll(noncePlaceholder, visit.nonce)
      : beingPrepared
  const row = (path: string): Route =>
    route({
      verb: 'GET',
      path,
      zh: '工作台',
      en: 'Console',
      may: 'anyone',
      hidden: true,
      answers: 'page',
      run: async ({ visit }) => page(serve(visit)),
    })
  return {
    routes: [row('/console'), row('/console/*')],
    assets: [{ prefix: '/console/assets/', folder: assetFolder, immutable: true }],
    prepare: async () => {
      if (isReady) return
      await buildConsole()
      writeFileSync(stampFile, wanted)
      isReady = true
    },
  }
}

const beingPrepared = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="2" />
    <title>工作台正在准备</title>
  </head>
  <body>
    <main>
      <h1>工作台正在准备</h1>
      <p>第一次打开要准备几秒钟，好了会自己打开。<a href="/">先看公众门户</a></p>
      <p lang="en">The console is being prepared and opens by itself in a few seconds.</p>
    </main>
  </body>
</html>`

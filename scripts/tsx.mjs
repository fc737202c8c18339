// Lets Node load `.tsx`: each file is transformed once and kept below node_modules/.cache by the hash of its text.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.cache', 'zhulian-tsx')
let transformSync

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(url)
    return { format: 'module', source: transformed(file, readFileSync(file, 'utf8')), shortCircuit: true }
  },
})

const { transformSync: rolldownTransform } = await import('rolldown/utils')
transformSync = rolldownTransform

function transformed(file, text) {
  const kept = join(cache, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.js`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const result = transformSync(file, text, { lang: 'tsx', jsx: { runtime: 'automatic' } })
  if (result.errors?.length) throw new Error(`${file}: ${result.errors.map((error) => error.message).join('; ')}`)
  mkdirSync(cache, { recursive: true })
  const draft = `${kept}.${process.pid}`
  writeFileSync(draft, result.code)
  renameSync(draft, kept)
  return result.code
}

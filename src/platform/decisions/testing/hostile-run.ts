import { hostileCases } from './hostile-cases.ts'

/** Runs every hostile case in this process, which its starter gives little memory, and says how each ended. */
const ended: Record<string, { readonly end: string; readonly milliseconds: number }> = {}
for (const { name, run } of hostileCases) {
  const started = performance.now()
  const end = await run().catch((error: unknown) => `thrown ${String(error)}`)
  ended[name] = { end, milliseconds: Math.round(performance.now() - started) }
}
process.stdout.write(JSON.stringify(ended))

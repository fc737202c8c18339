import { readdirSync } from 'node:fs'
import { styleText } from 'node:util'
import type { Bench, Report } from './bench.ts'

/** `npm run bench` runs all, `npm run bench -- roster` one. Every file of this folder that exports `bench` is one. */
const wanted = process.argv.slice(2)
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && !['main.ts', 'bench.ts'].includes(file) && !file.endsWith('.test.ts'),
)
const benches: Bench[] = []
for (const file of files) {
  const { bench } = (await import(`./${file}`)) as { bench?: Bench }
  if (bench) benches.push(bench)
}

const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`No bench “${unknown.join(', ')}”. There are: ${benches.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const report: Report = {
  ratio: (what, value, aim) => console.log(`  ${what}: ${styleText('bold', value.toFixed(2))} (${aim})`),
  figure: (what, value) => console.log(`  ${what}: ${value}`),
}
for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n${bench.name} · ${bench.zh}`)
  await bench.run(report)
}

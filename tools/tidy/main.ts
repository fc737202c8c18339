import { modules } from '../../src/areas.ts'
import { arrowFaults, contentsFaults } from './arrows.ts'
import { linkFaults } from './links.ts'
import { lookFaults, nameFaults, pageFaults, sizeFaults, smellFaults } from './shapes.ts'
import { readSources } from './sources.ts'

const { sources, listed } = readSources()
const faults = [
  ...arrowFaults(sources),
  ...contentsFaults(sources),
  ...sizeFaults(sources),
  ...nameFaults(sources),
  ...smellFaults(sources),
  ...lookFaults(sources),
  ...linkFaults(sources),
  ...pageFaults(
    sources,
    modules.map(({ name }) => name),
  ),
]
for (const { path, says } of faults) console.error(`${path}: ${says}`)
if (sources.length < listed || sources.length === 0) {
  console.error(`tidy read ${sources.length} of ${listed} files that git lists.`)
  process.exit(1)
}
if (faults.length > 0) {
  console.error(`\n${faults.length} things to tidy.`)
  process.exit(1)
}
console.log(`${sources.length} files are tidy.`)

import { policyFolder } from '#apps/server/compose.ts'
import { runTck, tckReport } from '#platform/decisions/index.ts'
import { checkPacks, createEligibility, loadPacks, placesAboveByCode, readModel } from '#relief/eligibility/index.ts'
import { cliRefusals, folderAt, needed, readOptions } from './options.ts'
import { packDiff, packExport, packImport } from './packs.ts'

const packUsage = 'pack check [--dir FOLDER] | pack diff FOLDER FOLDER | pack export … | pack import …'
const tckUsage = 'dmn-tck --dir FOLDER'

/**
 * `pack check`: every pack loads, its parameters have no gap or overlap, and its worked cases agree. `diff`, `export` and
 * `import` move packs between folders and the workbench.
 */
export async function runPack([verb, ...args]: readonly string[]): Promise<number> {
  if (verb === 'diff') return packDiff(args)
  if (verb === 'export') return packExport(args)
  if (verb === 'import') return packImport(args)
  if (verb !== 'check') throw cliRefusals.badOptions({ usage: packUsage })
  const { dir } = readOptions(args, { values: ['dir'], usage: packUsage })
  const packs = await loadPacks(dir === undefined ? policyFolder : folderAt(dir), readModel)
  const findings = checkPacks(createEligibility({ packs, placesAbove: placesAboveByCode }))
  for (const { pack: id, case: name, zh, en } of findings) {
    const pack = packs.find((one) => one.id === id)
    const folder = pack ? `${pack.region}/${pack.programme}` : id
    console.log(`✗ ${name === null ? folder : `${folder}/cases.yaml · ${name}`}：${zh}\n    ${en}`)
  }
  const count = findings.length
  console.log(count === 0 ? `${packs.length} 个规则包，算例全部对得上。` : `${count} 处对不上。`)
  console.log(count === 0 ? `${packs.length} packs, every worked case agrees.` : `${count} to mend.`)
  return count === 0 ? 0 : 1
}

/** `dmn-tck --dir FOLDER`: runs a checkout of the public DMN TCK and prints passed and failed per folder. */
export async function runDmnTck(args: readonly string[]): Promise<number> {
  const { dir } = readOptions(args, { values: ['dir'], usage: tckUsage })
  console.log(tckReport(await runTck(folderAt(needed(dir, 'dir', tckUsage)))))
  return 0
}

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Product } from '#apps/server/compose.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { readYaml } from '#relief/eligibility/index.ts'
import { comparePacks, filesInForce, type Draft } from '#relief/policy-workbench/index.ts'
import { cliRefusals, needed, readOptions, textOf } from './options.ts'
import { withProduct } from './with-product.ts'

const diffUsage = 'pack diff FOLDER FOLDER'
const exportUsage = 'pack export --region CODE --programme NAME --out FOLDER [--serial N]'
const importUsage = 'pack import --from FOLDER [--document TEXT]'

type Files = Readonly<Record<string, string>>

/** The files of a pack folder that say what the law is; how a case proceeds is not among them. */
export function packFolder(folder: string): Files {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    throw cliRefusals.notReadable({ file: folder })
  }
  const said = names.filter((name) => /\.(ya?ml|dmn)$/.test(name) && !['procedure.yaml', 'papers.yaml'].includes(name))
  if (!said.includes('pack.yaml')) throw cliRefusals.notReadable({ file: join(folder, 'pack.yaml') })
  return Object.fromEntries(said.map((name) => [name, textOf(join(folder, name))]))
}

/** `pack diff`: two folders line by line. Exit code 1 when they differ. */
export function packDiff(args: readonly string[]): number {
  const [before, after] = args
  if (args.length !== 2 || before === undefined || after === undefined)
    throw cliRefusals.badOptions({ usage: diffUsage })
  const files = comparePacks(packFolder(before), packFolder(after))
  for (const { file, lines } of files) {
    console.log(`--- ${join(before, file)}\n+++ ${join(after, file)}`)
    for (const { kind, text } of lines) if (kind !== 'same') console.log(`${kind === 'gone' ? '-' : '+'} ${text}`)
  }
  console.log(files.length === 0 ? '一个字也不差。' : `${files.length} 个文件不同。`)
  return files.length === 0 ? 0 : 1
}

/** `pack export`: the version in force, or another by its number, as a folder. */
export function packExport(args: readonly string[]): Promise<number> {
  const options = readOptions(args, { values: ['region', 'programme', 'out', 'serial'], usage: exportUsage })
  const pack = {
    region: needed(options.region, 'region', exportUsage),
    programme: needed(options.programme, 'programme', exportUsage),
  }
  const out = needed(options.out, 'out', exportUsage)
  if (options.serial !== undefined && !/^\d{1,6}$/.test(options.serial))
    throw cliRefusals.badOptions({ usage: exportUsage })
  const serial = options.serial === undefined ? null : Number(options.serial)
  return withProduct(async (product) => {
    const who = await bureauOf(product, pack.region)
    const { files, serial: found } = await who.transaction(product.db, (tx) =>
      filesInForce(tx, who, { pack, serial, today: product.clock.today(), shipped: product.shipped }),
    )
    mkdirSync(out, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(out, basename(name)), text)
    console.log(
      `${found === 0 ? '随软件带来的一版' : `第 ${found} 版`}，${Object.keys(files).length} 个文件，写在 ${out}`,
    )
    console.log(`Version ${found}, ${Object.keys(files).length} files, written to ${out}`)
    return 0
  })
}

/** `pack import`: a folder becomes a draft. It is proposed and published by people, at the desk. */
export function packImport(args: readonly string[]): Promise<number> {
  const options = readOptions(args, { values: ['from', 'document'], usage: importUsage })
  const files = packFolder(needed(options.from, 'from', importUsage))
  return withProduct(async (product) => {
    const { draft, findings } = await draftFrom(product, files, options.document ?? '')
    for (const { case: name, zh } of findings) console.log(`✗ ${name === null ? '' : `${name}：`}${zh}`)
    console.log(`草稿 ${draft.id}（${draft.title}），${findings.length} 处要改。送复核和发布在政策工作台办。`)
    console.log(`Draft ${draft.id}, ${findings.length} to mend. It is proposed and published at the workbench.`)
    return 0
  })
}

/** Whose pack a folder is; everything else of it is read, and judged, as a draft. */
const WhosePack = z.looseObject({ region: z.string(), programme: z.string() })

/** The folder laid over what is in force, as a draft of the bureau whose place it is. */
export async function draftFrom(product: Product, files: Files, document: string) {
  const { region, programme } = readYaml('pack.yaml', files['pack.yaml'] ?? '', WhosePack)
  const who = await bureauOf(product, region)
  const { drafts } = product.workbench
  const draft: Draft = await who.transaction(product.db, async (tx) => {
    const begun = await drafts.start(tx, who, { region, programme })
    const edited = await drafts.edit(tx, who, begun, () => files)
    return drafts.frame(tx, who, edited, { document })
  })
  const { findings } = await drafts.check(draft)
  return { draft, findings, who }
}

async function bureauOf({ organisations, owner }: Product, region: string): Promise<Caller> {
  const bureau = (await organisations.all(owner)).find((one) => one.kind === 'bureau' && one.region === region)
  if (!bureau) throw cliRefusals.noBureau({ region })
  return { ...systemCaller('pack', bureau.id), name: '命令行' }
}

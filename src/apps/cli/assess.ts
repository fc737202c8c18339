import { policyFolder } from '#apps/server/compose.ts'
import { day, systemClock } from '#platform/clock/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { createEligibility, loadPacks, placesAboveFrom, readModel } from '#relief/eligibility/index.ts'
import { runAssess, writeTemplate, type AssessSummary } from '#relief/roster/index.ts'
import { needed, readOptions } from './options.ts'

const usage =
  'assess --region CODE --on DAY --in FILE --out FILE [--programme NAME] [--parameters FILE] [--simulate] | assess --template FILE'

/** `assess`: checks a list without keeping anything. `--region` names the law, not an owner. */
export async function assess(args: readonly string[]): Promise<number> {
  const options = readOptions(args, {
    values: ['region', 'on', 'in', 'out', 'programme', 'parameters', 'template'],
    flags: ['simulate'],
    usage,
  })
  if (options.template !== undefined) {
    await writeTemplate(options.template)
    console.log(`模板已写好：${options.template}\nThe template is written: ${options.template}`)
    return 0
  }
  const wish = {
    region: needed(options.region, 'region', usage),
    on: day(needed(options.on, 'on', usage)),
    input: needed(options.in, 'in', usage),
    output: needed(options.out, 'out', usage),
    ...(options.programme === undefined ? {} : { programme: options.programme }),
    ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
    simulate: options.simulate ?? false,
  }
  const directory = shippedDirectory()
  const packs = await loadPacks(policyFolder, readModel)
  const eligibility = createEligibility({ packs, placesAbove: placesAboveFrom(() => directory) })
  const summary = await runAssess(wish, { eligibility, directory, today: systemClock.today() })
  tell(summary, wish.output)
  return 0
}

function tell({ rows, households, kinds, held, notices }: AssessSummary, output: string): void {
  console.log(`读了 ${rows} 行，${households} 户。`)
  console.log(
    `对得上 ${kinds.same} · 发少了 ${kinds.less} · 发多了 ${kinds.more} · 还说不准 ${kinds.unknown} · 测算不再符合 ${kinds.no}`,
  )
  if (held.households > 0)
    console.log(`另有 ${held.households} 户 ${held.rows} 行先等着，其中 ${held.badRows} 行要改，写在“要改的行”里。`)
  for (const { zh } of notices) console.log(`· ${zh}`)
  console.log(`结果：${output}\n${rows} rows, ${households} households assessed; the result is in ${output}`)
}

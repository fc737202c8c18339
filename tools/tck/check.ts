import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTck, tckReport } from '#platform/decisions/index.ts'

/**
 * Runs the public DMN TCK where a checkout of it lies beside this one, and refuses what the written list of misses does not
 * name: a case that fails newly, a case that passes though it stands on the list, an answer that differs without a trace.
 */
const root = join(import.meta.dirname, '../..')
const places = [process.env['ZHULIAN_DMN_TCK'], '../dmn-tck', '../shared/dmn-tck']
const directory = places.flatMap((place) => (place ? [resolve(root, place)] : [])).find((place) => existsSync(place))
const list = readFileSync(join(root, 'src/platform/decisions/misses.md'), 'utf8')
const listed = new Map(
  Array.from(list.matchAll(/^\| (\S+) \| (\d+): /gm), ([, folder, count]) => [folder!, Number(count)] as const),
)

if (directory === undefined) {
  console.log('No checkout of the public TCK beside this one (dmn-tck, or where ZHULIAN_DMN_TCK says): not run.')
} else {
  const result = await runTck(directory)
  const faults = [
    ...result.folders
      .filter(({ name, failed }) => failed !== (listed.get(name) ?? 0))
      .map(({ level, name, failed }) => `${level}/${name}: ${failed} failed, ${listed.get(name) ?? 0} are on the list`),
    ...result.differences,
  ]
  console.log(tckReport(result).split('\n').slice(-3).join('\n'))
  if (result.folders.length === 0) faults.push(`${directory} holds no test`)
  if (faults.length > 0) {
    console.error(`The TCK is answered otherwise than src/platform/decisions/misses.md says:\n${faults.join('\n')}`)
    process.exit(1)
  }
}

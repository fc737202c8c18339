import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PlaceId } from '#platform/db/contract.ts'
import { levelOf, nationCode, parentCode, westLakeCode } from './code.ts'
import type { Region } from './contract.ts'

const noPlace = 0 as PlaceId

/** A region as a list names it: everything else follows from the code. */
export const listed = (code: string, name: string): Region => ({
  code,
  name,
  level: levelOf(code),
  parent: parentCode(code),
  validFrom: null,
  validTo: null,
  countedIn: null,
  placeId: noPlace,
})

export const nation: Region = listed(nationCode, '全国')

/**
 * Administered by itself, yet no administrative division: its people are registered in it and counted in 西湖区, so that
 * 杭州 counts each of them once. Which district counts them is our assumption; the sources do not say.
 */
export const westLake: Region = {
  ...listed(westLakeCode, '西湖风景名胜区'),
  level: 'functional',
  countedIn: '330106',
}

/** The shipped list: provinces to towns of the nation, villages of the demo places. Parents come before children. */
export function readShippedList(): Region[] {
  const text = gunzipSync(readFileSync(new URL('./data/regions.tsv.gz', import.meta.url))).toString('utf8')
  const rows = text.split('\n').map((line) => {
    const tab = line.indexOf('\t')
    return listed(line.slice(0, tab), line.slice(tab + 1))
  })
  return [nation, ...rows, westLake]
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { file, route, type Route } from '#platform/http/index.ts'
import type { DemoStandard } from '#registry/demo-county/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import { downloadDemonstrationList } from '#relief/roster/contract.ts'
import { checkRosters } from '#relief/roster/index.ts'
import { writeDemoList } from './demo-list.ts'

export interface DemoListNeeds {
  readonly regions: Pick<Regions, 'directory'>
  readonly standards: () => readonly DemoStandard[]
}

/** For the stranger who has no sheet at hand. Composed into demonstration installations only. */
export const demoListRoutes = ({ regions, standards }: DemoListNeeds): Route[] => [
  route({
    ...downloadDemonstrationList,
    zh: '下载演示名单',
    en: 'Download the demonstration list',
    may: checkRosters,
    run: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'zhulian-demo-list-'))
      try {
        const path = join(folder, 'list.xlsx')
        await writeDemoList(path, { directory: regions.directory(), standards: standards() })
        const type = sheetTypes.xlsx
        return file('青禾县在册名单（演示）.xlsx', type, await readFile(path))
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }),
]

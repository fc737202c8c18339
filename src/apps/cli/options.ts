import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { defineRefusals } from '#platform/errors/index.ts'

export const cliRefusals = defineRefusals('cli', {
  missingOption: {
    status: 422,
    zh: '还差 --{name}。写法：{usage}',
    en: '--{name} is missing. Usage: {usage}',
  },
  notReadable: {
    status: 422,
    zh: '读不到文件 {file}。请检查路径和权限',
    en: 'File {file} cannot be read. Check the path and its permissions',
  },
  noBureau: {
    status: 404,
    zh: '这套系统里没有区划 {region} 的民政部门，它的规则包不能在这里改',
    en: 'This installation has no bureau of region {region}; its packs are not changed here',
  },
  notStarted: {
    status: 409,
    zh: '这个数据目录里还没有助联。请先打开一次（npm start），或者用 ZHULIAN_DATA 指到它的数据目录',
    en: 'There is no installation in this data folder yet. Start it once first (npm start), or point ZHULIAN_DATA at its data folder',
  },
  badOptions: { status: 422, zh: '写法不对：{usage}', en: 'That is not how it is written. Usage: {usage}' },
})

/** Options of a verb, each `--name value` or a bare `--flag`. @throws badOptions */
export function readOptions<const Names extends string, const Flags extends string = never>(
  args: readonly string[],
  { values = [], flags = [], usage }: { values?: readonly Names[]; flags?: readonly Flags[]; usage: string },
): Partial<Record<Names, string>> & Partial<Record<Flags, boolean>> {
  const options = Object.fromEntries([
    ...values.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]) as Record<string, { type: 'string' | 'boolean' }>
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as Partial<Record<Names, string>> &
      Partial<Record<Flags, boolean>>
  } catch {
    throw cliRefusals.badOptions({ usage })
  }
}

/** @throws missingOption */
export function needed(value: string | undefined, name: string, usage: string): string {
  if (value === undefined || value === '') throw cliRefusals.missingOption({ name, usage })
  return value
}

/** A text file in UTF-8. @throws notReadable */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw cliRefusals.notReadable({ file })
  }
}

/** The folder itself, when it is one. @throws notReadable */
export function folderAt(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw cliRefusals.notReadable({ file: folder })
  return folder
}

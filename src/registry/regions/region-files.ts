import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Bug } from '#platform/errors/index.ts'

/**
 * One kind of rules for each region that has some: every `<policy folder>/<region>/<name>`, read once, by region code.
 * `read` gets the text and what to call the file in a sentence.
 *
 * @throws whatever `read` throws: rules nobody can read would be no rules, so they stop the start
 */
export function regionFiles<Rules>(
  policyFolder: string,
  name: string,
  read: (text: string, called: string) => Rules,
): ReadonlyMap<string, Rules> {
  const files = new Map<string, Rules>()
  for (const region of readdirSync(policyFolder)) {
    const text = readIfThere(join(policyFolder, region, name))
    if (text !== null) files.set(region, read(text, `${region}/${name}`))
  }
  return files
}

/** Only that there is no such file; anything else is a fault worth hearing of. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** A file of rules as its schema has it. @throws Bug naming the file and what is wrong with it */
export function readRules<Schema extends z.ZodType>(text: string, called: string, schema: Schema): z.output<Schema> {
  const read = schema.safeParse(parse(text, { schema: 'core' }))
  if (!read.success) throw new Bug(`${called} cannot be read: ${z.prettifyError(read.error)}`)
  return read.data
}

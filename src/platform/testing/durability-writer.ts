/**
 * A program for the durability test: opens the embedded database of a folder and writes one row after another, each in a
 * transaction of its own, noting each number once the commit was acknowledged. It is killed while it works.
 *
 * Usage: `node durability-writer.ts FOLDER NOTES`
 */
import { openSync, readFileSync, writeSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from '#platform/db/index.ts'

const [, , dataDir = '', notes = ''] = process.argv
const handle = openSync(notes, 'a+')
const { owner } = await openDatabase({ dataDir })
await sql`CREATE TABLE IF NOT EXISTS public.kept (number int PRIMARY KEY)`.execute(owner)

// Numbers that were written but not acknowledged are left out: nobody was promised anything.
const last = Number(readFileSync(notes, 'utf8').trimEnd().split('\n').at(-1) ?? 0)
for (let number = last + 1_000; ; number++) {
  try {
    await sql`INSERT INTO public.kept (number) VALUES (${number})`.execute(owner)
    writeSync(handle, `${number}\n`)
  } catch {
    // The server was killed under us; it comes back by itself.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

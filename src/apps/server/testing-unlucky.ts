import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '#platform/db/index.ts'
import type { Visitor } from '#platform/http/testing.ts'
import type { CutLine } from '#platform/testing/index.ts'
import type { Hand } from './testing-walk.ts'

/** Every table but the places of the nation. */
export async function tablesOf(owner: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'regions')`.execute(owner)
  return rows.map(({ name }) => name)
}

/** Of every table how many rows, and a sum of what stands in them: nothing can change unseen. */
async function fingerprint(owner: Db): Promise<Record<string, string>> {
  const one = (name: string): string =>
    `SELECT '${name}' AS name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS sum FROM ${name} t`
  const tables = await tablesOf(owner)
  const { rows } = await sql.raw<{ name: string; sum: string }>(tables.map(one).join(' UNION ALL ')).execute(owner)
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** What goes on after an answer has come to its end. */
async function departmentsAnswered(owner: Db): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const open = await sql`SELECT FROM means_check.report WHERE finished_at IS NULL`.execute(owner)
    if (open.rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the departments did not answer within a minute')
}

/** The steps of which the promise speaks are pressed twenty times more; what lies between them three times. */
const steps = /(leads|acceptance|means-check|finish|opinions|approval|publication|runs|freeze|approve|files|book)$/

/**
 * Does everything the unlucky way: at the first press the line breaks before the commit, at the second one after it, and
 * then an impatient finger presses on. Nothing may be half done, and in the end it was done once.
 */
export function unluckyHand(line: CutLine, owner: Db): Hand & { readonly broken: () => number } {
  let broken = 0
  const survived = async <Answer>(what: string, press: () => ReturnType<Visitor['send']>): Promise<Answer> => {
    const before = await fingerprint(owner)
    line.cutAtCommit('before')
    const lost = await press()
    expect([what, line.isArmed(), lost.statusCode, lost.body]).toEqual([
      ...[what, false, 503],
      expect.stringContaining('再按一次'),
    ])
    expect(await fingerprint(owner), what).toEqual(before)
    line.cutAtCommit('after')
    const unheard = await press()
    expect([what, line.isArmed(), unheard.statusCode]).toEqual([what, false, 503])
    await departmentsAnswered(owner)
    const after = await fingerprint(owner)
    expect(after, what).not.toEqual(before)
    const answers = await Promise.all(Array.from({ length: steps.test(what) ? 20 : 3 }, press))
    expect(await fingerprint(owner), what).toEqual(after)
    const said = new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))
    expect([...said], what).toEqual([expect.stringMatching(/^200 /)])
    broken += 1
    const [answer] = answers
    return (answer!.body === '' ? null : answer!.json()) as Answer
  }
  return {
    broken: () => broken,
    send: (who, verb, path, body) => {
      const key = randomUUID()
      return survived(`${verb} ${path}`, () => who.send(verb, path, body, key))
    },
    upload: (who, path, fields, bytes) => {
      const key = randomUUID()
      const file = { field: 'file', name: '材料.png', bytes }
      return survived(`POST ${path}`, () => who.upload(path, fields, file, key))
    },
  }
}

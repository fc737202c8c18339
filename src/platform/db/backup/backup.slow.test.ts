import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup, filesDirOf, openDatabase, restore, type Database } from '../index.ts'

const fingerprint = 'aaaa-bbbb'
const takenAt = new Date('2026-03-02T01:00:00Z')
let folder = ''
let database: Database
let kept = ''
const into = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhulian-backup-'))
  chmodSync(folder, 0o711)
  const dataDir = into('data')
  database = await openDatabase({ dataDir })
  mkdirSync(filesDirOf(dataDir))
  writeFileSync(join(filesDirOf(dataDir), 'letter.pdf'), '原件'.repeat(1000))
  await sql`CREATE TABLE public.kept (number int PRIMARY KEY, text text)`.execute(database.owner)
  await sql`INSERT INTO public.kept SELECT n, repeat('居民', 50) FROM generate_series(1, 20000) n`.execute(
    database.owner,
  )
  kept = into('kept.backup')
  await whileWriting(() => backup({ database, out: kept, fingerprint, now: takenAt }))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Rows go in and pages change all the time the work takes. */
async function whileWriting(work: () => Promise<unknown>): Promise<void> {
  const state = { isOver: false }
  const writing = (async () => {
    for (let number = 100_000; !state.isOver; number++) {
      await sql`INSERT INTO public.kept VALUES (${number}, 'meanwhile')`.execute(database.owner)
      await sql`UPDATE public.kept SET text = text || '。' WHERE number % 97 = ${number % 97}`.execute(database.owner)
      if (number % 10 === 0) await sql`CHECKPOINT`.execute(database.owner)
    }
  })()
  try {
    await work()
  } finally {
    state.isOver = true
    await writing
  }
}

describe('备份与恢复', () => {
  it('一边写一边备份，恢复出来的完整、一致，文件也在', async () => {
    const manifest = await restore({ from: kept, dataDir: into('restored'), fingerprint })
    expect(manifest).toMatchObject({ postgresMajor: '18', keys: fingerprint, takenAt: takenAt.toISOString() })
    const restored = await openDatabase({ dataDir: into('restored') })
    const { rows } = await sql<{ early: number; late: number }>`
      SELECT count(*) FILTER (WHERE number <= 20000)::int AS early,
        max(number) FILTER (WHERE number >= 100000) - 100000 + 1 - count(*) FILTER (WHERE number >= 100000) AS late
      FROM public.kept`.execute(restored.owner)
    expect(rows[0]?.early).toBe(20_000)
    expect(Number(rows[0]?.late)).toBe(0)
    await sql`INSERT INTO public.kept VALUES (-1, '恢复之后接着写')`.execute(restored.owner)
    await sql`SELECT count(pg_relation_size(oid)) FROM pg_class`.execute(restored.owner)
    await restored.close()
    expect(readFileSync(join(filesDirOf(into('restored')), 'letter.pdf'), 'utf8')).toBe('原件'.repeat(1000))
  })
  it('备份文件只有自己能读', () => expect(statSync(kept).mode & 0o777).toBe(0o600))
  it('不覆盖已有的备份，也不覆盖已有的数据', async () => {
    await expect(backup({ database, out: kept, fingerprint, now: takenAt })).rejects.toThrow('不覆盖旧文件')
    await expect(restore({ from: kept, dataDir: into('data'), fingerprint })).rejects.toThrow('已经有数据')
  })
  it('没有当时的密钥，或者换了密钥，就不恢复，什么也不留下', async () => {
    await expect(restore({ from: kept, dataDir: into('other'), fingerprint: null })).rejects.toThrow('这里没有密钥文件')
    await expect(restore({ from: kept, dataDir: into('other'), fingerprint: 'cccc' })).rejects.toThrow('aaaa-bbbb')
    expect(existsSync(into('other')) || existsSync(into('other.restoring'))).toBe(false)
  })
  it('缺了尾巴、改了字节、根本不是备份的文件，都不恢复', async () => {
    const bytes = readFileSync(kept)
    const cut = into('cut.backup')
    writeFileSync(cut, bytes)
    truncateSync(cut, bytes.length - 5000)
    const altered = into('altered.backup')
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff
    writeFileSync(altered, bytes)
    const other = into('other.backup')
    writeFileSync(other, '你好')
    for (const from of [cut, altered, other, into('absent.backup')]) {
      await expect(restore({ from, dataDir: into('other'), fingerprint })).rejects.toThrow(
        '不是助联的备份，或者已经损坏',
      )
    }
    expect(existsSync(into('other'))).toBe(false)
  })
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AidCaseload, AidResults } from './aid-caseload.ts'

const compilers = ['cc', 'gcc', 'clang']
/** Scalar: what a compiler makes of the loop when it may not use vectors by itself. */
const flags = ['-std=c99', '-O2', '-fno-tree-vectorize', '-fno-tree-slp-vectorize']

/** The loop in C over the same columns: its best milliseconds of the processor and its results; null where no compiler is present. */
export function runCLoop(caseload: AidCaseload, rounds: number): { milliseconds: number; results: AidResults } | null {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
  try {
    const program = join(folder, 'aid')
    if (!compilers.some((compiler) => compiles(compiler, program))) return null
    const [columns, results] = [join(folder, 'columns'), join(folder, 'results')]
    writeFileSync(columns, bytesOf(caseload))
    const printed = execFileSync(program, [columns, results, String(rounds)], { encoding: 'utf8' })
    return { milliseconds: Number(printed), results: readResults(readFileSync(results), caseload.households) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function compiles(compiler: string, program: string): boolean {
  try {
    const source = join(import.meta.dirname, 'aid-by-hand.c')
    execFileSync(compiler, [...flags, '-o', program, source], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** In the order in which the program reads them. */
function bytesOf({ households, firsts, place, household, person, rows }: AidCaseload): Buffer {
  const head = Int32Array.of(households, firsts[households]!, rows.低保标准.length)
  const ints = ['工资性收入', '经营净收入', '财产净收入', '转移净收入', '全年经营净收入', '可扣支出']
  const small = ['出生日期', '不计入原因', '残疾等级', '重病', '在读', '本地户籍']
  const parts = [head, firsts, household['存款']!, rows.低保标准, rows.边缘倍数, rows.存款限额月数]
  const more = [...ints, ...small].map((name) => person[name]!)
  const last = [...['房屋', '车辆', '无力抚养'].map((name) => household[name]!), place]
  return Buffer.concat(
    [...parts, ...more, ...last].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  )
}

function readResults(bytes: Buffer, count: number): AidResults {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  return {
    amounts: new Int32Array(buffer, 0, count),
    reasons: new Int32Array(buffer, count * 4, count),
    classes: new Int8Array(buffer, count * 8, count),
  }
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** One file of the repository, as git lists it. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly lines: number
}

export interface Fault {
  readonly path: string
  readonly says: string
}

const textEndings = /\.(ts|tsx|mjs|js|json|md|sql|css|html|svg|yaml|yml|dmn|sh)$/

/** Every text file git knows or would add. A checker that read nothing must not pass, so the caller compares counts. */
export function readSources(): { sources: Source[]; listed: number } {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((path) => path !== '' && textEndings.test(path) && existsSync(path))
  const sources = listed.map((path) => {
    const text = readFileSync(path, 'utf8')
    return { path, text, lines: text.split('\n').length - 1 }
  })
  return { sources, listed: listed.length }
}

export const isCode = ({ path }: Source): boolean => /\.(ts|tsx|mjs)$/.test(path)
export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path) || /(^|\/)testing(\/|\.ts)/.test(path)

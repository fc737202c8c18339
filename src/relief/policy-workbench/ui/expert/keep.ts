/**
 * What has been typed and not saved, kept on this machine until it is saved or thrown away: a closed tab loses nothing. It
 * is rule text, never anything about a family, and belongs to one officer, one draft, one file.
 */
export interface Kept {
  /** The version of the draft it was begun from. */
  readonly version: number
  /** The file as the server had it then. */
  readonly base: string
  readonly xml: string
}

export interface Slip {
  readonly read: () => Kept | null
  /** False when this browser keeps nothing: then the page says so. */
  readonly write: (kept: Kept) => boolean
  readonly clear: () => void
}

export function slipFor(officer: string, draft: string, file: string): Slip {
  const key = `zhulian.expert.${officer}.${draft}.${file}`
  return {
    read: () => {
      try {
        const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
        return isKept(found) ? found : null
      } catch {
        return null
      }
    },
    write: (kept) => {
      try {
        localStorage.setItem(key, JSON.stringify(kept))
        return true
      } catch {
        return false
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(key)
      } catch {
        // A browser that keeps nothing has nothing to clear.
      }
    },
  }
}

const isKept = (found: unknown): found is Kept =>
  typeof found === 'object' &&
  found !== null &&
  'version' in found &&
  typeof found.version === 'number' &&
  'base' in found &&
  typeof found.base === 'string' &&
  'xml' in found &&
  typeof found.xml === 'string'

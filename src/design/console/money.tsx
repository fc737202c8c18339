import { yuan } from './figures.ts'
import { sayIn, type Language } from './language.tsx'

/** An amount that never leaves its unit. Where the unit stands in the column head, write `yuan()` alone. */
export function Money({ fen, language }: { readonly fen: bigint | string; readonly language: Language }) {
  return (
    <span className="n">
      {yuan(fen)} {sayIn(language)('元', 'yuan')}
    </span>
  )
}

import type { Say } from '#design/console/language.tsx'
import { relationLabels } from '../labels.ts'

const relations = Object.values(relationLabels)

/** `户主 居**01` and `户主` as the server writes them, with the relation in the language of the reader. */
export function inReadersWords(text: string, say: Say): string {
  const [first = '', ...rest] = text.split(' ')
  const found = relations.find(({ zh }) => zh === first)
  return found === undefined ? text : [say(found), ...rest].join(' ')
}

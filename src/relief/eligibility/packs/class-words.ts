import type { Words } from '../labels.ts'
import type { Pack } from './pack.ts'

/** What a class of aid is called: as its pack says, or as the programme is called that has this one class. */
export function classInWords(text: string, packs: readonly Pack[]): Words {
  const english = text.split('、').map((one) => {
    const named = packs.find(({ words }) => Object.hasOwn(words.classes, one))?.words.classes[one]
    return named ?? packs.find((pack) => pack.class === one)?.title.en ?? 'a class without an English name'
  })
  return { zh: text, en: english.join(', ') }
}

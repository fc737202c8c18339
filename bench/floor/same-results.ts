import type { Answers } from '../../src/platform/decisions/index.ts'
import { type AidResults, aidClasses, missing } from './aid-caseload.ts'

/** The first household about which columns and a loop by hand disagree, in words; null when there is none. */
export function firstUnlike(answers: Answers, { classes, amounts, reasons }: AidResults): string | null {
  const [kinds, money, bits] = ['类别', '发放金额', '理由'].map((name) => answers.column(name))
  const codes = answers.output('类别').values.map((name) => aidClasses.indexOf(name))
  const isKnown = (known: Uint8Array | undefined, index: number): boolean =>
    (known![index >> 3]! >> (index & 7)) % 2 === 1
  for (let index = 0; index < answers.subjects; index += 1) {
    const kind = isKnown(kinds!.known, index) ? codes[kinds!.values[index]!] : missing.i8
    const amount = isKnown(money!.known, index) ? money!.values[index] : missing.i32
    const reason = bits!.values[index]
    if (kind === classes[index] && amount === amounts[index] && reason === reasons[index]) continue
    return `household ${index}: ${kind} ${amount} ${reason} in columns, ${classes[index]} ${amounts[index]} ${reasons[index]} by hand`
  }
  return null
}

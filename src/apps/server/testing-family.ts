/** Three synthetic people. What stands here stands nowhere else, so that a test can search everything that left the house. */

/** ISO 7064 MOD 11-2, as on every ID number. */
function withCheck(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]!
}
const idOf = (bornOn: string, serial: number): string => withCheck(`999901${bornOn.replaceAll('-', '')}${serial}`)

const member = (key: string, name: string, relation: string, bornOn: string, serial: number) => ({
  ...{ key, name, relation, bornOn, idNumber: idOf(bornOn, serial) },
  sex: serial % 2 === 0 ? 'female' : 'male',
})
export type Member = ReturnType<typeof member>

export const canaryFamily = {
  head: member('m1', '居民甲九九七一', 'head', '1958-04-17', 931),
  wife: member('m2', '居民乙九九七二', 'spouse', '1960-09-03', 932),
  child: member('m3', '居民丙九九七三', 'grandchild', '2014-06-01', 934),
  phone: '10099017799',
  account: '6299990100012345699',
  /** Said at the desk: an illness that nobody else may read. */
  illness: '老伴查出金丝雀综合征，药费重',
} as const

/** What may be found on no public page, in no log, no event, no job and no refusal. The head's name is on the notice. */
export const canaryWords: readonly string[] = [
  ...[canaryFamily.head, canaryFamily.wife, canaryFamily.child].map(({ idNumber }) => idNumber),
  ...[canaryFamily.wife.name, canaryFamily.child.name],
  ...[canaryFamily.phone, canaryFamily.account, '金丝雀综合征'],
]

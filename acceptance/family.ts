/** The family of the story: three synthetic people. The canary words stand nowhere else and may leave by no public path. */

/** ISO 7064 MOD 11-2, as on every ID number. */
function withCheck(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]!
}

export const idOf = (bornOn: string, serial: number): string =>
  withCheck(`999901${bornOn.replaceAll('-', '')}${String(serial).padStart(3, '0')}`)

export const family = {
  head: {
    key: 'm1',
    name: '居民甲九九零一',
    relation: 'head',
    bornOn: '1958-04-17',
    sex: 'male',
    idNumber: idOf('1958-04-17', 921),
  },
  wife: {
    key: 'm2',
    name: '居民乙九九零二',
    relation: 'spouse',
    bornOn: '1960-09-03',
    sex: 'female',
    idNumber: idOf('1960-09-03', 922),
  },
  child: {
    key: 'm3',
    name: '居民丙九九零三',
    relation: 'grandchild',
    bornOn: '2014-06-01',
    sex: 'female',
    idNumber: idOf('2014-06-01', 924),
  },
  phone: '10099017788',
  account: '6299990100012345678',
} as const

/** What may be found on no public page, in no log, in no event. */
export const canaries: readonly string[] = [
  family.head.idNumber,
  family.wife.idNumber,
  family.child.idNumber,
  family.wife.name,
  family.child.name,
  family.phone,
  family.account,
]

/** A picture a phone could have made. */
export const photo = { name: '照片.png', mimeType: 'image/png' } as const

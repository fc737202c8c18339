/** Names of programmes as a letter writes them, and as its number shortens them. */
export const programmeNames: Readonly<Record<string, { readonly full: string; readonly short: string }>> = {
  dibao: { full: '最低生活保障', short: '低保' },
  margin: { full: '最低生活保障边缘家庭', short: '低边' },
  'rigid-expenditure': { full: '刚性支出困难家庭', short: '刚支' },
  tekun: { full: '特困人员救助供养', short: '特困' },
  'temporary-aid': { full: '临时救助', short: '临救' },
}

/** A programme without a name here is called by what its procedure calls it. */
export const programmeName = (
  programme: string,
  otherwise: string,
): { readonly full: string; readonly short: string } => programmeNames[programme] ?? { full: otherwise, short: '救助' }

/** `青禾县民政局` → `青禾`: the place in the number of a letter. */
export const placeInNumber = (office: string): string =>
  office.replace(/(?:县|市|区|自治县)?(?:民政局|社会工作部|民政和.*局)$/, '') || office

export const relationNames: Readonly<Record<string, string>> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandchild: '孙辈',
  grandparent: '祖辈',
  sibling: '兄弟姐妹',
  'child-in-law': '儿媳女婿',
  'parent-in-law': '公婆岳父母',
  other: '其他',
}

export const incomeNames = {
  wages: '工资性收入',
  business: '经营净收入',
  property: '财产净收入',
  transfers: '转移净收入',
  other: '其他收入',
} as const

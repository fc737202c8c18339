interface DocumentKindWords {
  readonly zh: string
  readonly en: string
  /** Speaks of illness or disability. */
  readonly isHealth?: true
}

/** What a paper can be. A kind that is not here cannot be kept from a page. */
export const documentKindLabels = {
  'id-card-copy': { zh: '身份证复印件', en: 'copy of the ID card' },
  'household-booklet': { zh: '户口簿', en: 'household register booklet' },
  application: { zh: '申请书', en: 'application' },
  authorisation: { zh: '核对授权书', en: 'authorisation for the check' },
  'income-proof': { zh: '收入证明', en: 'proof of income' },
  'property-proof': { zh: '财产证明', en: 'proof of property' },
  'study-proof': { zh: '在读证明', en: 'proof of study' },
  'medical-record': { zh: '病历、诊断证明', en: 'medical record', isHealth: true },
  'disability-certificate': { zh: '残疾人证', en: 'disability certificate', isHealth: true },
  'spending-proof': { zh: '支出票据', en: 'receipts of spending' },
  'survey-photo': { zh: '入户照片', en: 'photo of the home survey' },
  'survey-form': { zh: '入户调查表', en: 'home survey form' },
  'lead-photo': { zh: '线索照片', en: 'photo with a lead' },
  signature: { zh: '签名', en: 'signature' },
  'objection-evidence': { zh: '异议材料', en: 'evidence of an objection' },
  opinion: { zh: '审批表', en: 'approval form' },
  receipt: { zh: '受理回执', en: 'receipt' },
  letter: { zh: '决定书、告知书', en: 'letter' },
  notice: { zh: '公示', en: 'public notice' },
  'legacy-decision': { zh: '原批准文件', en: 'earlier decision' },
  'roster-sheet': { zh: '名单', en: 'list' },
  other: { zh: '其他材料', en: 'other paper' },
} as const satisfies Readonly<Record<string, DocumentKindWords>>

export type DocumentKindName = keyof typeof documentKindLabels
export const documentKinds = Object.keys(documentKindLabels) as readonly DocumentKindName[]

/** Words of a kind; one that left the list shows as another paper, and asks for the stricter permission. */
export const documentKindOf = (kind: string): DocumentKindWords =>
  Object.hasOwn(documentKindLabels, kind)
    ? documentKindLabels[kind as DocumentKindName]
    : { ...documentKindLabels.other, isHealth: true }

import type { Permission } from '#platform/http/contract.ts'

export const readSamples: Permission = {
  name: 'sampling.read',
  zh: '看县里抽查的结果和种子',
  en: 'see what the county drew, and the seed',
  heldBy: ['county-reviewer', 'county-head', 'inspector'],
}
export const drawSamples: Permission = {
  name: 'sampling.draw',
  zh: '随机抽查',
  en: 'draw the sample',
  heldBy: ['county-reviewer', 'county-head'],
}
export const samplingPermissions: readonly Permission[] = [readSamples, drawSamples]

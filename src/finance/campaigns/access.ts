import type { Permission } from '#platform/http/contract.ts'

export const readCampaigns: Permission = {
  name: 'campaigns.read',
  zh: '看一次性补贴名单',
  en: 'read lists of one-off subsidies',
  heldBy: [
    ...['finance-officer', 'finance-head', 'county-reviewer', 'county-head', 'inspector'],
    ...['town-clerk', 'town-head'],
  ],
}
export const makeCampaigns: Permission = {
  name: 'campaigns.make',
  zh: '建一次性补贴、生成名单',
  en: 'set up one-off subsidies and draw their lists',
  heldBy: ['county-reviewer', 'finance-officer'],
}
export const exportCampaigns: Permission = {
  name: 'campaigns.export',
  zh: '导出一次性补贴名单',
  en: 'export lists of one-off subsidies',
  heldBy: ['finance-officer', 'finance-head', 'county-reviewer', 'inspector'],
}
/** Never a list one drew or handed on oneself; a town head those of the own town. */
export const approveCampaigns: Permission = {
  name: 'campaigns.approve',
  zh: '复核一次性补贴名单',
  en: 'approve lists of one-off subsidies',
  heldBy: ['county-head', 'finance-head', 'town-head'],
}
/** Back to who made it: by the second person, or by the maker, who saw a slip. */
export const sendBackCampaigns: Permission = {
  name: 'campaigns.send-back',
  zh: '退回一次性补贴名单',
  en: 'send lists of one-off subsidies back',
  heldBy: [...new Set([...makeCampaigns.heldBy, ...approveCampaigns.heldBy])],
}
/** Before the money is with the bank. */
export const cancelCampaigns: Permission = {
  name: 'campaigns.cancel',
  zh: '撤回一次性补贴',
  en: 'take one-off subsidies back',
  heldBy: ['county-head', 'finance-head'],
}
export const campaignPermissions: readonly Permission[] = [
  ...[readCampaigns, makeCampaigns, approveCampaigns, sendBackCampaigns, cancelCampaigns, exportCampaigns],
]

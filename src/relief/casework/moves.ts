/**
 * What can happen to a case. The words are the machine's; which stage allows which, who may do it and where it leads is
 * data (`procedure.yaml` of a policy pack).
 */
export const caseMoves = [
  // Before acceptance
  'ask-papers',
  'accept',
  // Investigation
  'give-opinion',
  // Public notice
  'notice-ended',
  'raise-objection',
  // Decision; a complaint while it is being made, like kin of staff, forces a visit by the county
  'record-complaint',
  'record-county-visit',
  'propose-decision',
  'approve-decision',
  'send-back',
  // Afterwards
  'publish',
  'deliver-letter',
  'reconsider',
  // An override waits for a third person
  'consent-override',
  // From most stages
  'withdraw',
  'end-non-cooperation',
  // Pauses, where a profile has them
  'pause',
  'resume',
  // Help first, papers after
  'grant-emergency',
  'complete-papers',
  'consent-second-grant',
] as const
export type CaseMove = (typeof caseMoves)[number]

import type { Check } from '#platform/checks/index.ts'

/** What must hold of every answer that was kept, whoever made it. */
export const eligibilityChecks: readonly Check[] = [
  {
    name: 'eligibility.amount-is-the-last-line',
    zh: '每次测算的钱数，就是它算式的最后一行',
    offenders: `SELECT tenant_id, id FROM eligibility.assessment
      WHERE outcome <> 'no-rule'
        AND amount_fen::text IS DISTINCT FROM result #>> '{tree,-1,lines,-1,amount,value}'`,
  },
  {
    name: 'eligibility.answer-is-what-is-stored',
    zh: '每次测算列出的结论、钱数，和存下的答案一致',
    offenders: `SELECT tenant_id, id FROM eligibility.assessment
      WHERE outcome <> result ->> 'outcome' OR amount_fen::text IS DISTINCT FROM result ->> 'amount'`,
  },
  {
    name: 'eligibility.law-is-kept',
    zh: '有答案的测算，都留着当时用的规则',
    offenders: `SELECT tenant_id, id FROM eligibility.assessment WHERE pack_hash IS NULL AND outcome <> 'no-rule'`,
  },
  {
    name: 'eligibility.draft-is-marked',
    zh: '照征求意见稿算的，都标着模拟',
    offenders: `SELECT tenant_id, id FROM eligibility.assessment
      WHERE result #>> '{pack,status}' = 'draft' AND NOT is_simulated`,
  },
]

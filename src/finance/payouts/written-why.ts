import { paymentRoutes } from './files/known-routes.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

const reviewed: Readonly<Record<string, string>> = {
  ...{
    增发: 'a raise',
    降低: 'a cut',
    停止: 'an end',
    照料护理定档: 'the level of care',
    终止供养: 'the end of the support',
  },
}

/** What banks answer with a code, by their Chinese. */
const bankReasons = new Map(
  paymentRoutes.flatMap(({ reasons }) => Object.values(reasons).map(({ zh, en }) => [zh, en] as const)),
)

/** A number of a case or decision, a day, the name of a document: it is the same in both languages. */
const written: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [/^确认决定 (.+)$/, (number) => `decision on case ${number}`],
  [/^重新审查，决定 (.+)$/, (number) => `looked at again, decision ${number}`],
  [/^原已享受，依据：(.+)$/, (document) => `paid before it was kept here, by ${document}`],
  [/^一次性补贴，依据：(.+)$/, (document) => `one-off subsidy, by ${document}`],
  [/^一次性补贴撤回：(.+)$/, (reason) => `one-off subsidy taken back: ${reason}`],
  [/^调标：(.+)$/, (document) => `new standard, by ${document}`],
  [/^动态管理复核：(.+)$/, (kind) => `review: ${reviewed[kind] ?? kind}`],
  [/^终止供养：(.+)$/, (ground) => `end of the support: ${ground}`],
  [/^动态监测：成员去世，等复核$/, () => 'monitoring: a member has died, a review is due'],
  [/^家庭成员 (\S+) 去世（(.+)）$/, (day, source) => `a member of the household died on ${day} (${source})`],
  [/^批准以后待遇变了：(.+)$/, (why) => `the right changed after approval: ${whyWords(why).en}`],
  [/^按同意书从 (\S+) 的发放里抵扣：(.+)$/, (month, consent) => `kept back from ${month} as agreed: ${consent}`],
  [/^变动已撤回$/, () => 'the change was taken back'],
  [/^待遇又变了$/, () => 'the right changed again'],
  [/^收款账户已更正$/, () => 'the account has been corrected'],
  [/^(.+)（([A-Z]\d+)）$/, (reason, code) => `${bankReasons.get(reason) ?? reason} (${code})`],
  [/^多发的，应追回$/, () => 'paid too much, to be recovered'],
]

/**
 * Why, in both languages: what the program writes as the reason of a right, a hold or a line is kept in Chinese, and is
 * said in English here. What a person wrote stays as they wrote it.
 */
export function whyWords(why: string): Words {
  for (const [pattern, english] of written) {
    const found = pattern.exec(why)
    if (found) return { zh: why, en: english(found[1] ?? '', found[2] ?? '') }
  }
  return { zh: why, en: why }
}

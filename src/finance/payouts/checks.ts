import type { Check } from '#platform/checks/index.ts'

/** Whether a leg `g` of `refunded` gave money out by hand; the others claim it again, or take such a claim back. */
const isHandedOut = `EXISTS (SELECT FROM ledger.entry n WHERE n.tenant_id = g.tenant_id AND n.id = g.entry_id
  AND n.kind = 'payouts.refunded')`

/** What must hold between the lists, the rights and the ledger. */
export const payoutChecks: readonly Check[] = [
  {
    name: 'payouts.list-is-ledger',
    zh: '每一户每个月，名单上应付、在途、已付、退回的，和台账一分不差',
    offenders: `SELECT tenant_id, coalesce(l.household_id, b.household_id) || ' ' || coalesce(l.month, b.month) AS id
      FROM (SELECT l.tenant_id, l.household_id, l.programme, l.month, part.account, sum(part.fen) AS fen
        FROM payouts.line l CROSS JOIN LATERAL (VALUES (l.state, l.fen - l.deducted_fen),
          ('withheld', nullif(l.deducted_fen, 0))) AS part (account, fen)
        WHERE l.state IN ('payable', 'in-bank', 'paid', 'returned') AND part.fen IS NOT NULL
        GROUP BY l.tenant_id, l.household_id, l.programme, l.month, part.account) AS l
      FULL JOIN (SELECT tenant_id, household_id, programme, month, account, sum(amount) AS fen FROM (
          SELECT tenant_id, household_id, programme, month,
            CASE WHEN account IN ('recovery', 'repaid', 'refunded') THEN 'paid' ELSE account END AS account, amount
          FROM ledger.leg g WHERE household_id IS NOT NULL AND account <> 'to-refund'
            AND NOT (account = 'refunded' AND ${isHandedOut})) AS leg
        GROUP BY tenant_id, household_id, programme, month, account HAVING sum(amount) <> 0) AS b
      USING (tenant_id, household_id, programme, month, account)
      WHERE l.fen IS DISTINCT FROM b.fen`,
  },
  {
    name: 'payouts.kept-back-is-reserved',
    zh: '各份待遇预留的合计，等于台账上的已预留',
    offenders: `SELECT tenant_id, programme || ' ' || source || ' ' || year AS id
      FROM (SELECT r.tenant_id, e.programme, e.source, r.year, sum(r.fen) AS fen FROM payouts.reservation r
        JOIN payouts.entitlement e ON e.tenant_id = r.tenant_id AND e.id = r.entitlement_id
        GROUP BY r.tenant_id, e.programme, e.source, r.year HAVING sum(r.fen) <> 0) AS kept
      FULL JOIN (SELECT tenant_id, programme, source, budget_year AS year, sum(amount) AS fen FROM ledger.leg
        WHERE account = 'reserved' GROUP BY tenant_id, programme, source, budget_year HAVING sum(amount) <> 0) AS booked
      USING (tenant_id, programme, source, year)
      WHERE kept.fen IS DISTINCT FROM booked.fen`,
  },
  {
    name: 'payouts.claims-are-in-the-ledger',
    zh: '每一户每个月应追回的、已追回的，和台账一分不差',
    offenders: `SELECT tenant_id, household_id || ' ' || month AS id
      FROM (SELECT c.tenant_id, e.household_id, e.programme, c.month, sum(-c.fen - c.repaid_fen - c.dropped_fen) AS owed,
          sum(c.repaid_fen) AS repaid FROM payouts.correction c
        JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
        WHERE c.state = 'owed' AND c.entry_id IS NOT NULL
        GROUP BY c.tenant_id, e.household_id, e.programme, c.month) AS claim
      FULL JOIN (SELECT tenant_id, household_id, programme, month,
          coalesce(sum(amount) FILTER (WHERE account = 'recovery'), 0) AS owed,
          coalesce(sum(amount) FILTER (WHERE account = 'repaid'), 0) AS repaid
        FROM ledger.leg WHERE account IN ('recovery', 'repaid')
        GROUP BY tenant_id, household_id, programme, month) AS book USING (tenant_id, household_id, programme, month)
      WHERE coalesce(claim.owed, 0) <> coalesce(book.owed, 0) OR coalesce(claim.repaid, 0) <> coalesce(book.repaid, 0)`,
  },
  {
    name: 'payouts.deductions-are-on-their-lines',
    zh: '每一行抵扣的，等于它名下各笔抵扣的合计',
    offenders: `SELECT l.tenant_id, l.id FROM payouts.line l
      LEFT JOIN (SELECT tenant_id, line_id, sum(fen) AS fen FROM payouts.deduction WHERE state <> 'reversed'
        GROUP BY tenant_id, line_id) AS d ON d.tenant_id = l.tenant_id AND d.line_id = l.id
      WHERE (l.deducted_fen > 0 OR d.line_id IS NOT NULL) AND l.deducted_fen <> coalesce(d.fen, 0)`,
  },
  {
    name: 'payouts.claim-meets-no-arrears',
    zh: '同一份待遇同一个月，不一边补给他家、一边又向他家追',
    offenders: `SELECT c.tenant_id, c.entitlement_id || ' ' || c.month AS id FROM payouts.correction c
      WHERE c.state = 'owed' AND c.entry_id IS NOT NULL AND -c.fen - c.repaid_fen - c.dropped_fen > 0
        AND EXISTS (SELECT FROM payouts.correction w WHERE w.tenant_id = c.tenant_id
          AND w.entitlement_id = c.entitlement_id AND w.month = c.month AND w.state = 'waiting')`,
  },
  {
    name: 'payouts.words-are-sealed',
    zh: '为什么暂缓、为什么放行或者不发，都是封存的',
    offenders: `SELECT tenant_id, id FROM payouts.hold WHERE why IS NOT NULL OR closed_reason IS NOT NULL`,
  },
  {
    name: 'payouts.refunds-are-in-the-ledger',
    zh: '每一户每个月应退还的、当面退还的，和台账一分不差',
    offenders: `SELECT tenant_id, household_id || ' ' || programme || ' ' || month AS id
      FROM (SELECT r.tenant_id, r.household_id, r.programme, r.month,
          sum(r.fen) FILTER (WHERE r.state IN ('open', 'asked') OR (r.state = 'approved' AND NOT EXISTS (
            SELECT FROM payouts.line l WHERE l.tenant_id = r.tenant_id AND l.refund_id = r.id
              AND l.state IN ('payable', 'in-bank', 'paid')))) AS owed,
          sum(r.fen) FILTER (WHERE r.state = 'done' AND p.way = 'hand') AS by_hand
        FROM payouts.refund r LEFT JOIN payouts.refund_proposal p ON p.tenant_id = r.tenant_id AND p.id = r.proposal_id
        GROUP BY r.tenant_id, r.household_id, r.programme, r.month) AS said
      FULL JOIN (SELECT tenant_id, household_id, programme, month,
          sum(amount) FILTER (WHERE account = 'to-refund') AS owed,
          sum(amount) FILTER (WHERE account = 'refunded' AND ${isHandedOut}) AS by_hand
        FROM ledger.leg g WHERE account IN ('to-refund', 'refunded')
        GROUP BY tenant_id, household_id, programme, month) AS book USING (tenant_id, household_id, programme, month)
      WHERE coalesce(said.owed, 0) <> coalesce(book.owed, 0) OR coalesce(said.by_hand, 0) <> coalesce(book.by_hand, 0)`,
  },
  {
    name: 'payouts.refund-done-is-paid',
    zh: '从银行退还、说退到了的，都有一行到了账；付过的不再列为应退还',
    offenders: `SELECT r.tenant_id, r.id FROM payouts.refund r
      JOIN payouts.refund_proposal p ON p.tenant_id = r.tenant_id AND p.id = r.proposal_id AND p.way = 'bank'
      WHERE (r.state = 'done') <> EXISTS (SELECT FROM payouts.line l WHERE l.tenant_id = r.tenant_id
        AND l.refund_id = r.id AND l.state = 'paid')`,
  },
  {
    name: 'payouts.claim-meets-no-refund',
    zh: '同一份待遇同一个月，还没有退到的退还，不和追回同时挂着',
    offenders: `SELECT c.tenant_id, c.entitlement_id || ' ' || c.month AS id FROM payouts.correction c
      WHERE c.state = 'owed' AND c.entry_id IS NOT NULL AND -c.fen - c.repaid_fen - c.dropped_fen > 0
        AND EXISTS (SELECT FROM payouts.refund r WHERE r.tenant_id = c.tenant_id
          AND r.entitlement_id = c.entitlement_id AND r.month = c.month AND r.cause = 'claim-fell'
          AND r.state IN ('open', 'asked', 'approved'))`,
  },
  {
    name: 'payouts.line-is-paid-once',
    zh: '没有一行付过两次',
    offenders: `SELECT tenant_id, line_id AS id FROM payouts.transfer
      WHERE state IN ('paid', 'in-bank') GROUP BY tenant_id, line_id HAVING count(*) > 1`,
  },
  {
    name: 'payouts.approved-by-another',
    zh: '每份批过的名单，批的人没有做过、也没有提交过它',
    offenders: `SELECT tenant_id, id FROM payouts.run
      WHERE state IN ('approved', 'done') AND (approved_by IS NULL OR approved_by IN (made_by, frozen_by))`,
  },
  {
    name: 'payouts.held-lines-have-a-hold',
    zh: '每一行暂缓的，都有一个没有处理完的暂缓',
    offenders: `SELECT l.tenant_id, l.id FROM payouts.line l
      LEFT JOIN payouts.hold h ON h.tenant_id = l.tenant_id AND h.id = l.hold_id
      WHERE l.state = 'held' AND h.state IS DISTINCT FROM 'open'`,
  },
]

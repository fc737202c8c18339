import type { Check } from '#platform/checks/index.ts'

/** What must hold of every letter. */
export const paperChecks: readonly Check[] = [
  {
    name: 'papers.decision-has-its-letter',
    zh: '每个决定都有一份通知书',
    offenders: `SELECT d.tenant_id, d.id FROM casework.decision d
      WHERE NOT EXISTS (SELECT FROM papers.letter l WHERE l.tenant_id = d.tenant_id AND l.decision_id = d.id)`,
  },
  {
    name: 'papers.letter-says-what-was-decided',
    zh: '通知书上的结论和金额，就是决定的结论和金额',
    offenders: `SELECT l.tenant_id, l.id FROM papers.letter l
      JOIN casework.decision d ON d.tenant_id = l.tenant_id AND d.id = l.decision_id
      WHERE CASE WHEN l.words IS NULL THEN l.content ->> 'amount' ELSE l.amount_fen::text END
          IS DISTINCT FROM d.amount_fen::text
        OR (l.kind = 'decision') <> (d.outcome = 'confirmed')`,
  },
  {
    name: 'papers.letters-are-sealed',
    zh: '通知书上写的人和理由，都是封存的',
    offenders: `SELECT tenant_id, id FROM papers.letter WHERE words IS NULL`,
  },
  {
    name: 'papers.print-is-the-kept-one',
    zh: '打印过的通知书，存档的就是那一份，一个字节也没变',
    offenders: `SELECT l.tenant_id, l.id FROM papers.letter l
      LEFT JOIN documents.document d ON d.tenant_id = l.tenant_id AND d.id = l.document_id
      WHERE l.document_id IS NOT NULL AND encode(d.sha256, 'hex') IS DISTINCT FROM l.sha256`,
  },
]

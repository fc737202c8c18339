import { CasePanel } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { PaymentPanel } from '#finance/payouts/ui/payment-panel.tsx'
import type { CasePanelProps } from '#relief/casework/ui/panel-entry.ts'
import { useCaseFile } from '#relief/casework/ui/case-file.ts'

/** What the household of a case is paid. Payments know households and no cases, so the console puts the two together. */
export function CasePaymentsPanel({ caseId }: CasePanelProps) {
  const say = useSay()
  const file = useCaseFile(caseId)
  if (file.data === undefined)
    return (
      <CasePanel
        title={say('待遇和发放', 'Rights and payments')}
        isWaiting={file.isPending}
        error={file.error}
        onRetry={() => void file.refetch()}
      />
    )
  return <PaymentPanel householdId={file.data.case.householdId} />
}

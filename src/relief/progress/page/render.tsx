import { renderPage, type RenderedPage } from '#design/portal/document.ts'
import { AskPage, type AskPageProps } from './ask-page.tsx'
import { FamilyPage, type FamilyPageProps } from './family-page.tsx'

export const renderAsk = (props: AskPageProps, status = 200): RenderedPage => renderPage(<AskPage {...props} />, status)
export const renderFamily = (props: FamilyPageProps): RenderedPage => renderPage(<FamilyPage {...props} />)

import type { LazyExoticComponent, ReactNode } from 'react'
import type { Words } from '#design/console/language.tsx'
import type { CaseMove } from '../moves.ts'
import type { CaseAnswer } from './case-file.ts'

export interface CasePanelProps {
  readonly caseId: string
}

/** One panel of the case page. Modules export the component; the console lists it. */
export interface CasePanelEntry extends Words {
  /** The name of its module, so that what that module objects to leads here; also the anchor: `#panel-means-check`. */
  readonly name: string
  /** Where it stands, in the order in which a family meets it. */
  readonly order: number
  readonly open: LazyExoticComponent<(props: CasePanelProps) => ReactNode>
  /** Names of permissions; holding one of them shows the panel. Empty: everybody who may open the case. */
  readonly needs: readonly string[]
  /** The moves that are made in this panel: what is to be done now leads here. */
  readonly moves?: readonly CaseMove[]
  /** The form of `procedure.yaml` this panel fills. */
  readonly form?: string
  /** Left out where it has nothing to do with the case: emergency help of an ordinary one. */
  readonly isFor?: (file: CaseAnswer) => boolean
}

export const panelAnchor = (name: string): string => `panel-${name}`

import type { AnswerOf, Wire } from '#platform/http/client.ts'
import type * as wire from '../wire.ts'

/** What the pages hold in their hands: the shapes of the wire as JSON brought them, read only. */
export type CampaignCard = Wire<wire.CampaignCard>
export type Campaign = Wire<wire.Campaign>
export type Part = Wire<wire.Part>
export type Row = Wire<wire.Row>
export type Choices = AnswerOf<typeof wire.readCampaignChoices>

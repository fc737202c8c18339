import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Announcement } from './contract.ts'
import { addEvent } from './event-store.ts'

/** Tells what happened, in the transaction it happens in: no change without its event, no event without its change. */
export const announce = (tx: Tx, announcement: Announcement): Promise<void> => addEvent(tx, uuid(), announcement)

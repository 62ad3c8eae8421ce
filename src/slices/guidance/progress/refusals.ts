import type { CorrectRefusal } from './corrections/rules.ts'
import type { AnchorRefusal } from './anchoring/rules.ts'
import type { RecordRefusal } from './meetings/rules.ts'
import type { ObserveRefusal } from './observations/rules.ts'
import type { PlanRefusal } from './plan/rules.ts'
import type { TimeRefusal } from './times/rules.ts'

/** Why something in the work of a case may not be done. Each has words (texts, `work.refusal`), or it does not compile. */
export type WorkRefusal = CorrectRefusal | AnchorRefusal | RecordRefusal | ObserveRefusal | PlanRefusal | TimeRefusal

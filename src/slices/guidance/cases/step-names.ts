import type { Tx } from '../../../platform/db.ts'
import type { Language } from '../../../kernel/language.ts'
import { flowOfVersion, inLanguage, stepOf } from '../flow/index.ts'

type Standing = { readonly flowVersionId: string; readonly stepKey: string }

/** The step's own name, from the version of the flow chart that each case follows. Cases share versions: each version is read once. */
export async function stepNames(tx: Tx, cases: readonly Standing[], language: Language): Promise<(one: Standing) => string> {
  const versions = await Promise.all([...new Set(cases.map((one) => one.flowVersionId))].map(async (id) => [id, await flowOfVersion(tx, id)] as const))
  const flows = new Map(versions)
  return ({ flowVersionId, stepKey }) => {
    const flow = flows.get(flowVersionId)?.flow
    const step = flow && stepOf(flow, stepKey)
    return step ? inLanguage(step.name, language) : stepKey
  }
}

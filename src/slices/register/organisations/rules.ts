import { orgKinds } from '../../../kernel/actor.ts'

/** Kinds with a place in the list of organisations; kindergartens have a list of their own, and departments stand on their page. */
export const listedKinds = orgKinds.filter((kind) => kind !== 'kindergarten' && kind !== 'department')

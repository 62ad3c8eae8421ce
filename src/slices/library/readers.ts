import { roles } from '../../kernel/actor.ts'
import { may } from '../../platform/http.ts'

/** Everyone who has signed in with a role reads support material. */
export const readers = may(...roles)

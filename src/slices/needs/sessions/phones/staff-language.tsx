import type { ComponentChildren } from 'preact'
import type { StaffLanguage } from '../../instruments/definition.ts'
import type { JoinedSession } from './store.ts'

// A further language the staff read best. The choice goes along in the address and in the forms of this one phone: no cookie, nothing stored, so that
// nobody can count who reads what.

/** Name of the choice in addresses and forms. */
export const readsField = 'les'

/** The language asked for, when the version that is asked has it. */
export const staffLanguage = ({ definition }: Pick<JoinedSession, 'definition'>, wished: unknown): StaffLanguage | undefined => (definition.kind === 'statements' ? definition.languages?.find(({ code }) => code === wished) : undefined)

/** The address, read in the same language. */
export const inStaffLanguage = (address: string, reads: StaffLanguage | undefined): string => (reads ? `${address}${address.includes('?') ? '&' : '?'}${readsField}=${reads.code}` : address)

/** The choice, sent along with a form. */
export const Reads = ({ reads }: { readonly reads: StaffLanguage | undefined }) => (reads ? <input type="hidden" name={readsField} value={reads.code} /> : null)

/** What is in the language: read aloud and written its way. Without one it is just what stands there. */
export const InIt = ({ reads, block, children }: { readonly reads: StaffLanguage | undefined; readonly block?: boolean; readonly children: ComponentChildren }) => {
  if (!reads) return <>{children}</>
  const { code: lang, dir } = reads
  return block ? <div lang={lang} dir={dir}>{children}</div> : <span lang={lang} dir={dir}>{children}</span>
}

/** The further languages of the session, to choose from. */
export const furtherLanguages = ({ definition }: Pick<JoinedSession, 'definition'>): readonly StaffLanguage[] => (definition.kind === 'statements' ? (definition.languages ?? []) : [])

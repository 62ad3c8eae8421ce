import type { PageContext } from '../../../ui/context.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { Outcome } from './items/rules.ts'
import type { MeetingState } from './meetings/rules.ts'
import type { ItemState } from './votes/rules.ts'

const meetingColors: Readonly<Record<MeetingState, TagColor>> = { planned: 'neutral', called: 'info', open: 'success', closed: 'warning', locked: 'neutral', cancelled: 'neutral' }
export const MeetingTag = ({ page, state }: { readonly page: PageContext; readonly state: MeetingState }) => <Tag color={meetingColors[state]}>{page.t(`forum.meeting.state.${state}`)}</Tag>

const itemColors: Readonly<Record<ItemState, TagColor>> = { waiting: 'neutral', agreed: 'success', 'not-agreed': 'warning', voting: 'info', adopted: 'success', noted: 'success' }
export const ItemTag = ({ page, state }: { readonly page: PageContext; readonly state: ItemState }) => <Tag color={itemColors[state]}>{page.t(`forum.item.state.${state}`)}</Tag>

const outcomeColors: Readonly<Record<Outcome, TagColor>> = { grant: 'success', part: 'info', decline: 'warning' }
export const OutcomeTag = ({ page, outcome }: { readonly page: PageContext; readonly outcome: Outcome }) => <Tag color={outcomeColors[outcome]}>{page.t(`forum.outcome.${outcome}`)}</Tag>

type Titled = { readonly position: number; readonly title: string; readonly reports: readonly { readonly title: string; readonly reference: string }[] }
/** 'Sak 3: Ny start for alle' – an item without a title of its own is called what its report is called. */
export const itemTitle = ({ t }: Pick<PageContext, 't'>, { position, title, reports }: Titled): string => t('forum.item.title', { number: String(position), title: title || reports.map((one) => one.title || one.reference).join(', ') })

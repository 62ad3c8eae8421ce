import type { PageContext } from '../../../../ui/context.tsx'
import type { ShownForm } from '../../../../ui/guard-notice.tsx'
import type { Item, Meeting } from '../meetings/store.ts'
import type { Member } from '../members/rules.ts'
import type { Forum } from '../members/store.ts'
import type { RoomFacts } from '../reach/aside.tsx'
import type { Attending, Choice } from '../votes/rules.ts'
import type { Vote } from '../votes/store.ts'
import type { ItemReport } from './store.ts'

/** An item as its page shows it to the one who looks. */
export type ItemPageProps = {
  readonly page: PageContext
  readonly forum: Forum
  readonly meeting: Meeting
  readonly item: Item
  readonly reports: readonly ItemReport[]
  readonly members: readonly Member[]
  readonly own: Member | undefined
  readonly attending: readonly Attending[]
  readonly votes: readonly Vote[]
  readonly cast: number
  /** What the one who looks has voted in the vote that goes on. */
  readonly ownChoice: Choice | undefined
  readonly runs: boolean
  readonly facts: RoomFacts
  readonly shown: ShownForm
}
export const itemPath = ({ forum, meeting, item }: Pick<ItemPageProps, 'forum' | 'meeting' | 'item'>) => `/forum/${forum.id}/moter/${meeting.id}/saker/${item.id}`

export type TabLink = { readonly href: string; readonly text: string; readonly current: boolean; readonly count?: number | undefined }

/** The pages of one thing, side by side. They are links to pages of their own, so each can be opened, sent and found again. */
export const Tabs = ({ tabs, label }: { readonly tabs: readonly TabLink[]; readonly label: string }) => (
  <nav class="tabs" aria-label={label}>
    <ul class="tabs-list">
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} {...(tab.current ? { 'aria-current': 'page' as const } : {})}>
            {tab.text}
            {tab.count !== undefined && <span class="count">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

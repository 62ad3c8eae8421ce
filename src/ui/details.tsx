import type { ComponentChildren } from 'preact'

/** More for those who want it: an explanation that most can do without. */
export const Details = ({ summary, about, open, children }: { readonly summary: string; /** What it concerns, read aloud after it, where several on a page have the same words. */ readonly about?: string; readonly open?: boolean; readonly children: ComponentChildren }) => (
  <details class="ds-details" open={open ?? false}>
    <summary>
      {summary}
      {about && <span class="ds-sr-only">: {about}</span>}
    </summary>
    <div class="flow">{children}</div>
  </details>
)

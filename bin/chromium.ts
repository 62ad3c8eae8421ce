import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser the journeys are made in: CHROME_PATH, or the first Chromium on the PATH. */
export function findChromium(env: Record<string, string | undefined> = process.env): string | undefined {
  if (env['CHROME_PATH']) return existsSync(env['CHROME_PATH']) ? env['CHROME_PATH'] : undefined
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) if (folder && runnable(join(folder, name))) return join(folder, name)
  }
  return undefined
}

/** Finds Chromium, or installs it from the system's packages when this user may. @returns the path, or a sentence that says what to do */
export function findOrInstallChromium(): { readonly path: string } | { readonly missing: string } {
  const there = findChromium()
  if (there) return { path: there }
  if (process.env['CHROME_PATH']) return { missing: `CHROME_PATH is ${process.env['CHROME_PATH']}, and there is no file there. Set it to a Chromium or Chrome, or leave it out.` }
  const byHand = 'The browser tests need Chromium. Install it (Debian and Ubuntu: apt-get install chromium), or set CHROME_PATH to a Chromium or Chrome.'
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { missing: byHand }
  console.log('· Installing Chromium from the system’s packages (once)')
  const apt = (...args: string[]) => spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', 'chromium')) return { missing: `apt-get could not install Chromium. ${byHand}` }
  const installed = findChromium()
  return installed ? { path: installed } : { missing: byHand }
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

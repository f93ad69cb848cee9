import { type Browser, chromium } from '@playwright/test';

/** Debian's; `CHROMIUM` names another. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * What the tests and benchmarks start Chromium with. It needs no privileges of its own, for it opens nothing but the
 * page of a Clew that the same script started.
 */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  // A host name that is not localhost, and so no secure origin.
  '--host-resolver-rules=MAP clew.test 127.0.0.1',
  // Without it there is a renderer in reserve, whose memory would count.
  '--disable-features=SpareRendererForSitePerProcess',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGUMENTS] });
}

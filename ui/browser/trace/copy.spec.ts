import type { Page } from '@playwright/test';
import { expect, test, TRACES } from './fixtures';
import { TracePage } from './tracePage';

/** What is on the clipboard, as whoever pastes it sees it: pages that are no secure origin may not ask. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('Control+v');
  return page.evaluate(() => {
    const field = document.getElementById('pasted') as HTMLTextAreaElement;
    field.remove();
    return field.value;
  });
}

/** @param told what the page says that it copied */
async function copy(page: Page, menu: string, item: string, told: string): Promise<string> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByText(`Copied the ${told}`, { exact: true }).last()).toBeVisible();
  return pasted(page);
}

for (const host of ['127.0.0.1', 'clew.test']) {
  test(`a trace and a span are copied from ${host}`, async ({ page, clew }) => {
    const origin = `http://${host}:${clew.port}`;
    const trace = await TracePage.open(page, { page: origin }, TRACES.strange);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(host === '127.0.0.1');

    expect(await copy(page, 'Copy the trace', 'Trace id', 'trace id')).toBe(TRACES.strange);
    expect(await copy(page, 'Copy the trace', 'Link to what is shown', 'link')).toBe(
      `${origin}/trace/${TRACES.strange}`,
    );
    expect(await copy(page, 'Copy the trace', 'TraceQL', 'query')).toBe(`{ trace:id = "${TRACES.strange}" }`);
    expect(await copy(page, 'Copy the trace', 'curl', 'command')).toContain(
      `${origin}/api/clew/v1/traces/${TRACES.strange}`,
    );
    const whole = JSON.parse(await copy(page, 'Copy the trace', 'OTLP JSON', 'trace as OTLP JSON'));
    expect(JSON.stringify(whole)).toContain('sent twice, the second');

    await trace.line(/^assess risk, payment/).click();
    await expect(trace.details.getByText('cache miss')).toBeVisible();
    const one = JSON.parse(await copy(page, 'Copy the span', 'OTLP JSON', 'span as OTLP JSON'));
    expect(one.resourceSpans[0].scopeSpans[0].spans[0].name).toBe('assess risk');
    await trace.details.getByRole('button', { name: 'Copy status message' }).click();
    expect(await pasted(page)).toBe('no such customer');
  });
}

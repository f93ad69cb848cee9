import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

async function theme(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-theme');
}

test('the root leads to search, and Back and Forward go between screens', async ({ page, clew }) => {
  await page.goto(clew.page + '/');
  await expect(page).toHaveURL(clew.page + '/search');
  await expect(page).toHaveTitle(/Clew/);
  await page.goto(clew.page + '/elsewhere');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to search' }).click();
  await expect(page).toHaveURL(clew.page + '/search');
  await page.goBack();
  await expect(page).toHaveURL(clew.page + '/elsewhere');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('the theme follows the system until one is chosen, which is kept', async ({ page, clew }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(clew.page + '/search');
  expect(await theme(page)).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => theme(page)).toBe('light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  expect(await theme(page)).toBe('dark');
  await page.reload();
  expect(await theme(page)).toBe('dark');
  await page.getByRole('button', { name: 'Theme' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
});

test('a menu is worked by the keyboard and gives the focus back', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  const button = page.getByRole('button', { name: /^Time zone/ });
  await button.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Local time' })).toBeFocused();
  await page.keyboard.press('u');
  await expect(page.getByRole('menuitemradio', { name: 'UTC', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
  await expect(button).toHaveAccessibleName('Time zone: UTC');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
});

test('any zone can be chosen', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await page.getByRole('button', { name: /^Time zone/ }).click();
  await page.getByRole('menuitemradio', { name: 'Another zone…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Time zone' });
  await dialog.getByRole('combobox').fill('Middle/Earth');
  await expect(dialog.getByRole('button', { name: 'Use it' })).toBeDisabled();
  await dialog.getByRole('combobox').fill('Asia/Kolkata');
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Time zone: Asia/Kolkata' })).toBeVisible();
});

test('the help lists the shortcuts and closes by Escape', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help.getByText('Open the command palette')).toBeVisible();
  await expect(help.getByText('Go to the next match')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('single keys are text in a field', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await page.getByRole('textbox', { name: 'Trace id' }).focus();
  await page.keyboard.type('?gd');
  await expect(page.getByRole('textbox', { name: 'Trace id' })).toHaveValue('?gd');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the palette finds commands by a few letters, and traces by their id', async ({ page, clew }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(clew.page + '/search');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill('light theme');
  await expect(palette.getByRole('option').first()).toHaveText('Use the light theme');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect.poll(() => theme(page)).toBe('light');

  await page.keyboard.press('Control+k');
  await field.fill('nothing has this name');
  await expect(palette.getByText('Nothing matches.')).toBeVisible();
  await field.fill(ID);
  await expect(palette.getByRole('option')).toHaveText([`Open trace ${ID}`]);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('a second key after g goes somewhere', async ({ page, clew }) => {
  await page.goto(clew.page + '/elsewhere');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(clew.page + '/search');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Trace id' })).toBeFocused();
});

test('what is no trace id is said to be none', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  const field = page.getByRole('textbox', { name: 'Trace id' });
  await field.fill('order-17');
  await field.press('Enter');
  await expect(page.getByText('That is no trace id')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe-core finds nothing on the frame in the ${colorScheme} theme`, async ({ page, clew }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/elsewhere', '/file']) {
      await page.goto(clew.page + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test('everything is within a phone’s width', async ({ page, clew }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await page.goto(clew.page + '/elsewhere');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expect(page.getByRole('button', { name: 'Help' })).toBeInViewport({ ratio: 1 });
});

test.describe('under a host name that is no secure origin', () => {
  test('the page works', async ({ page, clew }) => {
    await page.goto(`http://clew.test:${clew.port}/search`);
    expect(await page.evaluate(() => [window.isSecureContext, 'clipboard' in navigator])).toEqual([
      false,
      false,
    ]);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  });
});

import { mkdir, readdir } from 'node:fs/promises';
import { ClewProcess } from './ClewProcess';
import { expect, test } from './fixtures';

test('a Clew that does not start leaves neither a process nor a folder', async ({}, testInfo) => {
  const folder = testInfo.outputPath('temporary');
  await mkdir(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    await expect(ClewProcess.start({ basePath: 'no path' })).rejects.toThrow(/no path/);
  } finally {
    process.env.TMPDIR = TMPDIR ?? '';
  }
  expect(await readdir(folder)).toEqual([]);
});

// Talks to the bot through the Agents Playground's page in Chromium. Arguments: the page's address, the folder for screenshots.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [page0, folder, scheme = 'light'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: scheme, locale: 'zh-CN' });
  await page.goto(page0);
  const composer = page.locator('[role=textbox][contenteditable=true]').first();
  await composer.waitFor({ timeout: 30000 });
  await card(page, 0).waitFor({ timeout: 20000 });
  await shoot('1-welcome');

  await say('我的任务');
  const tasks = await newest(page, '项任务');
  await shoot('2-tasks');

  const before = await tasks.innerText();
  const label = await tasks.getByRole('button').first().innerText();
  await tasks.getByRole('button').first().click();
  // 签收全部 is confirmed first: the question takes the card's place, and the answer the question's.
  const question = await newest(page, '确认吗');
  await shoot('3-confirm');
  if ((await page.locator('body').innerText()).includes(before)) throw new Error(`The card did not change after ${label}.`);
  await question.getByRole('button').first().click();
  await newest(page, '已签收');
  await page.waitForTimeout(500);
  await shoot('4-after-tap');

  await say('更新 7');
  const form = await newest(page, '报进展');
  await shoot('5-form');
  await form.getByLabel('完成百分比').fill('60');
  await form.getByLabel('目前进展').fill('已开座谈会');
  await form.getByRole('button', { name: '报送' }).click();
  await newest(page, '已记入');
  await shoot('5-reported');

  for (const [name, text] of [['6-summary', '进展汇总'], ['7-refusal', '更新 70 60% 做了'], ['8-help', '帮助']]) {
    const count = await page.locator('.ac-adaptiveCard').count();
    await say(text);
    await page.waitForFunction(seen => document.querySelectorAll('.ac-adaptiveCard').length > seen, count, { timeout: 15000 });
    await page.waitForTimeout(800);
    await shoot(name);
  }

  console.log(JSON.stringify({ tapped: label, cards: await page.locator('.ac-adaptiveCard').count() }));

  async function say(text) {
    await composer.click();
    await composer.pressSequentially(text);
    await composer.press('Enter');
  }

  async function shoot(name) {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.locator('.ac-adaptiveCard').last().screenshot({ path: join(folder, `${name}-card.png`) }).catch(() => {});
  }
} finally {
  await browser.close();
}

function card(page, index) {
  return page.locator('.ac-adaptiveCard').nth(index);
}

async function newest(page, text) {
  const cards = page.locator('.ac-adaptiveCard', { hasText: text });
  await cards.last().waitFor({ timeout: 15000 });
  return cards.last();
}

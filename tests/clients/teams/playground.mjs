// Three people talk to the bot, each through an Agents Playground of their own in Chromium. Arguments: the pages of the liaison, the office and the leader, the folder for screenshots.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [liaisonPage, officePage, leaderPage, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  // Opening a page installs the bot: from then on it can write to its person.
  const liaison = await person('liaison', liaisonPage);
  const office = await person('office', officePage);
  const leader = await person('leader', leaderPage);

  const tasks = await liaison.say('我的任务', '项任务');
  await liaison.shoot('tasks');

  // 签收全部 is confirmed first: the question takes the card's place, and the answer the question's.
  const before = await tasks.innerText();
  const question = await liaison.tap(tasks, '签收全部', '确认吗');
  await liaison.shoot('confirm');
  if ((await liaison.text()).includes(before)) throw new Error('The card did not change.');
  const signed = await liaison.tap(question, '确认', '已签收');
  await liaison.shoot('signed');
  if ((await liaison.text()).includes('确认吗')) throw new Error('The question did not give way to its answer.');
  await liaison.tap(signed, '我的任务', '项任务');

  const form = await liaison.say('更新 7', '报进展');
  await liaison.shoot('form');
  await form.getByLabel('完成百分比').fill('100');
  await form.getByLabel('目前进展').fill('竞赛已办完，评出一等奖三项');
  const cards = await liaison.count();
  await liaison.tap(form, '报送', '已记入');
  await liaison.shoot('reported');
  if (await liaison.count() !== cards) throw new Error('The form was answered with another card.');

  await liaison.say('申请办结 7', '等办公室审核');
  // The bot writes to the office of itself, with the button that decides.
  const approval = await office.newest('申请办结第7条');
  await office.shoot('approval');
  await office.tap(approval, '通过', '已办结');
  await office.shoot('approved');
  await liaison.newest('已通过办结');
  await liaison.shoot('accepted');

  await leader.say('进展汇总', '已办结 1 项');
  await leader.shoot('summary');
  await liaison.say('更新 70 60% 做了', '没有第70条');
  await liaison.shoot('refusal');
  await liaison.say('帮助', '点一组看全部说法');
  await liaison.shoot('help');

  console.log(JSON.stringify({ liaison: await liaison.count(), office: await office.count(), leader: await leader.count() }));
} finally {
  await browser.close();
}

async function person(name, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(address);
  const composer = page.locator('[role=textbox][contenteditable=true]').first();
  await composer.waitFor({ timeout: 30000 });
  const all = page.locator('.ac-adaptiveCard');
  await all.first().waitFor({ timeout: 20000 });
  let shots = 0;

  async function newest(text, after = 0) {
    await page.waitForFunction(([wanted, seen]) => {
      const cards = [...document.querySelectorAll('.ac-adaptiveCard')];
      return cards.slice(seen).some(card => card.innerText.includes(wanted));
    }, [text, after], { timeout: 20000 });
    return page.locator('.ac-adaptiveCard', { hasText: text }).last();
  }

  return {
    newest,
    count: () => all.count(),
    text: () => page.locator('body').innerText(),
    async say(text, answer) {
      const seen = await all.count();
      await composer.click();
      await composer.pressSequentially(text);
      await composer.press('Enter');
      return await newest(answer, seen);
    },
    // The answer takes the place of the card that was tapped.
    async tap(card, label, answer) {
      await card.getByRole('button', { name: label, exact: true }).first().click();
      return await newest(answer);
    },
    // The page, the card alone, and the card as wide as a phone has room for.
    async shoot(what) {
      const file = join(folder, `${name}-${++shots}-${what}`);
      await page.waitForTimeout(600);
      await page.screenshot({ path: `${file}.png` });
      await all.last().screenshot({ path: `${file}-card.png` });
      const narrow = await page.addStyleTag({ content: '.ac-adaptiveCard { width: 328px !important; min-width: 0 !important; }' });
      await page.waitForTimeout(300);
      const overflow = await all.last().evaluate(card => [...card.querySelectorAll('*')].some(part => part.getBoundingClientRect().right > card.getBoundingClientRect().right + 1 && part.tagName !== 'svg' && !part.closest('svg')));
      await all.last().screenshot({ path: `${file}-phone.png` });
      await narrow.evaluate(style => style.remove());
      if (overflow) throw new Error(`${name}'s ${what} is wider than a phone.`);
    },
  };
}

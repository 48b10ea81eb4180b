// Plays the platform against a callback address, with the platform's own crypto package.
// node callback.mjs URL TOKEN AESKEY CORPID AGENTID — prints one line per check; exit code 1 names the first that failed.
import { createHash, randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';
import { getSignature, encrypt } from '@wecom/crypto';

const [url, token, aesKey, corpId, agentId] = process.argv.slice(2);
let count = 0;

const now = () => String(Math.floor(Date.now() / 1000));

function signed(cipher, { timestamp = now(), nonce = randomBytes(6).toString('hex') } = {}) {
  const signature = getSignature(token, timestamp, nonce, cipher);
  return `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
}

const envelope = (cipher) =>
  `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`;

async function post(query, body) {
  const response = await fetch(`${url}?${query}`, { method: 'POST', body, headers: { 'content-type': 'text/xml' } });
  return { status: response.status, text: await response.text() };
}

async function deliver(inner, id = corpId) {
  const cipher = encrypt(aesKey, inner, id);
  return post(signed(cipher), envelope(cipher));
}

const message = (type, rest, from = 'ZhangSan') =>
  `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${now()}</CreateTime><MsgType><![CDATA[${type}]]></MsgType>${rest}<AgentID>${agentId}</AgentID></xml>`;

const text = (content, id, from) => message('text', `<Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId>`, from);

const tap = (key, task, code) =>
  message('event', `<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[${key}]]></EventKey><TaskId><![CDATA[${task}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[${code}]]></ResponseCode>`);

async function check(name, run) {
  try {
    await run();
    count++;
    console.log(`ok ${name}`);
  } catch (error) {
    console.error(`FAILED ${name}: ${error.message}`);
    process.exit(1);
  }
}

const accepted = (answer) => assert.deepEqual(answer, { status: 200, text: '' });
const refused = (answer, status) => assert.equal(answer.status, status);

await check('verifies its address with the bare plaintext within a second', async () => {
  const echo = String(Math.floor(Math.random() * 1e15));
  const cipher = encrypt(aesKey, echo, corpId);
  const started = performance.now();
  const response = await fetch(`${url}?${signed(cipher)}&echostr=${encodeURIComponent(cipher)}`);
  assert.equal(response.status, 200);
  assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1'), echo);
  assert.ok(performance.now() - started < 1000, 'more than a second');
});

await check('takes texts of every pad length', async () => {
  let slowest = 0;
  for (let length = 1; length <= 33; length++) {
    const started = performance.now();
    accepted(await deliver(text('报'.repeat(length), `90${length}`, 'LiSi')));
    slowest = Math.max(slowest, performance.now() - started);
  }
  console.log(`slowest acknowledgement ${slowest.toFixed(1)} ms`);
  assert.ok(slowest < 5000, 'more than five seconds');
});
await check('takes a text', async () => accepted(await deliver(text('我的任务', '7611000000000000001'))));
await check('takes a tap on a card', async () => accepted(await deliver(tap('签收 8', 'task-1', 'code-1'))));
await check('acknowledges a redelivery', async () => {
  for (let i = 0; i < 3; i++) accepted(await deliver(text('帮助', '7611000000000000002')));
});

await check('refuses a bad signature', async () => {
  const cipher = encrypt(aesKey, text('x', '1'), corpId);
  const wrong = createHash('sha1').update('wrong').digest('hex');
  refused(await post(`msg_signature=${wrong}&timestamp=${now()}&nonce=1`, envelope(cipher)), 403);
});
await check('refuses another corporation', async () => refused(await deliver(text('x', '1'), 'wwffffffffffffffff'), 403));
await check('refuses an old recording', async () => {
  const cipher = encrypt(aesKey, text('x', '1'), corpId);
  refused(await post(signed(cipher, { timestamp: '1409659589' }), envelope(cipher)), 403);
});
await check('refuses garbage', async () => {
  for (const cipher of ['AAAA', '!!!', '', randomBytes(64).toString('base64'), randomBytes(33).toString('base64')])
    refused(await post(signed(cipher), envelope(cipher)), 400);
  refused(await post(signed('x'), 'hello'), 400);
  refused(await post(signed('x'), ''), 400);
});
await check('expands no entity, outside or inside', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
  refused(await post(signed('x'), `${doctype}<xml><Encrypt>&f;</Encrypt></xml>`), 400);
  refused(await deliver(`${doctype}<xml><FromUserName>ZhangSan</FromUserName><MsgType>text</MsgType><Content>&f;</Content><MsgId>3</MsgId></xml>`), 400);
});
await check('refuses two megabytes', async () => {
  // Some clients learn of the answer by a connection that closes while they still write; a server that died would close it too.
  const answer = await post(signed('x'), 'a'.repeat(2 << 20)).catch((error) => {
    assert.match(String(error.cause?.code), /^(EPIPE|ECONNRESET|UND_ERR_SOCKET)$/);
    return { status: 413 };
  });
  refused(answer, 413);
  refused(await post('msg_signature=0&timestamp=1&nonce=1', envelope('AAAA')), 403);
});
console.log(`${count} checks`);

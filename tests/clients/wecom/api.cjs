// Checks the stand-in for the platform's API with a client that knows the real one.
// node api.cjs BASEURL CORPID SECRET AGENTID
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { Work } = require('node-easywechat');

const [baseURL, corpId, secret, agentId] = process.argv.slice(2);
const app = new Work({ corp_id: corpId, secret, token: 't', aes_key: 'k'.repeat(43), http: { baseURL } });
const client = app.getClient();

async function call(path, json) {
  const response = await client.postJson(path, json);
  return response.toObject();
}

const message = (content, more = {}) => ({ touser: 'zhangsan', msgtype: 'text', agentid: Number(agentId), text: { content }, ...more });
const card = (task, more = {}) => ({
  touser: 'zhangsan', msgtype: 'template_card', agentid: Number(agentId),
  template_card: { card_type: 'button_interaction', main_title: { title: '任务' }, task_id: task, button_list: [{ text: '签收', style: 1, key: '签收 7' }], ...more },
});

(async () => {
  const codes = [];
  const sent = await call('/cgi-bin/message/send', message('您好'));
  assert.equal(sent.errcode, 0);
  assert.ok(sent.msgid);

  const partly = await call('/cgi-bin/message/send', message('您好', { touser: 'zhangsan|Nobody' }));
  assert.deepEqual([partly.errcode, partly.invaliduser], [0, 'nobody']);
  for (const [body, code] of [
    [message('您好', { touser: 'nobody' }), 81013],
    [message('您好', { agentid: 1 }), 301002],
    [message('您好', { msgtype: 'hologram' }), 40008],
    [message(''), 44004],
    [message('字'.repeat(683)), 45002],
    [card('不行'), 42014],
    [card('t1', { button_list: [] }), 42017],
    [card('t1', { main_title: {} }), 42033],
    [card('t1', { horizontal_content_list: Array(7).fill({ keyname: 'a', value: 'b' }) }), 42035],
  ]) codes.push([(await call('/cgi-bin/message/send', body)).errcode, code]);
  for (const [seen, wanted] of codes) assert.equal(seen, wanted);

  const first = await call('/cgi-bin/message/send', card('t1'));
  assert.ok(first.response_code);
  assert.equal((await call('/cgi-bin/message/send', card('t1'))).errcode, 42014, 'a task id is taken once');
  const update = { userids: ['zhangsan'], agentid: Number(agentId), response_code: first.response_code, button: { replace_name: '已签收' } };
  assert.equal((await call('/cgi-bin/message/update_template_card', update)).errcode, 0);
  assert.equal((await call('/cgi-bin/message/update_template_card', update)).errcode, 60140, 'a response code is taken once');
  assert.equal((await call('/cgi-bin/message/recall', { msgid: sent.msgid })).errcode, 0);
  assert.equal((await call('/cgi-bin/message/recall', { msgid: 'nothing' })).errcode, 40058);

  fs.writeFileSync('ledger.xlsx', 'a workbook');
  const media = (await client.withFile('ledger.xlsx', 'media').post('/cgi-bin/media/upload?type=file')).toObject();
  assert.ok(media.media_id);
  assert.equal((await call('/cgi-bin/message/send', { touser: 'zhangsan', msgtype: 'file', agentid: Number(agentId), file: { media_id: media.media_id } })).errcode, 0);
  assert.equal((await call('/cgi-bin/message/send', { touser: 'zhangsan', msgtype: 'file', agentid: Number(agentId), file: { media_id: 'none' } })).errcode, 40007);
  console.log(`${codes.length + 9} checks`);
})().catch((error) => {
  console.error(`FAILED ${error.message}`);
  process.exit(1);
});

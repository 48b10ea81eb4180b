// Checks the stand-in for the Connector with Microsoft's own client. Arguments: the stand-in's serviceUrl, its token endpoint, the app's id and secret.
const { ConnectorClient } = require('botframework-connector');

const [serviceUrl, tokenEndpoint, appId, secret] = process.argv.slice(2);

class Credentials {
  async signRequest(request) {
    if (!this.token) {
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope: 'https://api.botframework.com/.default' });
      this.token = (await (await fetch(tokenEndpoint, { method: 'POST', body })).json()).access_token;
    }
    request.headers.set('authorization', `Bearer ${this.token}`);
    return request;
  }
}

const status = promise => promise.then(answer => answer._response?.status ?? 200, fault => `${fault.statusCode} ${fault.code ?? fault.body?.error?.code}`);

(async () => {
  const { conversations } = new ConnectorClient(new Credentials(), { baseUri: serviceUrl, noRetryPolicy: true });
  const user = '29:1KJI-linxiao';
  const results = {};
  const created = await conversations.createConversation({ isGroup: false, members: [{ id: user }], tenantId: 't', bot: { id: '28:bot' } });
  results.create = created.id;
  results.createAgain = (await conversations.createConversation({ isGroup: false, members: [{ id: user }], tenantId: 't', bot: { id: '28:bot' } })).id;
  results.createWithoutTenant = await status(conversations.createConversation({ isGroup: false, members: [{ id: user }], bot: { id: '28:bot' } }));
  results.createGroup = await status(conversations.createConversation({ isGroup: true, members: [{ id: user }], tenantId: 't', bot: { id: '28:bot' } }));
  const sent = await conversations.sendToConversation(created.id, { type: 'message', text: '您好' });
  results.send = sent._response.status;
  results.reply = (await conversations.replyToActivity(created.id, sent.id, { type: 'message', text: '收到' }))._response.status;
  results.update = (await conversations.updateActivity(created.id, sent.id, { type: 'message', text: '改了' }))._response.status;
  results.member = (await conversations.getConversationMember(created.id, user)).userPrincipalName;
  results.unknownMember = await status(conversations.getConversationMember(created.id, '29:nobody'));
  results.delete = await status(conversations.deleteActivity(created.id, sent.id));
  results.deleteAgain = await status(conversations.deleteActivity(created.id, sent.id));
  results.unknownConversation = await status(conversations.sendToConversation('a:none', { type: 'message', text: 'x' }));
  results.tooLarge = await status(conversations.sendToConversation(created.id, { type: 'message', text: '长'.repeat(60000) }));
  results.badToken = await fetch(`${serviceUrl}v3/conversations`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{}' }).then(answer => answer.status);
  console.log(JSON.stringify(results));
})().catch(fault => { console.error(fault); process.exit(1); });

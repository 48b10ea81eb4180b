using System.Net;
using System.Text;
using KexieBot.Core.Chat;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;

namespace KexieBot.Web;

/// <summary>
/// The page at /: with nothing but the sample in the ledger, a place to try the bot as any of the sample's people.
/// It asks for no password, so it answers only this machine's own browser, and never once a real plan is in the ledger.
/// </summary>
internal static class TryPage
{
    public static void MapTryPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", async (HttpContext context, LedgerReader reader, RosterStore rosters) =>
            await IsOpenAsync(context, reader) ? Page(await rosters.GetAsync(), "keji", "") : Closed());
        routes.MapPost("/try", async (HttpContext context, LedgerReader reader, RosterStore rosters, ChatBot bot, CancellationToken cancellationToken) =>
            await IsOpenAsync(context, reader) && IsOwnForm(context)
                ? await AnswerAsync(await context.Request.ReadFormAsync(cancellationToken), await rosters.GetAsync(), bot, cancellationToken)
                : Closed());
        routes.MapPost("/try/file", async (HttpContext context, LedgerReader reader, ChatBot bot, ReplyFiles files, CancellationToken cancellationToken) =>
            await IsOpenAsync(context, reader) && IsOwnForm(context)
                && (await bot.RespondAsync(SaidIn(await context.Request.ReadFormAsync(cancellationToken)), cancellationToken)).File is { } file
                ? Results.File(await files.WriteAsync(file), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Name)
                : Closed());
    }

    private static async Task<IResult> AnswerAsync(IFormCollection form, Roster roster, ChatBot bot, CancellationToken cancellationToken)
    {
        var message = SaidIn(form);
        var reply = await bot.RespondAsync(message, cancellationToken);
        return Page(roster, message.Sender.Id, $"<p class=\"said\">{ReplyHtml.Text(message.Text)}</p>{ReplyHtml.Of(reply, message.Sender.Id)}");
    }

    private static InboundMessage SaidIn(IFormCollection form)
    {
        var person = form["person"].ToString();
        var fields = form.Keys
            .Where(key => key.StartsWith("f.", StringComparison.Ordinal))
            .ToDictionary(key => key[2..], key => form[key].ToString() is { Length: > ChatBot.LongestField } value ? value[..ChatBot.LongestField] : form[key].ToString(), StringComparer.Ordinal);
        return new InboundMessage(form["id"].ToString(), new ChannelAccount(ChannelKind.Console, person), form["text"].ToString()) { Fields = fields, ConversationId = $"web:{person}" };
    }

    // The Host header too: a page elsewhere could point its own name at this machine.
    private static async Task<bool> IsOpenAsync(HttpContext context, LedgerReader reader)
    {
        var isLocal = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]");
        return isLocal && (await reader.PlanIdsAsync()) is [SampleData.PlanId];
    }

    // A form on another site carries that site's origin.
    private static bool IsOwnForm(HttpContext context) =>
        context.Request.Headers.Origin.ToString() is var origin
        && (origin.Length == 0 || origin == $"{context.Request.Scheme}://{context.Request.Host}");

    private static IResult Closed() => Html("<h1>科协Bot</h1><p>正在运行。请在企业微信或 Teams 中使用。KexieBot is running; talk to it in WeCom or Teams.</p>");

    private static IResult Page(Roster roster, string person, string answer)
    {
        var options = new StringBuilder();
        foreach (var known in roster.Persons)
            options.Append("<option value=\"").Append(ReplyHtml.Text(known.Id)).Append(known.Id == person ? "\" selected>" : "\">").Append(ReplyHtml.Text($"{known.Name} · {(known.UnitIds.Count > 0 ? roster.NameOf(known.UnitIds[0]) : known.Role)}")).Append("</option>");
        var starters = string.Concat(new[] { "我的任务", "进展汇总", "逾期任务", "本月到期", "帮助" }.Select(say => ReplyHtml.Button(say, say, person)));
        return Html($"""
            <h1>科协Bot <small>示例：虚构的青澜区 · a made-up district</small></h1>
            <form class="card" method="post" action="/try">
            <input type="hidden" name="id" value="{Guid.NewGuid():N}">
            <label>扮作 as <select name="person">{options}</select></label>
            <label>说 say <input name="text" autofocus autocomplete="off" maxlength="2000" placeholder="更新 10 60% 已引进学会两家"></label>
            <button class="primary">发送 send</button>
            </form>
            <div>{starters}</div>
            {answer}
            """);
    }

    private static IResult Html(string body) => Results.Content($$"""
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>科协Bot</title>
        <style>
        :root{color-scheme:light dark;font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
        body{max-width:42rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem}h1 small,small,.hint{color:gray;font-size:.85rem;font-weight:normal}h2{font-size:1.1rem;margin:0 0 .4rem}h3{font-size:1rem;margin:.8rem 0 .2rem}
        form{display:inline-block;margin:.15rem .3rem .15rem 0}form.card{display:block}article,form.card{border:1px solid #8886;border-radius:.6rem;padding:.8rem;margin:.8rem 0}
        article{border-left:.3rem solid gray}article.Good{border-left-color:seagreen}article.Warning{border-left-color:goldenrod}article.Bad{border-left-color:firebrick}
        label{display:block;margin:.3rem 0}input,textarea,select{font:inherit;width:100%;box-sizing:border-box;padding:.3rem}button{font:inherit;padding:.25rem .7rem;border-radius:.4rem;border:1px solid #8888;cursor:pointer}
        button.primary{background:#2b6cb0;color:#fff;border-color:#2b6cb0}ul{list-style:none;padding:0;margin:.4rem 0}li button{border:0;background:none;padding:0;color:inherit;text-align:left}li small{display:block;margin-left:1.2rem}
        .light{display:inline-block;width:.7rem;height:.7rem;border-radius:50%;background:#9996;margin-right:.5rem}.Red{background:firebrick}.Yellow{background:goldenrod}.Green{background:seagreen}
        dl{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.4rem 0}dl div{display:flex;gap:.4rem}dt{color:gray}dd{margin:0;font-weight:600}.said{text-align:right;color:gray}meter{width:10rem}
        </style></head><body>{{body}}</body></html>
        """, "text/html; charset=utf-8");
}

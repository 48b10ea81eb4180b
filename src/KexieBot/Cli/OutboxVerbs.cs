using System.CommandLine;
using KexieBot.Core;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;

namespace KexieBot.Cli;

/// <summary><c>outbox</c>: what waits to be sent, and the messages that were given up, to send again or drop.</summary>
internal static class OutboxVerbs
{
    public static Command Create()
    {
        var list = new Command("list", "列出待发数量和没发出去的消息 / what waits, and what was given up");
        list.SetAction((_, _) => ListAsync());
        return new Command("outbox", "待发消息 / messages waiting to be sent")
        {
            list,
            Resend(),
            Deciding("drop", "放弃没发出去的消息 / drop given-up messages", _ => (letters, slot, key) => letters.DropAsync(slot, key), "已放弃"),
        };
    }

    private static Command Resend()
    {
        var force = new Option<bool>("--force") { Description = "已过时的（如昨天的晨报）也发 / also what was for a day that is over" };
        var verb = Deciding("resend", "重发没发出去的消息 / send given-up messages again", parsed => (letters, slot, key) => letters.ResendAsync(slot, key, parsed.GetValue(force)), "已放回待发");
        verb.Add(force);
        return verb;
    }

    private static Command Deciding(string name, string description, Func<ParseResult, Func<DeadLetters, string, string, Task<bool>>> deed, string done)
    {
        var key = new Argument<string?>("key") { Description = "list 列出的编号 / the key that list shows", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "全部 / all of them" };
        var verb = new Command(name, description) { key, all };
        verb.SetAction((parsed, _) => DecideAsync(parsed.GetValue(key), parsed.GetValue(all), deed(parsed), done));
        return verb;
    }

    private static async Task<int> ListAsync()
    {
        await using var session = await CliSession.OpenAsync();
        var (outbox, clock) = (session.Get<Outbox>(), session.Get<OfficeClock>());
        foreach (var slot in await SlotsAsync(session))
        {
            var depth = await outbox.DepthAsync(slot);
            Console.WriteLine($"{slot}: 待发 {depth.Waiting} 条 waiting，没发出去 {depth.Dead} 条 given up");
            var outcomes = await outbox.OutcomesAsync(slot);
            if (outcomes.Count > 0)
                Console.WriteLine($"  至今结果 outcomes: {string.Join(" · ", outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Key} {outcome.Value}"))}");
            foreach (var letter in await session.Get<DeadLetters>().ListAsync(slot))
                Console.WriteLine($"  {letter.Entry.Key}  {clock.Local(letter.At):yyyy-MM-dd HH:mm}  → {letter.Entry.PersonId}  {letter.Entry.Content.Title}  （{(letter.IsInDoubt ? "可能已送达 may have arrived: " : "")}{letter.Reason}）");
        }

        return 0;
    }

    private static async Task<int> DecideAsync(string? key, bool isAll, Func<DeadLetters, string, string, Task<bool>> deed, string done)
    {
        if (key is null == !isAll)
            throw new VerbRefusedException("请写一条的编号（见 outbox list），或写 --all。Name one key, or say --all.");
        await using var session = await CliSession.OpenAsync();
        var letters = session.Get<DeadLetters>();
        var (count, left) = (0, 0);
        foreach (var slot in await SlotsAsync(session))
        {
            foreach (var letter in (await letters.ListAsync(slot)).Where(letter => isAll || letter.Entry.Key == key))
                _ = await deed(letters, slot, letter.Entry.Key) ? count++ : left++;
        }

        if (count + left == 0 && key is not null)
            throw new VerbRefusedException($"没有编号为“{key}”的消息，见 outbox list。There is no such message.");
        Console.WriteLine($"{done} {count} 条。{(left > 0 ? $"{left} 条已过时，没有重发；仍要发请加 --force。{left} were for a day that is over; --force sends them all the same." : "")}");
        return 0;
    }

    private static async Task<IReadOnlyList<string>> SlotsAsync(CliSession session) => [.. await session.Get<LedgerReader>().PlanIdsAsync(), Outbox.OfficeSlot];
}

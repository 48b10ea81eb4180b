using System.Text.Json;
using KexieBot.Core.Chat;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Delivery;
using KexieBot.Core.Ledger;
using KexieBot.Core.Roster;
using KexieBot.Tests.Support;
using StackExchange.Redis;

namespace KexieBot.Tests.Commands;

/// <summary>A button is worth nothing if what it says is not understood: every one that is offered in these conversations is read as what its label promises.</summary>
public sealed class OfferedButtonsTests(StoreServers stores)
{
    private static readonly Dictionary<string, Intent> Promises = new(StringComparer.Ordinal)
    {
        ["签收"] = Intent.Sign,
        ["sign"] = Intent.Sign,
        ["签收全部"] = Intent.Sign,
        ["sign all"] = Intent.Sign,
        ["报进展"] = Intent.ReportProgress,
        ["report"] = Intent.ReportProgress,
        ["报第7条"] = Intent.ReportProgress,
        ["report 7"] = Intent.ReportProgress,
        ["详情"] = Intent.MeasureDetail,
        ["details"] = Intent.MeasureDetail,
        ["历史"] = Intent.AskHistory,
        ["history"] = Intent.AskHistory,
        ["我的任务"] = Intent.MyTasks,
        ["my tasks"] = Intent.MyTasks,
        ["进展汇总"] = Intent.PlanSummary,
        ["status"] = Intent.PlanSummary,
        ["逾期"] = Intent.OverdueList,
        ["overdue"] = Intent.OverdueList,
        ["本月到期"] = Intent.DueList,
        ["due this month"] = Intent.DueList,
        ["趋势"] = Intent.Compare,
        ["trend"] = Intent.Compare,
        ["催一催"] = Intent.Urge,
        ["remind them"] = Intent.Urge,
        ["申请办结"] = Intent.RequestClose,
        ["request closing"] = Intent.RequestClose,
        ["通过"] = Intent.ApproveClose,
        ["accept"] = Intent.ApproveClose,
        ["同意"] = Intent.ApproveExtension,
        ["grant"] = Intent.ApproveExtension,
        ["照办"] = Intent.SetLiaison,
        ["do it"] = Intent.SetLiaison,
        ["取消"] = Intent.Cancel,
        ["cancel"] = Intent.Cancel,
        ["改为每周"] = Intent.Subscribe,
        ["weekly"] = Intent.Subscribe,
        ["English"] = Intent.Subscribe,
        ["中文"] = Intent.Subscribe,
    };

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Every_button_that_is_offered_is_understood_as_what_it_promises(Language language)
    {
        await using var district = await District.OnAsync(stores.Fresh(StoreKind.Garnet));
        await district.Get<RosterStore>().ChangeAsync(roster => new Roster(roster.Units, roster.Groups, roster.Persons.Select(person => person with { Language = language })));
        var offered = new List<(string Person, Choice Choice)>();
        foreach (var (person, text) in language == Language.English ? English : Chinese)
        {
            var reply = await district.SayAsync(person, text);
            offered.AddRange(reply.Choices.Concat(reply.Rows.SelectMany(row => row.Choices)).Select(choice => (person, choice)));
        }

        foreach (var entry in await district.Get<IDatabase>().HashGetAllAsync(Outbox.EntryKey(District.PlanId)))
        {
            var message = JsonSerializer.Deserialize<OutboxEntry>((string)entry.Value!, StoreJson.Options)!;
            offered.AddRange(message.Content.Choices.Select(choice => (message.PersonId, choice)));
        }

        offered.Count.ShouldBeGreaterThan(30);
        var roster = await district.Get<RosterStore>().GetAsync();
        var plans = await district.Reader.PlansAsync();
        foreach (var (personId, choice) in offered)
        {
            var context = TurnContext.Of(roster.FindPerson(personId)!, roster, plans, district.Clock.Office.Today);
            var intent = Utterances.Read(Question.ConfirmedIn(choice.Say) ?? choice.Say, context).Intent;
            intent.ShouldBe(Promises.TryGetValue(choice.Label, out var promised) ? promised : intent, $"{choice.Label}: {choice.Say}");
            intent.ShouldNotBe(Intent.Unknown, $"{choice.Label}: {choice.Say}");
        }
    }

    private static readonly (string Person, string Text)[] Chinese =
    [
        ("keji", "帮助"), ("keji", "我的任务"), ("keji", "签收全部"), ("keji", "第7条"), ("keji", "第8条进展到60%，场地已定"), ("keji", "更新 8 100% 完成"), ("keji", "我的设置"), ("keji", "谢谢"), ("keji", "取消"),
        ("keji", "申请办结 8"), ("keji", "申请延期 7 到2027年1月31日，设备未到货"), ("keji", "我们局联络员以后是小刘"), ("jiedao", "更新 5 30% 已部署"), ("kexie", "更新 70 60% 做了"), ("keji", "进展汇总"),
        ("leader", "进展汇总"), ("leader", "比上月怎么样"), ("leader", "我的任务"), ("leader", "催一下"), ("leader", "批示第7条：抓紧推进"), ("leader", "催办所有逾期的"), ("leader", "谁没报"),
        ("keji", "第6条不是我们局的职责，应该是区科协"), ("office", "待审核"), ("office", "同意办结 8"), ("office", "第7条期限改为12月31日"), ("office", "第8条增加区科协为配合单位"), ("office", "确认"), ("office", "新增举措：办好科普日活动，区科协牵头，12月底前"), ("office", "确认"), ("office", "区科技局联络员换成小刘"),
    ];

    private static readonly (string Person, string Text)[] English =
    [
        ("keji", "help"), ("keji", "my tasks"), ("keji", "sign all"), ("keji", "measure 7"), ("keji", "update 8 60% venue booked"), ("keji", "update 8 100% done"), ("keji", "my settings"), ("keji", "thanks"), ("keji", "cancel"),
        ("keji", "close 8"), ("keji", "extend 7 to 2027-01-31, equipment is late"), ("jiedao", "update 5 30% started"), ("kexie", "update 70 60% done"), ("keji", "status"),
        ("leader", "status"), ("leader", "compare with last month"), ("leader", "my tasks"), ("leader", "urge"), ("leader", "instruct 7: speed up please"), ("leader", "remind all overdue"), ("leader", "who has not reported"),
        ("office", "what is waiting for me"), ("office", "approve close 8"), ("office", "set deadline of 7 to 2026-12-31"), ("office", "add 区科协 to measure 8"), ("office", "confirm"), ("office", "add a measure: science day, 区科协, 2026-12-31"), ("office", "confirm"), ("office", "set liaison of 区科技局 to 李四"),
    ];
}

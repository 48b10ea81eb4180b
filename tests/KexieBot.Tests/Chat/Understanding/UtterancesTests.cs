using System.Text.Json.Nodes;
using CsCheck;
using KexieBot.Core.Chat.Understanding;
using KexieBot.Core.Chat.Understanding.Learned;
using KexieBot.Tests.Support.Teams;

namespace KexieBot.Tests.Chat.Understanding;

public sealed class UtterancesTests
{
    private static readonly UnderstandingContext Monday = UnderstandingContext.WithoutRoster(new DateOnly(2026, 11, 23));

    [Fact]
    public void The_shared_utterances_are_understood()
    {
        var file = SharedFile();
        Assert.SkipWhen(file is null, "shared/data/utterances.jsonl is not on this machine; set KEXIE_SHARED to its folder");
        var score = UtteranceScore.Of(File.ReadLines(file!).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)
            .Select(line => (line["text"]!.GetValue<string>(), line["intent"]!.GetValue<string>(), line["slots"]!.AsObject())));
        score.Intents.ShouldBeGreaterThanOrEqualTo(0.97, $"{score.Intents:0.000} {score.Slots:0.000}\n" + string.Join('\n', score.Misses));
        score.Slots.ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', score.Misses));
    }

    [Fact]
    public void Our_own_paraphrases_are_understood()
    {
        var answers = Paraphrases.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        answers.Count.ShouldBeGreaterThan(150);
        var score = UtteranceScore.Of(answers);
        score.Intents.ShouldBeGreaterThanOrEqualTo(0.97, $"{score.Intents:0.000} {score.Slots:0.000}\n" + string.Join('\n', score.Misses));
        score.Slots.ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', score.Misses));
    }

    [Fact]
    public void Sentences_that_the_examples_do_not_hold_are_understood()
    {
        var held = Held().ToList();
        var known = Examples().Select(example => Skeleton.LettersOf(Normalised.Of(example.Text).Text)).ToHashSet(StringComparer.Ordinal);
        held.Count(line => known.Contains(Skeleton.LettersOf(Normalised.Of(line.Text).Text))).ShouldBeLessThan(held.Count / 5);
        var score = UtteranceScore.Of(held);
        score.Intents.ShouldBeGreaterThanOrEqualTo(0.97, string.Join('\n', score.Misses));
        score.Slots.ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', score.Misses));
    }

    [Fact]
    public void A_change_that_is_misread_is_asked_about_before_it_is_made()
    {
        var misread = Held().Select(line => (line.Text, line.Intent, Read: Utterances.Read(line.Text, Monday).Settled().Intent))
            .Where(line => !line.Read.OnlyReads() && line.Read.JsonName() != line.Intent).ToList();
        misread.Count.ShouldBeLessThanOrEqualTo(3, string.Join('\n', misread));
    }

    [Fact]
    public void The_weights_are_those_of_the_examples()
    {
        using var shipped = typeof(IntentModel).Assembly.GetManifestResourceStream("intents.bin")!;
        using var bytes = new MemoryStream();
        shipped.CopyTo(bytes);
        var learned = IntentLearning.Learn(Examples());
        learned.Length.ShouldBe((int)bytes.Length);
        // Exponentials may differ in their last bit from machine to machine.
        learned.Zip(bytes.ToArray()).Skip(sizeof(float)).Count(pair => Math.Abs((sbyte)pair.First - (sbyte)pair.Second) > 1)
            .ShouldBeLessThan(learned.Length / 1_000, "run the benchmarks' 'learn' and build again");
    }

    [Theory]
    [InlineData("更新 7 60% 已同意推迟验收")]
    [InlineData("更新 7 60% 弱密码整改完成，通报已印发")]
    [InlineData("更新 7 60% 已更正上报数据")]
    [InlineData("第7条 60% 退回的材料已补齐，请审计")]
    [InlineData("更新 7 第426次报送，进度60%")]
    [InlineData("更新 7 第一批材料已通报，完成60%")]
    public void No_word_of_a_reports_text_makes_it_something_else(string text)
    {
        var read = Utterances.Read(text, Monday);
        (read.Intent, read.IsSure, read.Slots.Percent).ShouldBe((Intent.ReportProgress, true, 60));
    }

    [Theory]
    [InlineData("更新 10 60% 已与区财政局对接", null)]
    [InlineData("第10条进展60%，区教育局的学校已摸底", null)]
    [InlineData("区科技局第5条进展60%", "区科技局")]
    [InlineData("更新 5 区科技局 60%", "区科技局")]
    public void Only_a_unit_beside_the_number_says_whose_item_is_meant(string text, string? unit) =>
        Utterances.Read(text, Monday).Slots.Unit.ShouldBe(unit);

    [Theory]
    [InlineData("第10条预计12月底达到90%", null)]
    [InlineData("更新 10 合格率100%", null)]
    [InlineData("更新 10 今年引进学会同比增长15%", null)]
    [InlineData("更新 10 70", 70)]
    [InlineData("更新第10条到85", 85)]
    [InlineData("更新 10 99.5% 只差验收", 99)]
    [InlineData("第11条 培训方案已印发，下月完成80%", null)]
    [InlineData("第11条 已组织评审；下一步打算：年底前完成100%", null)]
    [InlineData("第11条 60%；存在问题：资金只到位30%", 60)]
    [InlineData("第7条 上月40%，现在55%", 55)]
    [InlineData("第7条 还差20%", null)]
    [InlineData("第7条比上月提高10个百分点", null)]
    [InlineData("第7条已投入资金80%，场地已落实", null)]
    [InlineData("第7条 50%的社区已完成改造", null)]
    [InlineData("第7条完成了60%的工作", 60)]
    [InlineData("更新 7 从40%提高到60%", 60)]
    [InlineData("第7条截至11月底完成60%", 60)]
    public void A_percent_of_something_else_is_not_the_progress(string text, int? percent) =>
        Utterances.Read(text, Monday).Slots.Percent.ShouldBe(percent);

    [Theory]
    [InlineData("第kexie/7条 60% 已完成初评", "kexie/7")]
    [InlineData("kexie 7 60% 已完成初评", "kexie/7")]
    [InlineData("kexie方案第7条 60% 已完成初评", "kexie/7")]
    [InlineData("素质行动计划第七条60% 已完成初评", "suzhi/7")]
    [InlineData("区科协第7条 60% 已完成初评", "7")]
    [InlineData("更新 7 60% 已完成初评", "7")]
    public void A_measure_is_named_with_its_plan_in_any_way_that_lists_and_people_write(string text, string measure)
    {
        var context = Monday with { Plans = [new PlanName("kexie", "青澜区区科协工作实施方案"), new PlanName("suzhi", "青澜区全民科学素质行动计划")] };

        var slots = Utterances.Read(text, context).Slots;

        slots.Measures.ShouldHaveSingleItem().ToString().ShouldBe(measure);
        (slots.Percent, slots.Note).ShouldBe((60, "已完成初评"));
    }

    [Theory]
    [InlineData("5和7签收", "5,7")]
    [InlineData("3、11签收", "3,11")]
    [InlineData("6到9都签收", "6,7,8,9")]
    [InlineData("sign items 3, 5", "3,5")]
    [InlineData("sign 3 and 5", "3,5")]
    public void What_is_signed_by_its_numbers_is_not_all(string text, string measures)
    {
        var slots = Utterances.Read(text, Monday).Slots;

        string.Join(',', slots.Measures).ShouldBe(measures);
        slots.Scope.ShouldBeNull();
    }

    [Theory]
    [InlineData("ask for an extension of item 6")]
    [InlineData("request extension for 6")]
    [InlineData("we need more time for 6")]
    public void Who_asks_for_an_extension_in_English_decides_on_none(string text) => Utterances.Read(text, Monday).Intent.ShouldBe(Intent.RequestExtension);

    [Theory]
    [InlineData("8 75", "更新 8 75%")]
    [InlineData("6 85 已印发通知", "更新 6 85%")]
    [InlineData("5 6", "更新 5 6%")]
    public void Two_numbers_alone_are_offered_as_a_report_and_never_written(string text, string offered)
    {
        var read = Utterances.Read(text, Monday);
        (read.Intent, read.IsSure, read.Settled().Intent).ShouldBe((Intent.ReportProgress, false, Intent.Unknown));
        read.Nearest[0].Text.ShouldBe(offered);
    }

    [Theory]
    [InlineData("4 5 签收")]
    [InlineData("4、5都签收")]
    public void Numbers_before_a_signature_are_all_that_is_signed(string text)
    {
        var read = Utterances.Read(text, Monday);
        (read.Intent, read.Slots.Scope, string.Join(',', read.Slots.Measures)).ShouldBe((Intent.Sign, null, "4,5"));
    }

    [Theory]
    [InlineData("；；；；")]
    [InlineData("。。。")]
    [InlineData("!!!")]
    [InlineData("～")]
    public void Marks_alone_say_nothing(string text) => Utterances.Read(text, Monday).Intent.ShouldBe(Intent.Unknown);

    [Theory]
    [InlineData("超期清单", "all")]
    [InlineData("过期没完成的有几条", "all")]
    [InlineData("逾期任务", "mine")]
    [InlineData("下周要交的有哪些", "mine")]
    [InlineData("下周到期的有哪些", "all")]
    [InlineData("年底前要完成的还有几项", "mine")]
    public void Where_nobody_knows_who_asks_the_words_say_whose_list_is_meant(string text, string scope)
    {
        Utterances.Read(text, Monday).Slots.Scope.ShouldBe(scope);
        Utterances.Read(text, Monday with { Asker = AskerRole.Liaison }).Slots.Scope.ShouldBe("mine");
        Utterances.Read(text, Monday with { Asker = AskerRole.Office }).Slots.Scope.ShouldBe("all");
    }

    [Theory]
    [InlineData("第6条佐证不全，办结退回", Intent.RejectClose)]
    [InlineData("第7条佐证材料", Intent.Upload)]
    public void Evidence_found_wanting_is_not_evidence_handed_in(string text, Intent intent) => Utterances.Read(text, Monday).Intent.ShouldBe(intent);

    [Theory]
    [InlineData("我这周出差，让小陈替我报第7条", "小陈")]
    [InlineData("休假期间任务由马丽代办", "马丽")]
    [InlineData("我调走了，以后找孙倩", "孙倩")]
    [InlineData("第7条交给小李办", "小李")]
    public void Who_takes_over_is_read(string text, string name) => Utterances.Read(text, Monday).Slots.Name.ShouldBe(name);

    [Theory]
    [InlineData("第6条佐证不全，办结退回", "佐证不全")]
    [InlineData("第10条作废，和第7条重复了", "和第7条重复了")]
    [InlineData("退回第5条，缺签到表", "缺签到表")]
    public void A_reason_may_stand_before_the_decision_or_behind_it(string text, string reason) => Utterances.Read(text, Monday).Slots.Reason.ShouldBe(reason);

    [Theory]
    [InlineData("加一条：12月底前完成科普场馆调研，责任单位区科技局", "12月底前完成科普场馆调研")]
    [InlineData("增加一项任务 开展院士专家基层行", "开展院士专家基层行")]
    public void The_title_of_a_measure_to_be_added_is_read(string text, string title) => Utterances.Read(text, Monday).Slots.Title.ShouldBe(title);

    [Theory]
    [InlineData("申请延期 2 到13月40日")]
    [InlineData("申请延期 2 到11月31日")]
    [InlineData("申请延期 2 到2027-02-30")]
    public void A_day_that_does_not_exist_is_no_day(string text) => Utterances.Read(text, Monday).Slots.NewDeadline.ShouldBeNull();

    [Fact]
    public void No_text_throws() => Gen.String.Sample(text => { Utterances.Read(text, Monday); }, iter: 2_000);

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        Gen.String.Sample(text => Normalised.Of(Normalised.Of(text).Text).Text == Normalised.Of(text).Text, iter: 5_000);

    [Fact]
    public void A_number_reads_back_from_every_writing() => Gen.Int[1, 999].Sample(number =>
        ChineseNumber.Read(ChineseNumber.Write(number)) == number
        && Utterances.Read($"第{ChineseNumber.Write(number)}条", Monday).Slots.Measures.Single().Number == number
        && Utterances.Read($"第{number}条", Monday).Slots.Measures.Single().Number == number);

    [Fact]
    public void A_percent_reads_back() => Gen.Int[0, 300].Sample(percent =>
        Utterances.Read($"第7条进展{percent}%", Monday).Slots.Percent == percent);

    [Fact]
    public void A_long_message_is_read_up_to_its_bound()
    {
        var text = "第7条进展到60%，" + new string('好', 100_000);
        Utterances.Read(text, Monday).Slots.Note!.Length.ShouldBe(Normalised.LongestText);
    }

    [Fact]
    public void A_note_comes_back_as_typed() =>
        Utterances.Read("#6 進度３０％ 座谈会开了两次，走访12人", Monday).Slots.Note.ShouldBe("座谈会开了两次，走访12人");

    private static IEnumerable<(string Text, string Intent, JsonObject Slots)> Held() =>
        File.ReadLines(Path.Combine(TeamsClients.Repository, "tests", "KexieBot.Tests", "Chat", "Understanding", "held-out.jsonl")).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)
            .Select(line => (line["text"]!.GetValue<string>(), line["intent"]!.GetValue<string>(), line["slots"]!.AsObject()));

    private static List<(string Text, Intent Intent)> Examples()
    {
        using var reader = new StreamReader(typeof(IntentModel).Assembly.GetManifestResourceStream("examples.txt")!);
        return [.. IntentExamples.Read(reader)];
    }

    private static (string, string, JsonObject) Read(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var slots = new JsonObject();
        foreach (var pair in parts.Length > 2 ? parts[2].Split(';') : [])
            slots[pair.Split('=')[0]] = pair.Split('=')[1];
        return (parts[0], parts[1], slots);
    }

    private static string? SharedFile()
    {
        if (Environment.GetEnvironmentVariable("KEXIE_SHARED") is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, "data", "utterances.jsonl")) ? Path.Combine(named, "data", "utterances.jsonl") : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "utterances.jsonl");
            if (File.Exists(file))
                return file;
        }
        return null;
    }
}

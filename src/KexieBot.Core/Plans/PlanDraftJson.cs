using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace KexieBot.Core.Plans;

/// <summary>A draft as JSON: camelCase names, lower-case words, Chinese as it is. Used by people's scripts.</summary>
public static class PlanDraftJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(new LowerCase()) },
    };

    public static string Write(PlanDraft draft) =>
        JsonSerializer.Serialize(Wire.From(draft), Options);

    /// <summary>Null when the text is no draft.</summary>
    public static PlanDraft? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Wire>(json, Options)?.ToDraft();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class LowerCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }

    private sealed record Wire(
        string Title, DateOnly? IssuedOn, bool FirstUnitLeads, IReadOnlyList<string>? ImpliedUnits,
        IReadOnlyList<WireMeasure>? Measures, IReadOnlyList<DraftProblem>? Problems)
    {
        public static Wire From(PlanDraft draft) => new(
            draft.Title, draft.IssuedOn, draft.FirstUnitLeads, draft.ImpliedUnits,
            [.. draft.Measures.Select(WireMeasure.From)], draft.Problems);

        public PlanDraft ToDraft() => new(Title ?? "", IssuedOn, [.. (Measures ?? []).Select(m => m.ToMeasure())], Problems ?? [])
        {
            FirstUnitLeads = FirstUnitLeads,
            ImpliedUnits = ImpliedUnits ?? [],
        };
    }

    private sealed record WireUnit(string Name, UnitRole Role, bool Group);

    private sealed record WireMeasure(
        int Number, string? Label, string? Section, string Title, string? Text, IReadOnlyList<WireUnit>? Units,
        DraftDeadline? Deadline, IReadOnlyList<DraftDeadline>? FurtherDeadlines, DraftCycle? Cycle,
        bool OtherUnits, int Line, double? Confidence, IReadOnlyList<MeasureFlags>? Flags, bool ByHand)
    {
        public static WireMeasure From(DraftMeasure m) => new(
            m.Number, m.Label, m.Section, m.Title, m.Text,
            [.. m.Units.Select(u => new WireUnit(u.Name, u.Role, u.IsGroup))],
            m.Deadline, m.FurtherDeadlines, m.Cycle, m.HasOtherUnits, m.Line, m.Confidence,
            [.. Enum.GetValues<MeasureFlags>().Where(flag => flag != MeasureFlags.None && m.Flags.HasFlag(flag))], m.ByHand);

        public DraftMeasure ToMeasure() => new(
            Number, Section ?? "", Title ?? "", Text ?? "",
            [.. (Units ?? []).Select(u => new DraftUnit(u.Name, u.Role, u.Group))],
            Deadline, Cycle, Line)
        {
            Label = Label ?? "",
            FurtherDeadlines = FurtherDeadlines ?? [],
            HasOtherUnits = OtherUnits,
            Confidence = Confidence ?? 1,
            Flags = (Flags ?? []).Aggregate(MeasureFlags.None, (all, flag) => all | flag),
            ByHand = ByHand,
        };
    }
}

using System.Text.Json.Nodes;
using KexieBot.Core.Chat.Understanding;

namespace KexieBot.Tests.Chat.Understanding;

/// <summary>The two scores of the acceptance script, over one table of answers.</summary>
internal sealed record UtteranceScore(double Intents, double Slots, IReadOnlyList<string> Misses)
{
    private static readonly string[] Scored = ["measure", "measures", "percent", "unit", "period", "scope", "new_deadline"];
    private static readonly UnderstandingContext Monday = UnderstandingContext.WithoutRoster(new DateOnly(2026, 11, 23));

    public static UtteranceScore Of(IEnumerable<(string Text, string Intent, JsonObject Slots)> answers)
    {
        int all = 0, hit = 0, slots = 0, right = 0;
        var misses = new List<string>();
        foreach (var (text, intent, gold) in answers)
        {
            var parsed = JsonNode.Parse(UnderstoodJson.Write(Utterances.Read(text, Monday)))!;
            var fits = parsed["intent"]!.GetValue<string>() == intent;
            all++;
            hit += fits ? 1 : 0;
            var missed = !fits;
            foreach (var name in Scored.Where(gold.ContainsKey))
            {
                var equal = fits && gold[name]?.ToJsonString().Trim('"') == parsed["slots"]![name]?.ToJsonString().Trim('"');
                slots++;
                right += equal ? 1 : 0;
                missed |= !equal;
            }
            if (missed)
                misses.Add($"{text}: wanted {intent} {gold.ToJsonString(Readable)}, got {UnderstoodJson.Write(Utterances.Read(text, Monday))}");
        }
        return new UtteranceScore((double)hit / all, right / (double)Math.Max(slots, 1), misses);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using KexieBot.Tests.Support.Teams;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KexieBot.Tests.Architecture;

/// <summary>All wording stands in Texts.resx and its translations, each text once, and the code gives each what it has places for.</summary>
public sealed partial class TextsTests
{
    private static readonly string Sources = Path.Combine(TeamsClients.Repository, "src");

    private static readonly Dictionary<string, Text> Chinese = Read("Texts.resx");

    private static readonly Dictionary<string, Text> English = Read("Texts.en.resx");

    private static readonly List<SyntaxNode> Code = [.. Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Sources, file).Split(Path.DirectorySeparatorChar).Contains("obj"))
        .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot())];

    [Fact]
    public void Every_text_stands_in_both_languages_with_the_same_places()
    {
        Chinese.Count.ShouldBeGreaterThan(500);
        Chinese.Keys.Except(English.Keys).ShouldBeEmpty();
        English.Keys.Except(Chinese.Keys).ShouldBeEmpty();
        foreach (var (name, text) in Chinese)
        {
            var all = text.Places.Union(English[name].Places).ToList();
            foreach (var translation in new[] { text, English[name] })
            {
                // What one language does not need is left out on purpose: then the comment beside it says so.
                all.Except(translation.Places).ShouldBe(LeftOut(translation.Comment), ignoreOrder: true, $"{name}: {translation.Value}");
            }
        }
    }

    [Fact]
    public void No_text_stands_twice_and_each_is_used()
    {
        Chinese.Keys.GroupBy(name => (Chinese[name].Value, English[name].Value)).Where(same => same.Count() > 1).Select(same => string.Join(" = ", same)).ShouldBeEmpty();

        var used = Code.SelectMany(file => file.DescendantNodes()).SelectMany(TextsIn).ToHashSet(StringComparer.Ordinal);
        Chinese.Keys.Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_is_given_as_much_as_it_has_places_for()
    {
        var calls = Code.SelectMany(file => file.DescendantNodes()).OfType<InvocationExpressionSyntax>()
            .SelectMany(call => call.ArgumentList.Arguments.SelectMany((argument, index) => Named(argument.Expression).Select(text => (call, text, Given: call.ArgumentList.Arguments.Count - index - 1))))
            .ToList();

        calls.Count.ShouldBeGreaterThan(500);
        calls.Where(call => call.Given != Needed(call.text)).Select(call => $"{Place(call.call)}: {call.text}").ShouldBeEmpty();
        // The lines of help are said as they stand.
        var help = Code.SelectMany(file => file.DescendantNodes()).OfType<ImplicitObjectCreationExpressionSyntax>().SelectMany(line => line.ArgumentList.Arguments).SelectMany(argument => Named(argument.Expression)).ToList();
        help.Count.ShouldBeGreaterThan(80);
        help.Where(text => Needed(text) > 0).ShouldBeEmpty();
    }

    [Fact]
    public void No_wording_stands_in_the_code_in_two_languages()
    {
        // Operators read both languages at once.
        var nodes = Code.Where(file => !IsForOperators(file.SyntaxTree.FilePath)).SelectMany(file => file.DescendantNodes()).ToList();
        var pairs = nodes.Where(node => node switch
        {
            ConditionalExpressionSyntax either => ArePair(either.WhenTrue, either.WhenFalse),
            SwitchExpressionSyntax cases => cases.Arms.Any(one => cases.Arms.Any(other => ArePair(one.Expression, other.Expression))),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Say" } or IdentifierNameSyntax { Identifier.Text: "Say" } } said => said.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax or InterpolatedStringExpressionSyntax }, ..],
            ParameterSyntax parameter => parameter.Identifier.Text.Contains("Chinese", StringComparison.OrdinalIgnoreCase) || parameter.Identifier.Text.Contains("English", StringComparison.OrdinalIgnoreCase),
            _ => false,
        });

        pairs.Select(node => $"{Place(node)}: {node}").ShouldBeEmpty();
    }

    private static Dictionary<string, Text> Read(string file) => XDocument.Load(Path.Combine(Sources, "KexieBot.Core", "Chat", file)).Root!.Elements("data")
        .ToDictionary(data => (string)data.Attribute("name")!, data => new Text((string)data.Element("value")!, (string?)data.Element("comment") ?? ""), StringComparer.Ordinal);

    private static bool IsForOperators(string file) => Path.GetRelativePath(Sources, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "Cli" or "Admin");

    private static IEnumerable<string> LeftOut(string comment) => LeavesOut().Match(comment) is { Success: true } said ? PlacesIn(said.Value) : [];

    private static IEnumerable<string> PlacesIn(string text) => PlaceIn().Matches(text).Select(match => match.Groups["number"].Value).Distinct();

    private static int Needed(string name) => Chinese[name].Places.Union(English[name].Places).Select(int.Parse).DefaultIfEmpty(-1).Max() + 1;

    // One text, or the one of several that fits.
    private static IEnumerable<string> Named(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax => TextsIn(expression),
        ConditionalExpressionSyntax either => [.. Named(either.WhenTrue), .. Named(either.WhenFalse)],
        SwitchExpressionSyntax cases => cases.Arms.SelectMany(one => Named(one.Expression)),
        _ => [],
    };

    private static IEnumerable<string> TextsIn(SyntaxNode node) =>
        node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Texts" }, Name.Identifier.Text: var name } && Chinese.ContainsKey(name) ? [name] : [];

    private static bool ArePair(ExpressionSyntax one, ExpressionSyntax other) => (IsChinese(one) && IsEnglish(other)) || (IsEnglish(one) && IsChinese(other));

    private static bool IsChinese(ExpressionSyntax expression) => expression is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax && Han().IsMatch(Words(expression));

    private static bool IsEnglish(ExpressionSyntax expression) => expression is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax && Words(expression) is var words && Latin().IsMatch(words) && !Han().IsMatch(words);

    private static string Words(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value as string ?? "",
        _ => string.Concat(expression.ChildNodes().OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText)),
    };

    private static string Place(SyntaxNode node) => $"{Path.GetFileName(node.SyntaxTree.FilePath)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex(@"\{(?<number>\d)[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex PlaceIn();

    [GeneratedRegex(@"Leaves out \{[^.]*\}", RegexOptions.None, 1_000)]
    private static partial Regex LeavesOut();

    [GeneratedRegex(@"[\u4e00-\u9fff]", RegexOptions.None, 1_000)]
    private static partial Regex Han();

    [GeneratedRegex("[A-Za-z]{2}", RegexOptions.None, 1_000)]
    private static partial Regex Latin();

    private sealed record Text(string Value, string Comment)
    {
        public IReadOnlyList<string> Places { get; } = [.. PlacesIn(Value)];
    }
}

using System.Globalization;
using Microsoft.Extensions.Options;

namespace KexieBot.Scheduling;

/// <summary>Reads a section's settings one by one and keeps, for each wrong one, a sentence with its key, the value seen and a good example.</summary>
internal sealed class SettingReader(IConfigurationSection section)
{
    private readonly List<string> failures = [];
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Failures => failures;

    public bool Flag(string key, bool fallback) =>
        Read(key, fallback, text => bool.TryParse(text, out var value) ? value : null, "是或否", "true");

    public TimeOnly Time(string key, TimeOnly fallback) => Read(
        key,
        fallback,
        text => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null,
        "时间",
        fallback.ToString("HH:mm", CultureInfo.InvariantCulture));

    public int Whole(string key, int fallback, int least, int most) => Read(
        key,
        fallback,
        text => Number(text) is { } value && value >= least && value <= most ? value : null,
        $"{least} 到 {most} 的整数",
        $"{fallback}");

    /// <summary>Hours, minutes and seconds with their colons: a bare 180 would be days to the platform's reader.</summary>
    public TimeSpan Span(string key, TimeSpan fallback, TimeSpan least, TimeSpan most) => Read(
        key,
        fallback,
        text => TimeSpan.TryParseExact(text, [@"h\:mm\:ss", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null,
        $"{least:hh\\:mm\\:ss} 到 {most:hh\\:mm\\:ss} 的时长（时:分:秒）",
        $"{fallback:hh\\:mm\\:ss}");

    public DayOfWeek Weekday(string key, DayOfWeek fallback) => Read(
        key,
        fallback,
        text => Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && Number(text) is null ? value : null,
        "星期（英文）",
        $"{fallback}");

    /// <summary>Counts of workdays: "7,3,1,0", or a JSON array; empty for none.</summary>
    public IReadOnlyList<int> Workdays(string key, IReadOnlyList<int> fallback)
    {
        known.Add(key);
        var children = section.GetSection(key).GetChildren().Select(child => child.Value).ToList();
        if ((children.Count > 0 ? string.Join(',', children) : section[key]) is not { } text)
            return fallback;
        var numbers = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Number).ToList();
        if (numbers.TrueForAll(number => number is >= 0 and <= 250))
            return [.. numbers.Select(number => number!.Value)];
        Fail(key, text, "用逗号分开的工作日数（0 到 250）", string.Join(',', fallback));
        return fallback;
    }

    /// <summary>Fails for each key of the section that nobody has asked for: a slip of the pen would be the default without a word. To be called last.</summary>
    public void DemandKnown()
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key)))
            failures.Add($"没有 {child.Path} 这个设置。可用的：{string.Join("、", known)}。There is no such setting.");
    }

    /// <summary>For what is read before there are services to validate it. To be called last.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be used, or a key is none.</exception>
    public void DemandGood(Type options)
    {
        DemandKnown();
        if (failures.Count > 0)
            throw new OptionsValidationException(section.Path, options, failures);
    }

    public string Text(string key, string fallback) => Asked(key) is { Length: > 0 } text ? text : fallback;

    public string Folder(string key, string fallback)
    {
        var path = Text(key, fallback);
        if (path.Length > 0 && (string.IsNullOrWhiteSpace(path) || File.Exists(path)))
            Fail(key, path, "文件夹", "./data");
        return path;
    }

    public void Fail(string key, string value, string expected, string example) =>
        failures.Add($"{section.Path}:{key} 的值 \"{value}\" 不是{expected}。示例：{example}");

    private T Read<T>(string key, T fallback, Func<string, T?> parse, string expected, string example)
        where T : struct
    {
        if (Asked(key) is not { Length: > 0 } text)
            return fallback;
        if (parse(text.Trim()) is { } value)
            return value;
        Fail(key, text, expected, example);
        return fallback;
    }

    private string? Asked(string key)
    {
        known.Add(key);
        return section[key];
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

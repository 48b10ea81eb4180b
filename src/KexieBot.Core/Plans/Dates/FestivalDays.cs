using System.Globalization;

namespace KexieBot.Core.Plans.Dates;

/// <summary>The last day before a festival, which is what 国庆节前 means.</summary>
internal static class FestivalDays
{
    private static readonly ChineseLunisolarCalendar LunarCalendar = new();

    public static DateOnly? EveOf(string festival, int year) => DayOf(festival, year)?.AddDays(-1);

    private static DateOnly? DayOf(string festival, int year) => festival switch
    {
        "元旦" => new DateOnly(year, 1, 1),
        "清明" => new DateOnly(year, 4, year % 4 < 2 ? 4 : 5),
        "劳动节" or "五一" => new DateOnly(year, 5, 1),
        "青年节" or "五四" => new DateOnly(year, 5, 4),
        "儿童节" or "六一" => new DateOnly(year, 6, 1),
        "建党节" or "七一" => new DateOnly(year, 7, 1),
        "建军节" or "八一" => new DateOnly(year, 8, 1),
        "教师节" => new DateOnly(year, 9, 10),
        "国庆" or "十一" => new DateOnly(year, 10, 1),
        "春节" => Lunar(year, 1, 1),
        "元宵" => Lunar(year, 1, 15),
        "端午" => Lunar(year, 5, 5),
        "中秋" => Lunar(year, 8, 15),
        "重阳" => Lunar(year, 9, 9),
        _ => null,
    };

    private static DateOnly? Lunar(int year, int month, int day)
    {
        if (year < 1902 || year > 2100)
            return null;
        var leap = LunarCalendar.GetLeapMonth(year);
        var counted = leap > 0 && leap <= month ? month + 1 : month;
        return DateOnly.FromDateTime(LunarCalendar.ToDateTime(year, counted, day, 0, 0, 0, 0));
    }
}

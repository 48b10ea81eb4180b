namespace KexieBot.Core.Roster;

/// <summary>The usual short form of a unit's name, so that 区人力资源和社会保障局, 区人力社保局 and 区人社局 meet in 人社局. For proposals only: a short form is a guess.</summary>
internal static class UnitShortForm
{
    // Longer before shorter where one begins with the other. 和 and 与 are gone by then.
    private static readonly (string Long, string Short)[] Words =
    [
        ("人力资源社会保障", "人社"), ("人力社保", "人社"),
        ("发展改革", "发改"),
        ("卫生健康", "卫健"),
        ("卫生计划生育", "卫计"), ("卫生计生", "卫计"),
        ("工业信息化", "工信"), ("经济信息化", "经信"),
        ("科学技术协会", "科协"), ("科学技术", "科技"),
        ("住房城乡建设", "住建"), ("住房建设", "住建"),
        ("文化广电旅游", "文广旅"), ("文化旅游", "文旅"),
        ("市场监督管理", "市监"), ("市场监管", "市监"),
        ("自然资源规划", "资规"), ("规划自然资源", "规资"), ("规划资源", "规资"),
        ("应急管理", "应急"), ("医疗保障", "医保"), ("退役军人事务", "退役军人"),
        ("国有资产监督管理", "国资"), ("机关事务服务", "机关事务"),
        ("综合行政执法", "综合执法"), ("城市管理", "城管"), ("交通运输", "交通"), ("民族宗教事务", "民宗"),
        ("工商业联合会", "工商联"), ("妇女联合会", "妇联"), ("残疾人联合会", "残联"), ("文学艺术界联合会", "文联"),
        ("社会科学界联合会", "社科联"), ("归国华侨联合会", "侨联"),
        ("机构编制委员会办公室", "编办"), ("网络安全信息化委员会办公室", "网信办"), ("老龄工作委员会办公室", "老龄办"), ("人才工作办公室", "人才办"),
        ("政务服务数据管理", "政数"), ("投资促进", "投促"),
        ("纪律检查委员会", "纪委"), ("监察委员会", "监委"), ("委员会", "委"), ("办公室", "办"), ("人民政府", "政府"), ("管理局", "局"), ("办事处", ""),
    ];

    // Bodies that a reform renamed or merged, by short form.
    private static readonly Dictionary<string, string> Reformed = new(StringComparer.Ordinal)
    {
        ["科委"] = "科技局",
        ["经信委"] = "工信局",
        ["经信局"] = "工信局",
        ["经委"] = "工信局",
        ["卫计委"] = "卫健委",
        ["卫计局"] = "卫健委",
        ["卫生局"] = "卫健委",
        ["计生委"] = "卫健委",
        ["建委"] = "住建局",
        ["建设局"] = "住建局",
        ["环保局"] = "生态环境局",
        ["国土局"] = "资规局",
        ["国土资源局"] = "资规局",
        ["规划局"] = "资规局",
        ["规资局"] = "资规局",
        ["农委"] = "农业农村局",
        ["农业局"] = "农业农村局",
        ["民委"] = "民宗局",
        ["安监局"] = "应急局",
        ["旅游局"] = "文旅局",
        ["文化局"] = "文旅局",
        ["工商局"] = "市监局",
        ["质监局"] = "市监局",
        ["食药监局"] = "市监局",
        ["人事局"] = "人社局",
        ["劳动局"] = "人社局",
        ["老龄委"] = "老龄办",
    };

    private static readonly string[] Endings = ["中心", "局", "委", "办", "厅", "部", "室"];

    /// <summary>人社局 of 区人力资源和社会保障局.</summary>
    public static string Of(string name)
    {
        var text = UnitName.WithoutLevel(name)
            .Replace("和", "", StringComparison.Ordinal)
            .Replace("与", "", StringComparison.Ordinal);
        return Words.Aggregate(text, (form, word) => form.Replace(word.Long, word.Short, StringComparison.Ordinal));
    }

    /// <summary>What the body of this short form is called since the reforms; the form itself where they left it alone.</summary>
    public static string AfterReform(string form) => Reformed.GetValueOrDefault(form, form);

    /// <summary>人社 of 人社局: a 委 of one district is a 局 of another.</summary>
    public static string Stem(string form) =>
        Endings.FirstOrDefault(ending => form.Length >= ending.Length + 2 && form.EndsWith(ending, StringComparison.Ordinal)) is { } found
            ? form[..^found.Length]
            : form;
}

namespace KexieBot.Core.Chat.Understanding.Learned;

/// <summary>Words of one meaning, homophones and slips of the keyboard among them: 同意, 批准 and approve are one concept. A trait of the message, never a rule by itself.</summary>
internal static class Concepts
{
    /// <summary>Stands between the clauses of a message.</summary>
    public const string Clause = "|";

    // An underscore is a space.
    private static readonly (string Concept, string Words)[] Table =
    [
        ("approve", "同意 批准 准予 通过 核准 准许 批了 准了 予以 可以办 没意见 approve accept grant allow agree"),
        ("reject", "退回 打回 驳回 不同意 不批准 不批 不准 不予 拒绝 否决 不通过 打回去 退了 退给 返回去 reject return deny refuse decline send back"),
        ("close", "办结 销号 结项 结案 销账 验收 完结 办节 关闭 结掉 收尾 close closing closure"),
        ("extend", "延期 延后 推迟 顺延 宽限 缓交 缓办 延长 延迟 延到 延至 推到 推后 后延 往后 延其 宽裕 缓几天 缓一缓 晚几天 晚点 多给 再给 extend extension postpone delay yanqi"),
        ("apply", "申请 请求 想要 希望 能不能 能否 可否 想 apply request"),
        ("done", "完成 办完 做完 搞完 干完 弄完 搞定 做好 办好 完工 结束 弄好 完事 收官 弄妥 落地 done finished completed complete"),
        ("sign", "签收 签受 前收 接收 认领 领取 已阅 收悉 sign acknowledge ack received"),
        ("received", "收到 知道了 知悉 got"),
        ("report", "更新 上报 汇报 填报 报送 报进展 报进度 补报 录入 登记进展 报一下 update report"),
        ("progress", "进展 进度 进站 完成率 完成度 progress jinzhan"),
        ("nothing new", "无新进展 没有新进展 没啥进展 没什么进展 没进展 暂无进展 无进展 没变化 没有变化 无变化 没动静 没啥新的 no_progress nothing_new"),
        ("correct", "更正 纠正 订正 修正 报错 填错 写错 输错 搞错 弄错 报多 报高 报低 报少 打错 应该是 应为 不是 correct correction wrong mistake should_be"),
        ("undo", "撤销 撤回 回退 收回 撤掉 撤 反悔 回滚 恢复上一步 undo withdraw"),
        ("cancel", "取消 算了 不用了 不要了 放弃 cancel never_mind nevermind"),
        ("problem", "问题 困难 难点 堵点 卡住 卡在 卡壳 卡点 受阻 阻力 瓶颈 难题 推不动 推进不了 批不下来 没到位 不配合 缺人 缺钱 缺资金 没钱 没人 人手不够 经费不足 资金不足 经费 资金缺口 办不了 做不了 没法 无法 协调不下来 problem issue stuck blocked trouble"),
        ("help needed", "协调 拍板 出面 过问 支持 帮忙 解决 帮助 support help coordinate"),
        ("not ours", "不是我们 不归我们 不属于我们 不是我局 不是我单位 不归我局 不归 不该 不是本单位 无关 没关系 分错 派错 划错 发错 搞错单位 异议 职能 职责 不牵头 不负责 not_ours not_our wrong_unit dispute"),
        ("quiet", "别提醒 不要提醒 别发 免打扰 勿扰 暂停提醒 稍后提醒 晚点提醒 别催 不用催 别再催 再提醒 提醒我 不要再发 snooze remind_me mute"),
        ("subscribe", "订阅 退订 周报 日报 月报 晨报 早报 每天 每周 每月 每日 推送 subscribe unsubscribe daily weekly"),
        ("language", "英文 英语 中文 汉语 双语 english chinese"),
        ("liaison", "联络员 联系人 联络人 对接人 经办人 联络 liaison contact"),
        ("phone", "电话 手机 号码 联系方式 怎么联系 phone"),
        ("change", "换成 改成 改为 换为 换人 更换 变更 调整 换 改 调到 调成 设为 定为 change set"),
        ("hand over", "转交 转办 移交 转给 交给 转派 改派 移给 划给 委托 分派 派给 分给 转到 代报 代填 代为 替我 接手 delegate assign transfer hand_over"),
        ("bind", "绑定 登记 录入 指定 bind register"),
        ("evidence", "上传 附件 佐证 材料 照片 图片 文件 传 upload attach evidence file"),
        ("urge", "催 催办 催一下 督办 督促 敦促 催促 崔 催报 盯 提醒 通知 敲打 urge nudge chase remind ping cui"),
        ("instruct", "批示 指示 要抓紧 抓紧 必须 务必 尽快 加快 限期 高度重视 重视 盯紧 不能再拖 切实 拿出 instruct must hurry"),
        ("overdue", "逾期 超期 逾其 过期 超时 过了时限 拖期 拖后腿 没按时 未按时 未按期 到期没 到期未 拖着 overdue late past_due"),
        ("due", "到期 要交 要报 该交 该报 截止 临期 快到期 要完成 需完成 到点 due"),
        ("deadline", "时限 期限 截止日期 截止时间 完成时间 完成时限 办结时间 日期 到期日 deadline"),
        ("when", "啥时候 什么时候 几号 哪天 哪一天 何时 什么时间 啥时间 多久 几天 when"),
        ("how is it", "怎么样 怎样 咋样 如何 咋个样 到哪 哪一步 什么程度 啥情况 什么情况 顺利吗 情况 动静 搞得 推进得 how status"),
        ("how to", "怎么用 怎么报 怎么填 怎么签 怎么申请 如何报 如何申请 咋报 咋弄 怎么操作 怎么弄 怎么办 使用说明 帮助 教教我 how_to how_do"),
        ("who", "谁 哪个单位 哪些单位 哪家 哪几家 哪几个单位 什么单位 who which_unit"),
        ("what", "什么 啥 哪些 几条 几项 几个 多少 有啥 what which"),
        ("lead", "牵头 主办 lead"),
        ("support", "配合 协办 参与 supporting"),
        ("responsible", "责任 责任单位 负责 承办 归谁 管 owner owns"),
        ("unit", "单位 部门 局 街道 units"),
        ("all", "所有 全部 全区 各 各单位 统一 一并 都 全体 all every"),
        ("mine", "我 我们 咱 俺 本单位 我局 本局 我办 我街道 手上 名下 my our"),
        ("task", "任务 待办 事项 举措 活 条目 task tasks todo item measure"),
        ("list", "清单 列表 列 名单 list"),
        ("summary", "汇总 总体 整体 总览 概况 汇报一下 会总 总数 总结 全局 大盘 统计 summary overview overall"),
        ("not reported", "没报 未报 没交 未报送 没更新 没反馈 不报 漏报 零报告 缺报 欠报 没汇报 还没报 not_reported"),
        ("rank", "排名 排行 排序 倒数 垫底 末位 最慢 最快 最好 最差 最低 最高 靠后 靠前 前三 后三 名次 ranking slowest fastest top bottom worst best"),
        ("compare", "对比 比较 相比 环比 同比 比上 比一比 比一下 趋势 走势 变化 进步 差多少 compare versus vs trend"),
        ("light", "红灯 黄灯 绿灯 红黄灯 亮灯 亮红 亮黄 红牌 黄牌 预警 标红 标黄 red yellow green"),
        ("bulletin", "通报 简报 专报 通抱 bulletin"),
        ("export", "导出 下载 台账 excel 表格 xlsx csv export download 导"),
        ("audit", "谁改 谁动 谁删 日志 审计 操作记录 修改记录 改动记录 痕迹 谁批 被改 audit_log"),
        ("history", "历史 记录 以前 之前 上次 历次 报过 来龙去脉 经过 history"),
        ("import", "导入 分解 拆解 拆分 拆成 录入方案 新方案 import"),
        ("add", "新增 增加 添加 加一条 加一个 补充 追加 新建 加上 add new create"),
        ("remove", "去掉 删掉 删除 移除 拿掉 剔除 remove delete"),
        ("void", "作废 废止 终止 取消掉 不做了 不搞了 并入 撤销掉 void drop scrap"),
        ("pause", "暂停 暂缓 挂起 搁置 先停 先放 缓办 中止 停一停 pause suspend hold"),
        ("reopen", "重新打开 重启 重开 再打开 恢复 重新办理 重新启动 激活 解除暂停 继续办理 reopen resume"),
        ("not", "不 没 未 别 没有 not no don't"),
        ("ask", "吗 么 呢 没有 ? 是不是 有没有 是否 能不能"),
        ("polite", "谢谢 辛苦 感谢 您好 你好 thanks hello hi"),
        ("confirm", "确认 是的 对的 没错 好的 可以 行 ok yes 确定"),
        ("section", "部分 章 第一部分 第二部分 板块 section"),
        ("period", "季度 上月 上周 上个月 本月 本周 这周 下周 下月 今年 半年 月份 去年 week month quarter year"),
        ("detail", "内容 详情 具体 要求 原文 讲的 写的 说的 查看 看看 看一下 detail details show"),
        ("person", "张 李 王 小 老 主任 科长 同志"),
        ("doing", "召开 开了 印发 走访 培训 对接 初步 启动 起草 调研 落实 组织 开展 举办 已 正在 刚"),
    ];

    private static readonly Dictionary<char, (string Word, string Concept)[]> ByFirst = Table
        .SelectMany(row => row.Words.Split(' ').Select(word => (Word: word, row.Concept)))
        .GroupBy(pair => pair.Word[0])
        .ToDictionary(group => group.Key, group => group.OrderByDescending(pair => pair.Word.Length).ToArray());

    /// <summary>The concepts of a shape in order, the longest word first; M, P and U stand for themselves.</summary>
    public static List<string> In(string shape)
    {
        var concepts = new List<string>();
        for (var at = 0; at < shape.Length;)
        {
            var (word, concept) = shape[at] is 'M' or 'P' or 'U' ? (shape[at].ToString(), shape[at].ToString())
                : ByFirst.TryGetValue(shape[at], out var words) ? Array.Find(words, pair => StandsAt(shape, at, pair.Word)) : default;
            if (concept is not null)
                concepts.Add(concept);
            else if (shape[at] is ',' or '。' or ';' or '!' or '\n' && concepts.Count > 0 && concepts[^1] != Clause)
                concepts.Add(Clause);
            at += word?.Length ?? 1;
        }

        return concepts;
    }

    private static bool StandsAt(string shape, int at, string word) =>
        string.CompareOrdinal(shape, at, word, 0, word.Length) == 0
        && (!char.IsAsciiLetter(word[0]) || (IsEdge(shape, at - 1) && IsEdge(shape, at + word.Length)));

    private static bool IsEdge(string shape, int at) => at < 0 || at >= shape.Length || !char.IsAsciiLetter(shape[at]);
}

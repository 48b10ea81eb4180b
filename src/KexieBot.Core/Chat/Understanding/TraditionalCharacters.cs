namespace KexieBot.Core.Chat.Understanding;

/// <summary>The traditional characters that this field's messages hold, with their simplified forms. One to one.</summary>
internal static class TraditionalCharacters
{
    private const string Pairs =
        "條条項项號号進进展展開开報报務务簽签領领導导區区縣县鄉乡鎮镇辦办處处會会議议單单責责牽牵頭头" +
        "聯联絡络員员電电話话機机問问題题難难點点評评審审選选項项結结銷销請请見见長长時时間间週周" +
        "個个們们這这還还沒没麼么樣样裡里從从給给讓让對对錯错過过來来現现後后為为與与於于並并僅仅" +
        "總总匯汇彙汇體体情情況况狀状態态圖图錄录歷历紀纪寫写檔档據据資资料料訊讯遞递達达標标準准" +
        "計计劃划實实際际績绩效效數数據据統统計计額额經经費费財财務务預预算算億亿萬万兩两幾几" +
        "滿满缺缺齊齐終终續续繼继斷断緊紧緩缓慢慢變变換换轉转讀读確确認认許许該该說说誰谁誤误" +
        "協协調调參参與与動动員员勞劳產产業业創创爭争優优獎奖勵励術术學学習习術术隊队師师" +
        "職职幹干部部黨党衛卫組组織织宣宣傳传輿舆場场監监環环規规劃划農农園园村村團团婦妇僑侨" +
        "廣广東东華华國国門门關关閉闭啟启動动發发佈布貼贴啟启訂订閱阅繳缴徵征補补償偿復复" +
        "紅红黃黄綠绿藍蓝燈灯雙双倆俩層层級级類类別别專专線线網网絡络軟软鏈链連连遠远運运輸输" +
        "講讲談谈論论証证證证識识詢询試试誠诚詳详謝谢謹谨譯译護护讚赞負负貢贡貨货質质購购賽赛" +
        "辭辞邊边遲迟適适遺遗鄰邻醫医釋释鐘钟鋪铺錢钱鍵键險险隨随隱隐離离響响頁页順顺須须頻频" +
        "顯显風风飛飞館馆馬马驗验驚惊髮发魚鱼麗丽龍龙盡尽歸归歲岁殘残決决減减測测渉涉溝沟滾滚" +
        "漸渐濟济無无營营獲获獨独畢毕當当異异療疗盤盘眾众著着碼码禮礼稅税種种稱称積积穩稳窮穷" +
        "筆笔節节範范築筑簡简籌筹糧粮約约純纯紙纸細细紹绍綜综維维編编縮缩績绩罰罚聞闻聽听肅肃" +
        "腦脑臨临舉举舊旧興兴莊庄葉叶藝艺蘇苏虛虚蟲虫術术補补裝装製制複复覽览觀观觸触訓训記记" +
        "設设訪访評评詞词語语誡诫課课請请諮咨謀谋買买賣卖賬账趕赶車车軍军較较載载輔辅輕轻辯辩" +
        "兒儿內内冊册凍冻劇剧勝胜區区廠厂廳厅廢废張张強强彈弹徑径恆恒惡恶應应懷怀態态戰战戶户" +
        "拋抛掛挂採采揮挥損损搶抢撤撤擇择擔担擬拟擴扩攝摄敗败敵敌斷断書书極极構构樓楼樂乐機机權权" +
        "檢检歐欧歡欢決决濕湿災灾爺爷牆墙猶犹瑪玛環环畫画疊叠癥症監监礎础祕秘籃篮網网羅罗聲声職职" +
        "臺台檯台颱台灣湾壓压壞坏報报墊垫堅坚執执塊块夠够夢梦奪夺妝妆婁娄學学寧宁將将尋寻屆届屬属" +
        "島岛師师帶带幣币庫库彌弥後后從从愛爱慶庆憑凭撥拨攔拦滯滞潔洁瀏浏燒烧爾尔牘牍";

    private static readonly Dictionary<char, char> Simplified = Read();

    public static char Simplify(char letter) => Simplified.GetValueOrDefault(letter, letter);

    private static Dictionary<char, char> Read()
    {
        var simplified = new Dictionary<char, char>();
        for (var at = 0; at + 1 < Pairs.Length; at += 2)
        {
            if (Pairs[at] != Pairs[at + 1])
                simplified[Pairs[at]] = Pairs[at + 1];
        }
        return simplified;
    }
}

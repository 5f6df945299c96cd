#include "views/words.h"

#include <string.h>

typedef struct
{
  const char *key;
  const char *en, *hans, *hant;
} Word;

/* Keys with a plural have a second row, "<key>+", for numbers other than one. %1, %2 … stand for
 * the arguments, whose order differs between the languages. */
static const Word words[] = {
  { "kind:state", "State", "国家", "國家" },
  { "kind:organisation", "Organisation", "组织", "組織" },
  { "kind:bloc", "Bloc", "集团", "集團" },
  { "kind:person", "Person", "人物", "人物" },
  { "kind:place", "Place", "地点", "地點" },
  { "kind:firm", "Firm", "企业", "企業" },
  { "kind:concept", "Concept", "概念", "概念" },
  { "modality:reported", "reported", "已报道", "已報導" },
  { "modality:planned", "planned", "计划中", "計畫中" },
  { "modality:threatened", "threatened", "威胁", "威脅" },
  { "modality:hedged", "hedged", "有保留", "有保留" },
  { "modality:disputed", "disputed", "有争议", "有爭議" },
  { "modality:proposed", "proposed", "提议", "提議" },
  { "planned or proposed", "planned or proposed", "计划或提议", "計畫或提議" },
  { "verdict:same", "the same", "相同", "相同" },
  { "verdict:different", "different", "不同", "不同" },
  { "verdict:escalates", "escalates", "升级", "升級" },
  { "verdict:de-escalates", "de-escalates", "缓和", "緩和" },
  { "verdict:only-from", "only in the first", "仅前者", "僅前者" },
  { "verdict:only-to", "only in the second", "仅后者", "僅後者" },
  { "verdict:contradicted", "contradicted", "相互矛盾", "相互矛盾" },
  { "verdict:unknown", "unknown", "未知", "未知" },
  { "node:cause", "Cause", "原因", "原因" },
  { "node:mechanism", "Mechanism", "机制", "機制" },
  { "node:effect", "Effect", "影响", "影響" },
  { "node:actor", "Actor", "行为体", "行為者" },
  { "node:condition", "Condition", "条件", "條件" },
  { "node:outcome", "Outcome", "结果", "結果" },
  { "link:leads-to", "leads to", "导致", "導致" },
  { "link:raises", "raises", "提高", "提高" },
  { "link:lowers", "lowers", "降低", "降低" },
  { "link:requires", "requires", "需要", "需要" },
  { "link:excludes", "excludes", "排斥", "排斥" },
  { "role:party", "party", "当事方", "當事方" },
  { "role:host", "host", "东道主", "東道主" },
  { "role:excluded", "excluded", "被排除方", "被排除方" },
  { "role:observer", "observer", "观察方", "觀察方" },
  { "role:mediator", "mediator", "调解方", "調解方" },
  { "passages", "%1 passage", "%1 个段落", "%1 個段落" },
  { "passages+", "%1 passages", "%1 个段落", "%1 個段落" },
  { "no passage", "no passage", "无段落依据", "無段落依據" },
  { "one passage a dot", "one passage each", "每点一个段落", "每點一個段落" },
  { "escalates-from-to", "escalates from %1 to %2", "从%1到%2升级", "從%1到%2升級" },
  { "de-escalates-from-to", "de-escalates from %1 to %2", "从%1到%2缓和", "從%1到%2緩和" },
  { "only-in", "only in %1", "仅见于%1", "僅見於%1" },
  { "in", "in %1", "属于%1", "屬於%1" },
  { "belongs to", "belongs to", "隶属", "隸屬" },
  { "via", "via %1", "经由%1", "經由%1" },
  { "according to", "according to %1", "据%1", "據%1" },
  { "left out", "%1 (left out)", "%1（被排除）", "%1（被排除）" },
  { "excluded party", "left out of the talks", "被排除在会谈之外", "被排除在會談之外" },
  { "party to an event", "party to an event", "事件当事方", "事件當事方" },
  { "venue", "venue of an event", "事件地点", "事件地點" },
  { "event", "Event", "事件", "事件" },
  { "events", "Events", "事件", "事件" },
  { "relations", "Relations", "关系", "關係" },
  { "undated", "%1 without a date is not drawn", "%1 项无日期，未画出", "%1 項無日期，未畫出" },
  { "undated+", "%1 without a date are not drawn", "%1 项无日期，未画出", "%1 項無日期，未畫出" },
  { "unlocated", "%1 without a place is not drawn", "%1 个无地点，未画出", "%1 個無地點，未畫出" },
  { "unlocated+",
    "%1 without a place are not drawn",
    "%1 个无地点，未画出",
    "%1 個無地點，未畫出" },
  { "unrated",
    "%1 without both values is not drawn",
    "%1 个缺少其中一值，未画出",
    "%1 個缺少其中一值，未畫出" },
  { "unrated+",
    "%1 without both values are not drawn",
    "%1 个缺少其中一值，未画出",
    "%1 個缺少其中一值，未畫出" },
  { "empty rows",
    "%1 without any is not drawn",
    "%1 个没有任何内容，未画出",
    "%1 個沒有任何內容，未畫出" },
  { "empty rows+",
    "%1 without any are not drawn",
    "%1 个没有任何内容，未画出",
    "%1 個沒有任何內容，未畫出" },
  { "relation count", "%1 relation", "%1 项关系", "%1 項關係" },
  { "relation count+", "%1 relations", "%1 项关系", "%1 項關係" },
  { "packed",
    "Points that would cover each other stand side by side",
    "会相互遮盖的点并排放置",
    "會相互遮蓋的點並排放置" },
  { "unlabelled", "%1 label found no room", "%1 个标签无处可放", "%1 個標籤無處可放" },
  { "unlabelled+", "%1 labels found no room", "%1 个标签无处可放", "%1 個標籤無處可放" },
  { "unnamed ties", "the name of %1 tie is not written", "%1 条联系未标名称", "%1 條聯繫未標名稱" },
  { "unnamed ties+",
    "the names of %1 ties are not written",
    "%1 条联系未标名称",
    "%1 條聯繫未標名稱" },
  { "nothing to show", "Nothing to show here", "此处没有可显示的内容", "此處沒有可顯示的內容" },
  { "all filtered",
    "The filter hides everything here",
    "筛选条件隐藏了全部内容",
    "篩選條件隱藏了全部內容" },
  { "axis shortened",
    "Time axis shortened where nothing is dated",
    "时间轴在无事件处缩短",
    "時間軸在無事件處縮短" },
  { "ties among members", "%1: ties among members", "%1：成员之间", "%1：成員之間" },
  { "outline of members",
    "members of an organisation or a bloc",
    "组织或集团的成员",
    "組織或集團的成員" },
  { "layout stress",
    "Distances follow the ties (stress layout)",
    "距离反映关联远近（应力布局）",
    "距離反映關聯遠近（應力佈局）" },
  { "layout time",
    "Distances follow the ties of the time shown; nodes move little from date to date",
    "距离反映所示时间的关联；节点在各时点间少移动",
    "距離反映所示時間的關聯；節點在各時點間少移動" },
  { "layout circle", "Groups side by side on a circle", "各组相邻排成圆形", "各組相鄰排成圓形" },
  { "layout columns", "Groups side by side in columns", "各组分列并排", "各組分列並排" },
  { "layout ring",
    "Rings by the number of ties from the centre",
    "按与中心的关联步数排成环",
    "按與中心的關聯步數排成環" },
  { "layout map",
    "Places as on the map, moved apart: %1",
    "按地图位置，略作错开：%1",
    "按地圖位置，略作錯開：%1" },
  { "bundled",
    "Ties that run alike are bundled",
    "走向相近的联系合成一束",
    "走向相近的聯繫合成一束" },
  { "unplaced",
    "%1 without a place stands among those it has ties to",
    "%1 个无地点，置于其关联对象之间",
    "%1 個無地點，置於其關聯對象之間" },
  { "unplaced+",
    "%1 without a place stand among those they have ties to",
    "%1 个无地点，置于其关联对象之间",
    "%1 個無地點，置於其關聯對象之間" },
  { "layout by hand", "Placed by hand", "位置由编者安排", "位置由編者安排" },
  { "projection:equal-earth", "Equal Earth projection", "等地球投影", "等地球投影" },
  { "projection:natural-earth", "Natural Earth projection", "自然地球投影", "自然地球投影" },
  { "projection:robinson", "Robinson projection", "罗宾森投影", "羅賓森投影" },
  { "projection:orthographic", "Orthographic projection", "正射投影", "正射投影" },
  { "projection:azimuthal-equal-area",
    "Azimuthal equal-area projection",
    "方位等积投影",
    "方位等積投影" },
  { "projection:azimuthal-equidistant",
    "Azimuthal equidistant projection",
    "方位等距投影",
    "方位等距投影" },
  { "projection:winkel-tripel", "Winkel Tripel projection", "温克尔三重投影", "溫克爾三重投影" },
  { "projection:mollweide", "Mollweide projection", "摩尔魏德投影", "摩爾魏德投影" },
  { "projection:miller", "Miller cylindrical projection", "米勒圆柱投影", "米勒圓柱投影" },
  { "projection:cylindrical-equal-area",
    "Cylindrical equal-area projection",
    "圆柱等积投影",
    "圓柱等積投影" },
  { "projection:albers",
    "Albers equal-area conic projection",
    "阿尔伯斯等积圆锥投影",
    "亞爾勃斯等積圓錐投影" },
  { "projection:lambert-conformal",
    "Lambert conformal conic projection",
    "兰勃特等角圆锥投影",
    "藍伯特正形圓錐投影" },
  { "projection:polar-stereographic",
    "Polar stereographic projection",
    "极射赤平投影",
    "極球面投影" },
  { "projection:mercator", "Mercator projection", "墨卡托投影", "麥卡托投影" },
  { "projection:proj", "Projection %1", "投影 %1", "投影 %1" },
  { "centred on", "centred on %1", "中心 %1", "中心 %1" },
  { "true parallels", "true at %1 and %2", "标准纬线 %1 和 %2", "標準緯線 %1 和 %2" },
  { "chosen for", "%1 (chosen for %2)", "%1（适合%2）", "%1（適合%2）" },
  { "chosen:world", "marks all over the world", "遍布全球的标记", "遍布全球的標記" },
  { "chosen:hemisphere", "marks in one hemisphere", "半球之内的标记", "半球之內的標記" },
  { "chosen:pole", "marks round a pole", "极地周围的标记", "極地周圍的標記" },
  { "chosen:wide", "marks from east to west", "东西向分布的标记", "東西向分布的標記" },
  { "chosen:equator", "marks along the equator", "赤道沿线的标记", "赤道沿線的標記" },
  { "chosen:region", "marks in one region", "同一区域的标记", "同一區域的標記" },
  { "borders",
    "Land and borders: Natural Earth",
    "陆地与边界：Natural Earth",
    "陸地與邊界：Natural Earth" },
  { "figure time", "Time shown: %1", "显示时间：%1", "顯示時間：%1" },
  { "figure notes", "Notes", "注释", "註釋" },
  { "figure source", "Source: %1", "资料来源：%1", "資料來源：%1" },
  { "figure sources", "Sources: %1", "资料来源：%1", "資料來源：%1" },
  { "citation separator", "; ", "；", "；" },
  { "without evidence",
    "%1 mark rests on no passage",
    "%1 个标记无段落依据",
    "%1 個標記無段落依據" },
  { "without evidence+",
    "%1 marks rest on no passage",
    "%1 个标记无段落依据",
    "%1 個標記無段落依據" },
  { "figure disputed", "%1 mark is disputed", "%1 个标记有争议", "%1 個標記有爭議" },
  { "figure disputed+", "%1 marks are disputed", "%1 个标记有争议", "%1 個標記有爭議" },
  { "figure moved", "Moved passages: %1", "移位的段落：%1", "移位的段落：%1" },
  { "figure unsure",
    "Passages that are not surely found in the text at hand: %1",
    "在现有文本中不能确定位置的段落：%1",
    "在現有文本中不能確定位置的段落：%1" },
  { "handout step", "Step %1 of %2", "第 %1 步，共 %2 步", "第 %1 步，共 %2 步" },
  { "handout sources", "Sources", "资料来源", "資料來源" },
  { "and more", "and %1 more", "另有 %1 项", "另有 %1 項" },
  { "table dimension", "Dimension", "维度", "維度" },
  { "table verdict", "Verdict", "判定", "判定" },
  { "table group", "Group", "组别", "組別" },
  { "table status", "%1: status", "%1：状态", "%1：狀態" },
  { "table numbers", "%1: notes", "%1：注", "%1：註" },
  { "table notes", "Notes", "注释", "註釋" },
  { "table note", "Note %1", "注%1", "註%1" },
  { "table back", "Back to note mark %1", "返回注号%1", "返回註號%1" },
  { "table nothing", "nothing recorded", "无记录", "無記錄" },
  { "table as note", "As in note %1", "同注%1", "同註%1" },
  { "table disputes", "[Disputes] ", "［反驳］", "［反駁］" },
  { "table paragraph", "para. %1", "第%1段", "第%1段" },
  { "table characters", "characters %1–%2", "第%1–%2字", "第%1–%2字" },
  { "table grade", "grade %1", "等级%1", "等級%1" },
  { "table passage moved",
    "moved: found elsewhere in the text at hand, %1 % alike",
    "已移位：在现有文本的别处找到，相似度 %1%",
    "已移位：在現有文本的別處找到，相似度 %1%" },
  { "table passage ambiguous",
    "found more than once in the text at hand",
    "在现有文本中多处出现",
    "在現有文本中多處出現" },
  { "table passage lost",
    "not found in the text at hand",
    "在现有文本中未找到",
    "在現有文本中未找到" },
  { "table uncited", "%1 entry rests on no passage", "%1 项无段落依据", "%1 項無段落依據" },
  { "table uncited+", "%1 entries rest on no passage", "%1 项无段落依据", "%1 項無段落依據" },
  { "table disputed", "%1 entry is disputed", "%1 项有争议", "%1 項有爭議" },
  { "table disputed+", "%1 entries are disputed", "%1 项有争议", "%1 項有爭議" },
  { "table hidden",
    "%1 entry is kept out by the filter",
    "%1 项因筛选未列出",
    "%1 項因篩選未列出" },
  { "table hidden+",
    "%1 entries are kept out by the filter",
    "%1 项因筛选未列出",
    "%1 項因篩選未列出" },
  { "table moved", "Moved passages: notes %1", "移位的段落：注%1", "移位的段落：註%1" },
  { "table unsure",
    "Passages that are not surely found in the text at hand: notes %1",
    "在现有文本中不能确定位置的段落：注%1",
    "在現有文本中不能確定位置的段落：註%1" },
  { "table at", "Only what overlaps %1", "仅列与%1重叠者", "僅列與%1重疊者" },
  { "table digests",
    "The notes give digests in the coder’s words, not the words of the sources",
    "注释为编码者的摘述，并非原文",
    "註釋為編碼者的摘述，並非原文" },
  { "list separator", ", ", "、", "、" },
  { "colon", ": ", "：", "：" },
};

static int
language_of (const char *lang)
{
  if (lang == NULL || !g_str_has_prefix (lang, "zh"))
    return 0;
  if (strstr (lang, "Hant") != NULL || strstr (lang, "TW") != NULL || strstr (lang, "HK") != NULL)
    return 2;
  return 1;
}

static const Word *
find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      return &words[i];
  return NULL;
}

/**
 * ent_word_is_chinese:
 * @lang: (nullable): a BCP 47 tag
 *
 * Returns: whether the tag is one of Chinese, in whichever script
 */
gboolean
ent_word_is_chinese (const char *lang)
{
  return language_of (lang) != 0;
}

/**
 * ent_word:
 * @key: what the word stands for, "kind:state"
 * @lang: (nullable): content language, BCP 47
 *
 * Looks up a word that a view writes itself.  A key that is not in the table comes back as it is,
 * from the first colon on: so a role that a dossier made up is shown in its own words.
 *
 * Returns: (transfer none): the word
 */
const char *
ent_word (const char *key, const char *lang)
{
  const Word *word = find (key);
  if (word == NULL)
    {
      const char *colon = strchr (key, ':');
      return colon != NULL ? colon + 1 : key;
    }
  const char *forms[] = { word->en, word->hans, word->hant };
  return forms[language_of (lang)];
}

/**
 * ent_word_format:
 * @key: a key of the table
 * @lang: (nullable): content language
 * @...: strings for %1, %2 …, ended by %NULL
 *
 * Returns: (transfer full): the word with its arguments in it
 */
char *
ent_word_format (const char *key, const char *lang, ...)
{
  const char *arguments[4] = { NULL };
  va_list list;
  va_start (list, lang);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      arguments[i] = va_arg (list, const char *);
      if (arguments[i] == NULL)
        break;
    }
  va_end (list);

  GString *out = g_string_new (NULL);
  for (const char *p = ent_word (key, lang); *p != '\0'; p++)
    if (*p == '%' && p[1] >= '1' && p[1] <= '4' && arguments[p[1] - '1'] != NULL)
      g_string_append (out, arguments[*++p - '1']);
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/**
 * ent_word_count:
 * @key: a key of the table with a row for the plural
 * @n: how many
 * @lang: (nullable): content language
 *
 * Returns: (transfer full): "1 passage", "3 passages", "3 个段落"
 */
char *
ent_word_count (const char *key, guint n, const char *lang)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *plural = g_strconcat (key, "+", NULL);
  return ent_word_format (n == 1 ? key : plural, lang, number, NULL);
}

/* Texts of a page in three languages at once: what is the same in several is written once. */
#include <string.h>

#include "figure/html-private.h"
#include "views/words.h"

const char *const ent_html_languages[ENT_HTML_N_LANGUAGES] = { "en", "zh-Hans", "zh-Hant" };
const char *const ent_html_classes[ENT_HTML_N_LANGUAGES] = { "en", "hs", "ht" };

typedef struct
{
  const char *key;
  const char *in[ENT_HTML_N_LANGUAGES];
} Word;

/* The page's own words; those of figures are in views/words.c. */
static const Word words[] = {
  { "previous", { "Previous step", "上一步", "上一步" } },
  { "next", { "Next step", "下一步", "下一步" } },
  { "overview", { "Overview", "总览", "總覽" } },
  { "views", { "Views", "视图", "視圖" } },
  { "story", { "Story", "讲述", "敘事" } },
  { "step", { "Step", "步骤", "步驟" } },
  { "language", { "Language", "语言", "語言" } },
  { "theme", { "Light or dark", "浅色或深色", "淺色或深色" } },
  { "zoom in", { "Zoom in", "放大", "放大" } },
  { "zoom out", { "Zoom out", "缩小", "縮小" } },
  { "whole", { "Whole figure", "整图", "整圖" } },
  { "legend", { "Legend", "图例", "圖例" } },
  { "legend hint", { "Click an entry to hide it", "点击条目可隐藏", "點擊條目可隱藏" } },
  { "hide", { "Show or hide", "显示或隐藏", "顯示或隱藏" } },
  { "close", { "Close", "关闭", "關閉" } },
  { "help", { "Keys", "按键", "按鍵" } },
  { "passages", { "Passages", "段落", "段落" } },
  { "supports", { "Supported by", "支持", "支持" } },
  { "disputes", { "Disputed by", "反驳", "反駁" } },
  { "uncited", { "No passage supports this.", "无段落依据。", "無段落依據。" } },
  { "disputed", { "Disputed.", "有争议。", "有爭議。" } },
  { "linked", { "Also rests on these passages", "同样依据这些段落", "同樣依據這些段落" } },
  { "marks", { "Marks and their passages", "标记及其段落", "標記及其段落" } },
  { "sources", { "Passages by document", "各文献的段落", "各文獻的段落" } },
  { "digests",
    { "Digests are in the coder’s words; quotations are in quotation marks.",
      "摘述为编码者的话；引文加引号。",
      "摘述為編碼者的話；引文加引號。" } },
  { "made with", { "Made with Entente", "由 Entente 制作", "由 Entente 製作" } },
  { "licence", { "Licence", "许可", "授權" } },
  { "figure", { "Figure", "图", "圖" } },
  { "skip", { "Skip to the figure", "跳到图", "跳到圖" } },
  { "open", { "Open the document", "打开文献", "開啟文獻" } },
  { "key tab", { "next mark", "下一个标记", "下一個標記" } },
  { "key enter", { "its passages", "其段落", "其段落" } },
  { "key arrows", { "step of the story, or view", "讲述步骤或视图", "敘事步驟或檢視" } },
  { "key digits", { "step or view of that number", "第几步或第几个视图", "第幾步或第幾個視圖" } },
  { "key shift", { "move the figure", "移动图", "移動圖" } },
  { "key zoom", { "zoom, whole figure", "缩放、整图", "縮放、整圖" } },
  { "key o", { "overview", "总览", "總覽" } },
  { "key escape", { "close, clear the selection", "关闭、取消选择", "關閉、取消選擇" } },
  { "key lang", { "language, light or dark", "语言、浅色或深色", "語言、淺色或深色" } },
};

/**
 * ent_html_text_clear:
 * @text: a text; empty after that
 */
void
ent_html_text_clear (EntHtmlText *text)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    g_clear_pointer (&text->in[l], g_free);
}

/**
 * ent_html_text_of:
 * @text: a text of the dossier
 *
 * Returns: (transfer full): what it says to readers of each language
 */
EntHtmlText
ent_html_text_of (const EntText *text)
{
  EntHtmlText all;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    all.in[l] = g_strdup (ent_text_get (text, ent_html_languages[l]));
  return all;
}

/**
 * ent_html_text_is_empty:
 * @text: a text
 *
 * Returns: whether it says nothing in any language
 */
gboolean
ent_html_text_is_empty (const EntHtmlText *text)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    if (text->in[l] != NULL && *text->in[l] != '\0')
      return FALSE;
  return TRUE;
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
 * ent_html_word:
 * @key: of a word of the page, or of views/words.h
 *
 * Returns: (transfer full): the word in every language
 */
EntHtmlText
ent_html_word (const char *key)
{
  const Word *word = find (key);
  EntHtmlText all;

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    all.in[l] = g_strdup (word != NULL ? word->in[l] : ent_word (key, ent_html_languages[l]));
  return all;
}

/**
 * ent_html_put:
 * @out: what is appended to
 * @text: (nullable): UTF-8 from anywhere
 *
 * Appends a text as data: nothing in it is markup, neither in an element nor in a quoted attribute.
 */
void
ent_html_put (GString *out, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      default:
        /* No control character has a place in a page. */
        if ((guchar)*p >= 0x20 || *p == '\t' || *p == '\n')
          g_string_append_c (out, *p);
      }
}

/* Which languages say the same as language l, as classes; FALSE when an earlier one does. */
static gboolean
collect_classes (const char *const *in, guint l, GString *classes)
{
  for (guint k = 0; k < l; k++)
    if (g_strcmp0 (in[k], in[l]) == 0)
      return FALSE;
  for (guint k = l; k < ENT_HTML_N_LANGUAGES; k++)
    if (g_strcmp0 (in[k], in[l]) == 0)
      g_string_append_printf (classes, " %s", ent_html_classes[k]);
  return TRUE;
}

static void
put_versions (GString *out, const char *const *in, const char *const *tags)
{
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      g_autoptr (GString) classes = g_string_new ("o");
      const char *tag = tags != NULL && tags[l] != NULL ? tags[l] : ent_html_languages[l];

      if (in[l] == NULL || *in[l] == '\0' || !collect_classes (in, l, classes))
        continue;
      g_string_append_printf (out, "<span class=\"%s\" lang=\"", classes->str);
      ent_html_put (out, tag);
      g_string_append (out, "\">");
      ent_html_put (out, in[l]);
      g_string_append (out, "</span>");
    }
}

static gboolean
is_same_in_all (const char *const *in)
{
  for (guint l = 1; l < ENT_HTML_N_LANGUAGES; l++)
    if (g_strcmp0 (in[0], in[l]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * ent_html_put_text:
 * @out: what is appended to
 * @text: a text
 *
 * Appends each version with the class of its languages; one that all share stands alone.
 */
void
ent_html_put_text (GString *out, const EntHtmlText *text)
{
  const char *const *in = (const char *const *)text->in;

  if (is_same_in_all (in))
    ent_html_put (out, in[0]);
  else
    put_versions (out, in, NULL);
}

/**
 * ent_html_put_dossier_text:
 * @out: what is appended to
 * @text: a text of the dossier
 * @own_language: (nullable): what a version without a language is in
 *
 * As ent_html_put_text(), with the language each version really is in.
 */
void
ent_html_put_dossier_text (GString *out, const EntText *text, const char *own_language)
{
  const char *in[ENT_HTML_N_LANGUAGES], *tags[ENT_HTML_N_LANGUAGES] = { NULL };

  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      in[l] = ent_text_get (text, ent_html_languages[l]);
      for (guint i = 0; i < text->n; i++)
        if (text->values[i] == in[l])
          tags[l] = *text->tags[i] != '\0' ? text->tags[i] : own_language;
    }
  put_versions (out, in, tags);
}

/**
 * ent_html_put_word:
 * @out: what is appended to
 * @key: of a word
 */
void
ent_html_put_word (GString *out, const char *key)
{
  EntHtmlText text = ent_html_word (key);

  ent_html_put_text (out, &text);
  ent_html_text_clear (&text);
}

/**
 * ent_html_put_label:
 * @out: what attributes are appended to
 * @key: of a word
 * @language: index of the language the page opens in
 *
 * What a button without words is called, and the same in each language for when that changes.
 */
void
ent_html_put_label (GString *out, const char *key, guint language)
{
  EntHtmlText text = ent_html_word (key);

  g_string_append (out, " aria-label=\"");
  ent_html_put (out, text.in[language]);
  g_string_append (out, "\" title=\"");
  ent_html_put (out, text.in[language]);
  for (guint l = 0; l < ENT_HTML_N_LANGUAGES; l++)
    {
      g_string_append_printf (out, "\" data-%s=\"", ent_html_classes[l]);
      ent_html_put (out, text.in[l]);
    }
  g_string_append_c (out, '"');
  ent_html_text_clear (&text);
}

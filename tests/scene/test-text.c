#include <string.h>

#include "scene/text.h"

static const EntTextStyle plain = { .size = 10, .weight = 400, .lang = "en" };

static void
test_measure_scales (void)
{
  EntTextStyle large = plain;
  large.size = 37;
  EntTextSize a = ent_text_measure ("Entrapment and abandonment", &plain);
  EntTextSize b = ent_text_measure ("Entrapment and abandonment", &large);
  g_assert_cmpfloat (a.width, >, 100);
  /* Without hinting a figure is the same at every size. */
  g_assert_cmpfloat_with_epsilon (b.width / a.width, 3.7, 0.01);
  g_assert_cmpfloat_with_epsilon (a.ascent, 7.7, 0.1);
  g_assert_cmpfloat_with_epsilon (a.descent, 2.4, 0.1);
}

static void
test_line_height_is_the_scripts (void)
{
  EntTextSize flat = ent_text_measure ("acemn", &plain), tall = ent_text_measure ("flag", &plain);
  EntTextSize accented = ent_text_measure ("Å", &plain), han = ent_text_measure ("中", &plain);
  g_assert_cmpfloat (flat.ascent, ==, tall.ascent);
  g_assert_cmpfloat (accented.ascent, >, tall.ascent);
  g_assert_cmpfloat (han.ascent, >=, 8.8);
  g_assert_cmpfloat_with_epsilon (han.width, 10, 0.05);
}

static void
test_weight_and_cache (void)
{
  EntTextStyle bold = plain, sized = plain;
  bold.weight = 700;
  sized.size = 10.5;
  double regular = ent_text_measure ("Alliance", &plain).width;
  g_assert_cmpfloat (ent_text_measure ("Alliance", &bold).width, >, regular);
  g_assert_cmpfloat (ent_text_measure ("Alliance", &sized).width, >, regular);
  g_assert_cmpfloat (ent_text_measure ("Alliance", &plain).width, ==, regular);
  /* More than the cache holds: what was pushed out is measured anew and the same. */
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *text = g_strdup_printf ("label %u", i);
      g_assert_cmpfloat (ent_text_measure (text, &plain).width, >, 10);
    }
  g_assert_cmpfloat (ent_text_measure ("Alliance", &plain).width, ==, regular);
}

/* The family that draws the first run of a text. */
static char *
find_family (const char *text, const char *lang, guint run_index)
{
  EntTextStyle style = plain;
  double scale;
  style.lang = lang;
  g_autoptr (PangoLayout) layout = ent_text_layout (text, &style, &scale);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  GSList *run = g_slist_nth (line->runs, run_index);
  g_assert_nonnull (run);
  PangoGlyphItem *item = run->data;
  PangoFontDescription *font = pango_font_describe (item->item->analysis.font);
  char *family = g_strdup (pango_font_description_get_family (font));
  pango_font_description_free (font);
  return family;
}

static void
test_families (void)
{
  static const struct
  {
    const char *text, *lang, *family;
  } cases[] = {
    { "Japan", "en", "Noto Sans" },
    { "中国", "zh-Hans", "Noto Sans CJK SC" },
    { "中國", "zh-Hant", "Noto Sans CJK TC" },
    { "日本", "ja", "Noto Sans CJK JP" },
    { "中国", "en", "Noto Sans CJK SC" },
    { "中国", NULL, "Noto Sans CJK SC" },
    { "中國", "zh-TW", "Noto Sans CJK TC" },
    { "Japan", "zh-Hant", "Noto Sans" },
    { "“重启”", "zh-Hans", "Noto Sans CJK SC" }, /* full-width quotation marks */
    { "“restart”", "zh-Hans", "Noto Sans" },
    { "“America First”的代价", "zh-Hans", "Noto Sans CJK SC" },
    { "“重启”", "en", "Noto Sans CJK SC" }, /* not translated */
    { "“重启” (restart)", "en", "Noto Sans" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *family = find_family (cases[i].text, cases[i].lang, 0);
      g_test_message ("%s in %s", cases[i].text, cases[i].lang);
      g_assert_cmpstr (family, ==, cases[i].family);
    }
}

static void
test_shorten (void)
{
  static const char *const texts[] = { "Republic of Korea",
                                       "大韩民国与朝鲜民主主义人民共和国",
                                       "q\u0301q\u0301q\u0301q\u0301q\u0301q\u0301" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double full = ent_text_measure (texts[i], &plain).width;
      g_autofree char *whole = ent_text_shorten (texts[i], &plain, full);
      g_assert_cmpstr (whole, ==, texts[i]);
      for (double width = full - 0.5; width > 12; width -= 3)
        {
          g_autofree char *cut = ent_text_shorten (texts[i], &plain, width);
          g_assert_true (g_utf8_validate (cut, -1, NULL));
          g_assert_true (g_str_has_suffix (cut, "…"));
          g_assert_false (g_str_has_suffix (cut, " …"));
          g_assert_cmpfloat (ent_text_measure (cut, &plain).width, <=, width + 0.01);
          gsize kept = strlen (cut) - strlen ("…");
          g_assert_cmpint (strncmp (cut, texts[i], kept), ==, 0);
          /* Nothing is cut off that would have fitted, and no letter loses its accent. */
          g_assert_cmpfloat (ent_text_measure (cut, &plain).width, >, width - 14);
          g_assert_true (texts[i][kept] != '\xcc');
        }
      g_autofree char *nothing = ent_text_shorten (texts[i], &plain, 1);
      g_assert_cmpstr (nothing, ==, "…");
    }
}

static void
test_wrap (void)
{
  const char *text = "The hub keeps its allies apart; the branches begin to link";
  for (double width = 40; width < 300; width += 17)
    {
      g_auto (GStrv) lines = ent_text_wrap (text, &plain, width, 0);
      g_autofree char *joined = g_strjoinv (" ", lines);
      for (guint i = 0; lines[i] != NULL; i++)
        if (strchr (lines[i], ' ') != NULL)
          g_assert_cmpfloat (ent_text_measure (lines[i], &plain).width, <=, width + 0.01);
      if (width > 60)
        g_assert_cmpstr (joined, ==, text);
    }
  g_auto (GStrv) three = ent_text_wrap (text, &plain, 80, 3);
  g_assert_cmpuint (g_strv_length (three), ==, 3);
  g_assert_true (g_str_has_suffix (three[2], "…"));
  g_assert_cmpfloat (ent_text_measure (three[2], &plain).width, <=, 80);
  g_auto (GStrv) paragraphs = ent_text_wrap ("one\ntwo", &plain, 200, 0);
  g_assert_cmpuint (g_strv_length (paragraphs), ==, 2);
  g_assert_cmpstr (paragraphs[1], ==, "two");
}

static void
test_wrap_chinese (void)
{
  EntTextStyle style = plain;
  style.lang = "zh-Hans";
  /* Six characters of 10 units fit; a full stop does not begin a line. */
  g_auto (GStrv) lines = ent_text_wrap ("联盟之间的联系。开始增加", &style, 72, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_false (g_str_has_prefix (lines[i], "。"));
      g_assert_cmpfloat (ent_text_measure (lines[i], &style).width, <=, 72.01);
    }
}

/* Which signs are drawn by which font decides their width: an em or half of one. */
static void
test_punctuation (void)
{
  static const struct
  {
    const char *with, *without, *lang;
    double ems;
  } cases[] = {
    { "他说“America”吗", "他说America吗", "zh-Hans", 2 }, /* a sign beside Latin letters */
    { "他說“America”嗎", "他說America嗎", "zh-Hant", 2 },
    { "中国——AUKUS", "中国AUKUS", "zh-Hans", 2 },
    { "中国的America’s", "中国的Americas", "zh-Hans", 0.25 }, /* an apostrophe */
    { "the “中国” case", "the 中国 case", "en", 0.9 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntTextStyle style = plain;
      style.lang = cases[i].lang;
      double wider = ent_text_measure (cases[i].with, &style).width
                     - ent_text_measure (cases[i].without, &style).width;
      g_test_message ("%s: %.2f em", cases[i].with, wider / style.size);
      g_assert_cmpfloat_with_epsilon (wider / style.size, cases[i].ems, 0.25);
    }
}

/* No single ideograph, with or without its full stop, is left to the last line. */
static void
test_wrap_leaves_nobody_alone (void)
{
  static const char *const texts[] = {
    "联盟之间的联系开始增加", "联盟之间的联系开始增加。", "威胁源与盟友的安全预期", "被抛弃之忧"
  };
  EntTextStyle style = plain;
  style.lang = "zh-Hans";
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double width = 31; width < 125; width += 5)
      for (int even = 0; even < 2; even++)
        {
          g_auto (GStrv) lines = even ? ent_text_wrap_even (texts[i], &style, width, 0)
                                      : ent_text_wrap (texts[i], &style, width, 0);
          g_autofree char *joined = g_strjoinv ("", lines);
          guint n = g_strv_length (lines);
          g_assert_cmpstr (joined, ==, texts[i]);
          glong letters = g_utf8_strlen (lines[n - 1], -1) - g_str_has_suffix (texts[i], "。");
          if (n > 1 && letters < 2)
            g_error ("“%s” ends in “%s” at %g", texts[i], lines[n - 1], width);
          for (guint line = 0; line < n; line++)
            g_assert_cmpfloat (ent_text_measure (lines[line], &style).width, <=, width + 0.01);
        }
}

static void
test_wrap_even (void)
{
  static const struct
  {
    const char *text, *lang;
    double width;
  } cases[] = { { "Allies fear abandonment and entrapment", "en", 130 },
                { "盟友担心被抛弃也担心被牵连进去", "zh-Hans", 112 },
                { "Incomprehensibilities are no matter", "en", 120 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntTextStyle style = plain;
      style.lang = cases[i].lang;
      g_auto (GStrv) plainly = ent_text_wrap (cases[i].text, &style, cases[i].width, 0);
      g_auto (GStrv) evenly = ent_text_wrap_even (cases[i].text, &style, cases[i].width, 0);
      double longest = 0, last = 0;
      g_assert_cmpuint (g_strv_length (evenly), ==, g_strv_length (plainly));
      for (guint line = 0; evenly[line] != NULL; line++)
        {
          last = ent_text_measure (evenly[line], &style).width;
          longest = MAX (longest, last);
        }
      g_assert_cmpfloat (longest, <=, cases[i].width);
      g_assert_cmpfloat (last, >, 0.6 * longest);
    }
}

static void
test_widest_word (void)
{
  double word = ent_text_measure ("abandonment", &plain).width;
  EntTextStyle style = plain;
  style.lang = "zh-Hans";
  g_assert_cmpfloat_with_epsilon (ent_text_widest_word ("fear of abandonment", &plain), word, 0.05);
  g_assert_cmpfloat (ent_text_widest_word ("被抛弃之忧。", &style), <=, 20.05);
}

static void
test_odd_input (void)
{
  g_assert_cmpfloat (ent_text_measure ("", &plain).width, ==, 0);
  g_assert_cmpfloat (ent_text_measure ("a\xff z", &plain).width, >, 0);
  /* A line stays a line. */
  double scale;
  g_autoptr (PangoLayout) layout = ent_text_layout ("a\nb", &plain, &scale);
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 1);
  g_auto (GStrv) lines = ent_text_wrap ("", &plain, 100, 2);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
}

static gpointer
measure_much (gpointer data)
{
  double *sum = data;
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("联盟 Alliance %u", i);
      *sum += ent_text_measure (text, &plain).width;
    }
  return NULL;
}

static void
test_threads (void)
{
  double sums[4] = { 0 };
  GThread *threads[4];
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("measure", measure_much, &sums[i]);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpfloat (sums[i], ==, sums[0]);
  g_assert_cmpfloat (sums[0], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/scene/text/measure-scales", test_measure_scales);
  g_test_add_func ("/scene/text/line-height-is-the-scripts", test_line_height_is_the_scripts);
  g_test_add_func ("/scene/text/weight-and-cache", test_weight_and_cache);
  g_test_add_func ("/scene/text/families", test_families);
  g_test_add_func ("/scene/text/shorten", test_shorten);
  g_test_add_func ("/scene/text/wrap", test_wrap);
  g_test_add_func ("/scene/text/wrap-chinese", test_wrap_chinese);
  g_test_add_func ("/scene/text/punctuation", test_punctuation);
  g_test_add_func ("/scene/text/wrap-leaves-nobody-alone", test_wrap_leaves_nobody_alone);
  g_test_add_func ("/scene/text/wrap-even", test_wrap_even);
  g_test_add_func ("/scene/text/widest-word", test_widest_word);
  g_test_add_func ("/scene/text/odd-input", test_odd_input);
  g_test_add_func ("/scene/text/threads", test_threads);
  return g_test_run ();
}

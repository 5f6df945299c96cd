#include "scene/text-private.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Ink of Noto Sans above and below the baseline, in em: ascenders 0.766, descenders 0.240; the
 * ideographic em box reaches from 0.88 above to 0.12 below. */
#define LATIN_ASCENT 0.77
#define LATIN_DESCENT 0.24
#define CJK_ASCENT 0.88

#define EM ENT_TEXT_EM

/* Layouts kept per generation and thread.  A busy view has some hundred different labels; two
 * generations of this size cost about 4 MB at the most. */
#define CACHE_SIZE 1024

typedef struct
{
  const char *text;
  const char *lang;   /* interned */
  const char *family; /* interned */
  int weight;
  gboolean italic;
} Key;

typedef struct
{
  Key key;
  char *text;
  PangoLayout *layout;
  EntTextSize measured; /* at EM */
} Entry;

typedef struct
{
  PangoContext *context;
  GHashTable *young, *old; /* Entry → itself; the old generation goes when the young one is full */
} Shaper;

static void
free_entry (gpointer data)
{
  Entry *entry = data;
  g_free (entry->text);
  g_object_unref (entry->layout);
  g_free (entry);
}

static void
free_shaper (gpointer data)
{
  Shaper *shaper = data;
  g_hash_table_unref (shaper->young);
  g_hash_table_unref (shaper->old);
  g_object_unref (shaper->context);
  g_free (shaper);
}

static GPrivate shaper_key = G_PRIVATE_INIT (free_shaper);

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;
  return g_str_hash (key->text) * 31 + (guint)key->weight * 7 + (guint)key->italic
         + GPOINTER_TO_UINT (key->lang) + GPOINTER_TO_UINT (key->family);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *p = a, *q = b;
  return p->weight == q->weight && p->italic == q->italic && p->lang == q->lang
         && p->family == q->family && g_str_equal (p->text, q->text);
}

static GHashTable *
new_generation (void)
{
  return g_hash_table_new_full (hash_key, equal_keys, NULL, free_entry);
}

static Shaper *
get_shaper (void)
{
  Shaper *shaper = g_private_get (&shaper_key);
  if (shaper != NULL)
    return shaper;
  shaper = g_new0 (Shaper, 1);
  shaper->young = new_generation ();
  shaper->old = new_generation ();
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  shaper->context = pango_font_map_create_context (map);
  pango_context_set_round_glyph_positions (shaper->context, FALSE);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (shaper->context, options);
  cairo_font_options_destroy (options);
  g_private_set (&shaper_key, shaper);
  return shaper;
}

/**
 * ent_text_is_cjk:
 * @c: a character
 *
 * Returns: whether it is an ideograph, a syllable or a full-width sign of East Asia
 */
gboolean
ent_text_is_cjk (gunichar c)
{
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF)
         || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF)
         || (c >= 0x20000 && c <= 0x3FFFF);
}

static gboolean
has_cjk (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar)*p >= 0xE2 && ent_text_is_cjk (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* The one CJK family for lang; text in another language is taken for simplified Chinese. */
static const char *
cjk_family (const char *lang)
{
  static const struct
  {
    const char *prefix, *family;
  } families[] = {
    { "zh-Hant", "Noto Sans CJK TC" }, { "zh-TW", "Noto Sans CJK TC" },
    { "zh_TW", "Noto Sans CJK TC" },   { "zh-HK", "Noto Sans CJK HK" },
    { "ja", "Noto Sans CJK JP" },      { "ko", "Noto Sans CJK KR" },
  };
  for (guint i = 0; lang != NULL && i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (lang, families[i].prefix))
      return families[i].family;
  return "Noto Sans CJK SC";
}

/**
 * ent_text_families:
 * @lang: (nullable): BCP 47 tag of the text
 *
 * The font families of figures for a language, most wanted first, ending in the generic one.
 *
 * Returns: (transfer none): a comma-separated list as Pango and, its names quoted, CSS take it
 */
const char *
ent_text_families (const char *lang)
{
  const char *cjk = cjk_family (lang);
  if (g_str_equal (cjk, "Noto Sans CJK TC"))
    return "Noto Sans,Noto Sans CJK TC,Noto Sans CJK SC,sans-serif";
  if (g_str_equal (cjk, "Noto Sans CJK HK"))
    return "Noto Sans,Noto Sans CJK HK,Noto Sans CJK TC,sans-serif";
  if (g_str_equal (cjk, "Noto Sans CJK JP"))
    return "Noto Sans,Noto Sans CJK JP,Noto Sans CJK SC,sans-serif";
  if (g_str_equal (cjk, "Noto Sans CJK KR"))
    return "Noto Sans,Noto Sans CJK KR,Noto Sans CJK SC,sans-serif";
  return "Noto Sans,Noto Sans CJK SC,Noto Sans CJK TC,sans-serif";
}

/**
 * ent_text_is_shared_punctuation:
 * @c: a character
 *
 * “ ” ‘ ’ — … · are in both fonts: full-width in the CJK one, where Chinese wants them.
 *
 * Returns: whether it is one of the signs that Latin and Chinese share
 */
gboolean
ent_text_is_shared_punctuation (gunichar c)
{
  return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2014 || c == 0x2026
         || c == 0x00B7;
}

/* The nearest character of a text that is no shared punctuation, before or after a place; 0: none.
 */
static gunichar
neighbour (const char *text, const char *from, gboolean forward)
{
  for (const char *p = from;;)
    {
      if (forward)
        p = g_utf8_next_char (p);
      else if (p > text)
        p = g_utf8_prev_char (p);
      else
        return 0;
      gunichar c = *p != '\0' ? g_utf8_get_char (p) : 0;
      if (!ent_text_is_shared_punctuation (c))
        return c;
    }
}

static gboolean
is_east_asian (const char *lang)
{
  return lang != NULL
         && (g_str_has_prefix (lang, "zh") || g_str_has_prefix (lang, "ja")
             || g_str_has_prefix (lang, "ko"));
}

/* In a Chinese sentence all of it, but for an apostrophe in a Latin word and dots between such; in
 * another language only what stands between ideographs. */
static gboolean
is_full_width (const char *text, const char *at, gboolean chinese)
{
  gunichar before = neighbour (text, at, FALSE), after = neighbour (text, at, TRUE);
  gunichar c = g_utf8_get_char (at);
  if (!chinese)
    return ent_text_is_cjk (before) && ent_text_is_cjk (after);
  if (c == 0x2019)
    return !g_unichar_isalpha (before) || !g_unichar_isalpha (after) || ent_text_is_cjk (before)
           || ent_text_is_cjk (after);
  return (c != 0x00B7 && c != 0x2026) || ent_text_is_cjk (before) || ent_text_is_cjk (after);
}

static gboolean
has_latin (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      return TRUE;
  return FALSE;
}

static PangoAttrList *
punctuation_attributes (const char *text, const char *lang)
{
  PangoAttrList *list = NULL;
  if (!has_cjk (text))
    return NULL;
  gboolean chinese = is_east_asian (lang) || !has_latin (text);
  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (!ent_text_is_shared_punctuation (g_utf8_get_char (p))
          || !is_full_width (text, p, chinese))
        continue;
      PangoAttribute *family = pango_attr_family_new (cjk_family (lang));
      family->start_index = (guint)(p - text);
      family->end_index = (guint)(next - text);
      if (list == NULL)
        list = pango_attr_list_new ();
      pango_attr_list_insert (list, family);
    }
  return list;
}

/**
 * ent_text_shape:
 * @text: valid UTF-8
 * @style: its style; the size does not matter
 *
 * Returns: (transfer full): a new layout of it at an em of ENT_TEXT_EM units
 */
PangoLayout *
ent_text_shape (const char *text, const EntTextStyle *style)
{
  PangoLayout *layout = pango_layout_new (get_shaper ()->context);
  PangoFontDescription *font = pango_font_description_new ();
  g_autofree char *families
      = style->family != NULL
            ? g_strconcat (style->family, ",", ent_text_families (style->lang), NULL)
            : NULL;
  pango_font_description_set_family (font,
                                     families != NULL ? families : ent_text_families (style->lang));
  pango_font_description_set_absolute_size (font, EM * PANGO_SCALE);
  pango_font_description_set_weight (
      font, style->weight > 0 ? (PangoWeight)style->weight : PANGO_WEIGHT_NORMAL);
  if (style->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  /* A family of ideographs has punctuation of its own. */
  PangoAttrList *attributes = style->family == NULL || strstr (style->family, "CJK") == NULL
                                  ? punctuation_attributes (text, style->lang)
                                  : NULL;
  if (attributes != NULL)
    {
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

static EntTextSize
measure_layout (PangoLayout *layout, const char *text)
{
  PangoRectangle ink, logical;
  pango_layout_get_extents (layout, &ink, &logical);
  int baseline = pango_layout_get_baseline (layout);
  double above = (double)(baseline - ink.y) / PANGO_SCALE;
  double below = (double)(ink.y + ink.height - baseline) / PANGO_SCALE;
  return (EntTextSize){
    .width = (double)logical.width / PANGO_SCALE,
    .ascent = MAX ((has_cjk (text) ? CJK_ASCENT : LATIN_ASCENT) * EM, above),
    .descent = MAX (LATIN_DESCENT * EM, below),
  };
}

static const Entry *
look_up (const char *text, const EntTextStyle *style)
{
  Shaper *shaper = get_shaper ();
  Key key = { .text = text,
              .lang = style->lang != NULL ? g_intern_string (style->lang) : NULL,
              .family = style->family != NULL ? g_intern_string (style->family) : NULL,
              .weight = style->weight,
              .italic = style->italic };
  Entry *entry = g_hash_table_lookup (shaper->young, &key);
  if (entry != NULL)
    return entry;
  if (g_hash_table_size (shaper->young) >= CACHE_SIZE)
    {
      g_hash_table_unref (shaper->old);
      shaper->old = g_steal_pointer (&shaper->young);
      shaper->young = new_generation ();
    }
  gpointer found = NULL;
  if (g_hash_table_steal_extended (shaper->old, &key, &found, NULL))
    entry = found;
  else
    {
      entry = g_new0 (Entry, 1);
      entry->text = g_utf8_make_valid (text, -1);
      entry->key = key;
      entry->key.text = entry->text;
      entry->layout = ent_text_shape (entry->text, style);
      pango_layout_set_single_paragraph_mode (entry->layout, TRUE);
      entry->measured = measure_layout (entry->layout, entry->text);
    }
  g_hash_table_add (shaper->young, entry);
  return entry;
}

/**
 * ent_text_measure:
 * @text: one line
 * @style: its style
 *
 * Measures a line.  Ascent and descent are those of its script, not of its letters, so that lines
 * of one style have the same height; only ink beyond that makes them larger.
 * Cost: shaping the first time, a hash lookup after that.
 *
 * Returns: width of the line, height above and below the baseline, figure units
 */
EntTextSize
ent_text_measure (const char *text, const EntTextStyle *style)
{
  g_return_val_if_fail (text != NULL && style != NULL, (EntTextSize){ 0 });
  const EntTextSize at_em = look_up (text, style)->measured;
  const double scale = style->size / EM;
  return (EntTextSize){ at_em.width * scale, at_em.ascent * scale, at_em.descent * scale };
}

/**
 * ent_text_layout:
 * @text: one line
 * @style: its style
 * @scale: (out): figure units per unit of the layout
 *
 * The layout that a line is drawn with; it belongs to the calling thread's cache: don't change it,
 * don't hand it to another thread.
 *
 * Returns: (transfer full): a layout
 */
PangoLayout *
ent_text_layout (const char *text, const EntTextStyle *style, double *scale)
{
  g_return_val_if_fail (text != NULL && style != NULL, NULL);
  *scale = style->size / EM;
  return g_object_ref (look_up (text, style)->layout);
}

/**
 * ent_text_fallback:
 * @text: one line
 * @style: its style
 *
 * Looks whether the family that a style asks for has all glyphs of a text.
 *
 * Returns: (transfer full) (nullable): the family that is used instead where it has not; %NULL when
 *          it has them all or the style asks for none
 */
char *
ent_text_fallback (const char *text, const EntTextStyle *style)
{
  g_return_val_if_fail (text != NULL && style != NULL, NULL);
  if (style->family == NULL)
    return NULL;
  PangoLayoutLine *line = pango_layout_get_line_readonly (look_up (text, style)->layout, 0);
  for (GSList *run = line->runs; run != NULL; run = run->next)
    {
      const PangoGlyphItem *item = run->data;
      PangoFontDescription *font = pango_font_describe (item->item->analysis.font);
      g_autofree char *family = g_strdup (pango_font_description_get_family (font));
      pango_font_description_free (font);
      if (g_ascii_strcasecmp (family, style->family) != 0)
        return g_steal_pointer (&family);
    }
  return NULL;
}

/**
 * ent_text_line_height:
 * @style: a style
 *
 * Distance of the baselines of a paragraph's lines; Chinese wants more air.
 *
 * Returns: figure units
 */
double
ent_text_line_height (const EntTextStyle *style)
{
  gboolean cjk = style->lang != NULL
                 && (g_str_has_prefix (style->lang, "zh") || g_str_has_prefix (style->lang, "ja"));
  return style->size * (cjk ? 1.5 : 1.35);
}

/**
 * ent_text_middle:
 * @style: a style
 *
 * How far below a point the baseline has to be for capitals, digits and ideographs to be centred
 * on the point: half of Noto Sans' cap height (0.714 em), and the middle of the ideographic box.
 *
 * Returns: figure units
 */
double
ent_text_middle (const EntTextStyle *style)
{
  return style->size * 0.36;
}

/* Text broken into lines, and cut short. */
#include "scene/text-private.h"

#include <string.h>

/* The offsets at which text can be cut without splitting a character and its marks. */
static GArray *
find_cuts (const char *text)
{
  int n_chars = (int)g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), attrs, n_chars + 1);
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char *p = text;
  for (int i = 0; i < n_chars; i++, p = g_utf8_next_char (p))
    if (attrs[i].is_cursor_position)
      {
        gsize offset = (gsize)(p - text);
        g_array_append_val (cuts, offset);
      }
  return cuts;
}

static char *
cut_at (const char *text, gsize length)
{
  g_autofree char *head = g_strndup (text, length);
  g_strchomp (head);
  return g_strconcat (head, "…", NULL);
}

static double
width_of (const char *text, const EntTextStyle *style)
{
  g_autoptr (PangoLayout) layout = ent_text_shape (text, style);
  PangoRectangle logical;
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_extents (layout, NULL, &logical);
  return (double)logical.width / PANGO_SCALE * style->size / ENT_TEXT_EM;
}

/**
 * ent_text_shorten:
 * @text: one line
 * @style: its style
 * @width: the room there is, figure units
 *
 * Cuts a line between characters and appends "…" when it is too wide.
 *
 * Returns: (transfer full): the text as it fits; "…" alone if nothing else does
 */
char *
ent_text_shorten (const char *text, const EntTextStyle *style, double width)
{
  g_return_val_if_fail (text != NULL && style != NULL, NULL);
  if (ent_text_measure (text, style).width <= width)
    return g_strdup (text);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GArray) cuts = find_cuts (valid);
  guint low = 0, high = cuts->len; /* the cut at low fits, or is the empty one */
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      g_autofree char *cut = cut_at (valid, g_array_index (cuts, gsize, middle));
      if (width_of (cut, style) <= width)
        low = middle;
      else
        high = middle;
    }
  return cut_at (valid, cuts->len > 0 ? g_array_index (cuts, gsize, low) : 0);
}

static void
set_width (PangoLayout *layout, const EntTextStyle *style, double width)
{
  pango_layout_set_width (layout, (int)(MAX (width, 0) / style->size * ENT_TEXT_EM * PANGO_SCALE));
}

/* Whether text may be broken before the character at an offset. */
static gboolean
may_break (PangoLayout *layout, const char *text, gsize offset)
{
  int n_attrs;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (layout, &n_attrs);
  return attrs[g_utf8_pointer_to_offset (text, text + offset)].is_line_break;
}

static gboolean
breaks_a_word (PangoLayout *layout, const char *text)
{
  const int n = pango_layout_get_line_count (layout);
  for (int i = 1; i < n; i++)
    if (!may_break (layout, text, (gsize)pango_layout_get_line_readonly (layout, i)->start_index))
      return TRUE;
  return FALSE;
}

/* The least width at which a paragraph keeps its number of lines and its words. */
static void
even_out (PangoLayout *layout, const EntTextStyle *style, const char *text, double width)
{
  const int n = pango_layout_get_line_count (layout);
  double wide = width, narrow = width / 2;
  if (n < 2 || breaks_a_word (layout, text))
    return;
  /* To an eighth of an em: finer cannot be seen. */
  while (wide - narrow > style->size / 8)
    {
      double middle = (wide + narrow) / 2;
      set_width (layout, style, middle);
      if (pango_layout_get_line_count (layout) > n || breaks_a_word (layout, text))
        narrow = middle;
      else
        wide = middle;
    }
  set_width (layout, style, wide);
}

/* How many letters of Chinese a piece of text has; many, when it has any other. */
static guint
count_ideographs (const char *text, gsize from, gsize to)
{
  guint n = 0;
  for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!ent_text_is_cjk (c) && !ent_text_is_shared_punctuation (c))
        return G_MAXUINT;
      n += g_unichar_isalnum (c);
    }
  return n;
}

/* Where the last line starts: earlier than it was broken, when it would be one ideograph, with or
 * without what closes the sentence, and the line before can spare some. */
static gsize
start_of_last (PangoLayout *layout, const char *text)
{
  const int n = pango_layout_get_line_count (layout);
  const gsize start = (gsize)pango_layout_get_line_readonly (layout, n - 1)->start_index;
  if (n < 2 || count_ideographs (text, start, strlen (text)) >= 2)
    return start;
  const gsize before = (gsize)pango_layout_get_line_readonly (layout, n - 2)->start_index;
  for (const char *p = g_utf8_prev_char (text + start); p > text + before; p = g_utf8_prev_char (p))
    {
      const gsize offset = (gsize)(p - text);
      if (text[offset] == '\n' || count_ideographs (text, before, offset) < 2)
        break;
      if (may_break (layout, text, offset) && count_ideographs (text, offset, strlen (text)) >= 2)
        return offset;
    }
  return start;
}

static char **
wrap (const char *text, const EntTextStyle *style, double width, guint max_lines, gboolean even)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (PangoLayout) layout = ent_text_shape (valid, style);
  set_width (layout, style, width);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  guint n_lines = (guint)pango_layout_get_line_count (layout);
  gboolean cut = max_lines > 0 && n_lines > max_lines;
  if (even && !cut)
    even_out (layout, style, valid, width);
  gsize last = cut ? 0 : start_of_last (layout, valid);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  for (guint i = 0; i < (cut ? max_lines : n_lines); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int)i);
      gsize start = (gsize)line->start_index, end = start + (gsize)line->length;
      if (cut && i + 1 == max_lines)
        {
          g_autofree char *rest = g_strdelimit (g_strdup (valid + start), "\n", ' ');
          g_autofree char *shortened = ent_text_shorten (rest, style, width);
          g_strv_builder_add (lines, shortened);
          break;
        }
      if (!cut && i + 1 == n_lines)
        start = last;
      else if (!cut && i + 2 == n_lines)
        end = MIN (end, last);
      g_autofree char *whole = g_strndup (valid + start, end - start);
      g_strv_builder_add (lines, g_strchomp (whole));
    }
  return g_strv_builder_end (lines);
}

/**
 * ent_text_wrap:
 * @text: a paragraph or several, separated by newlines
 * @style: its style
 * @width: of the column, figure units
 * @max_lines: at most so many lines; 0: as many as it takes
 *
 * Breaks text into lines: between words, by the rules of Chinese between ideographs, and inside a
 * word only when it is wider than the column.  A single paragraph does not end in a line of one
 * ideograph when the lines before can spare one.
 *
 * Returns: (transfer full): the lines, NULL-terminated; the last ends in "…" if there was more
 */
char **
ent_text_wrap (const char *text, const EntTextStyle *style, double width, guint max_lines)
{
  g_return_val_if_fail (text != NULL && style != NULL, NULL);
  return wrap (text, style, width, max_lines, FALSE);
}

/**
 * ent_text_wrap_even:
 * @text: a paragraph
 * @style: its style
 * @width: at most, figure units
 * @max_lines: at most so many lines; 0: as many as it takes
 *
 * Breaks text like ent_text_wrap() into as few lines, but of about the same length: of labels,
 * headings and boxes.  Cost: some six times that of ent_text_wrap().
 *
 * Returns: (transfer full): the lines, NULL-terminated; the last ends in "…" if there was more
 */
char **
ent_text_wrap_even (const char *text, const EntTextStyle *style, double width, guint max_lines)
{
  g_return_val_if_fail (text != NULL && style != NULL, NULL);
  return wrap (text, style, width, max_lines, TRUE);
}

/**
 * ent_text_widest_word:
 * @text: a paragraph
 * @style: its style
 *
 * Returns: the width of the longest piece that no line may be broken in, figure units: of the
 *   narrowest column that holds @text without cutting a word
 */
double
ent_text_widest_word (const char *text, const EntTextStyle *style)
{
  g_return_val_if_fail (text != NULL && style != NULL, 0);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (PangoLayout) layout = ent_text_shape (valid, style);
  pango_layout_set_width (layout, 0);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  PangoRectangle logical;
  pango_layout_get_extents (layout, NULL, &logical);
  return (double)logical.width / PANGO_SCALE * style->size / ENT_TEXT_EM;
}

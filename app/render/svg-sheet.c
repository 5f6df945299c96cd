#include "render/svg-sheet.h"

#include <math.h>
#include <string.h>

#include "render/paint-private.h"

/* Digits behind the point: what lies still may be coarser than what is looked at. */
#define FINE 100.0
#define COARSE 10.0

#define MAX_THEMES 4

/* A string and its number, in the order of their first use. */
typedef struct
{
  GHashTable *numbers; /* string → number + 1 */
  GPtrArray *strings;
} Pool;

struct _EntSvgSheet
{
  char **classes; /* of the languages */
  guint n_languages, n_themes;
  Pool colours; /* "#123456 #abcdef": one a theme */
  Pool rules;   /* of classes */
  Pool defs;    /* without their ids */
};

/* One picture while it is drawn. */
typedef struct
{
  EntSvgSheet *sheet;
  EntScene *const *scenes;
  EntSvgLinkFunc link;
  gpointer data;
  GString *out;
} Drawing;

/* Marks of a scene that stand together: of one layer, clip and item. */
typedef struct
{
  int item;
  EntLayer layer;
  const EntRect *clip;
  char *text;
} Group;

static void
pool_init (Pool *pool)
{
  pool->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  pool->strings = g_ptr_array_new_with_free_func (g_free);
}

static void
pool_clear (Pool *pool)
{
  g_hash_table_unref (pool->numbers);
  g_ptr_array_unref (pool->strings);
}

/* Takes the string. */
static guint
pool_add (Pool *pool, char *string)
{
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (pool->numbers, string));

  if (known > 0)
    {
      g_free (string);
      return known - 1;
    }
  g_ptr_array_add (pool->strings, string);
  g_hash_table_insert (pool->numbers, string, GUINT_TO_POINTER (pool->strings->len));
  return pool->strings->len - 1;
}

/**
 * ent_svg_sheet_new:
 * @language_classes: the class of what is drawn in one language only, one a language
 * @n_languages: how many languages
 * @n_themes: how many themes, at most 4
 *
 * Returns: (transfer full): a sheet without pictures
 */
EntSvgSheet *
ent_svg_sheet_new (const char *const *language_classes, guint n_languages, guint n_themes)
{
  EntSvgSheet *sheet = g_new0 (EntSvgSheet, 1);

  g_return_val_if_fail (n_languages > 0 && n_themes > 0 && n_themes <= MAX_THEMES, NULL);
  sheet->classes = g_new0 (char *, n_languages + 1);
  for (guint i = 0; i < n_languages; i++)
    sheet->classes[i] = g_strdup (language_classes[i]);
  sheet->n_languages = n_languages;
  sheet->n_themes = n_themes;
  pool_init (&sheet->colours);
  pool_init (&sheet->rules);
  pool_init (&sheet->defs);
  return sheet;
}

/**
 * ent_svg_sheet_free:
 * @sheet: (nullable): a sheet
 */
void
ent_svg_sheet_free (EntSvgSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_strfreev (sheet->classes);
  pool_clear (&sheet->colours);
  pool_clear (&sheet->rules);
  pool_clear (&sheet->defs);
  g_free (sheet);
}

/* ---- numbers ---- */

/* A whole number of 1/scale, as short as it can be told: "-.5", "12". */
static void
put_units (GString *out, gint64 units, double scale)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *start = buffer;

  g_ascii_formatd (buffer, sizeof buffer, scale > 10 ? "%.2f" : "%.1f", (double)units / scale);
  gsize length = strlen (buffer);
  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  buffer[length] = '\0';
  if (g_str_has_prefix (buffer, "0."))
    start++;
  else if (g_str_has_prefix (buffer, "-0."))
    *++start = '-';
  g_string_append (out, *start == '\0' || g_str_equal (start, "-0") ? "0" : start);
}

static void
put_number (GString *out, double value)
{
  put_units (out, (gint64)round (value * FINE), FINE);
}

static void
put_length (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  put_number (out, value);
  g_string_append_c (out, '"');
}

static void
put_rect (GString *out, const EntRect *rect)
{
  put_length (out, "x", rect->x);
  put_length (out, "y", rect->y);
  put_length (out, "width", rect->width);
  put_length (out, "height", rect->height);
}

/* The way from the last point, which stays what it was rounded to, so that errors do not add up. */
static void
put_step (GString *out, gint64 *last, const EntPoint *point, double scale, gboolean first)
{
  const gint64 x = (gint64)round (point->x * scale), y = (gint64)round (point->y * scale);

  if (!first && x >= last[0])
    g_string_append_c (out, ' ');
  put_units (out, x - last[0], scale);
  if (y >= last[1])
    g_string_append_c (out, ' ');
  put_units (out, y - last[1], scale);
}

static void
advance (gint64 *last, const EntPoint *point, double scale)
{
  last[0] = (gint64)round (point->x * scale);
  last[1] = (gint64)round (point->y * scale);
}

static void
put_path_data (GString *out, const EntPath *path, double scale)
{
  const EntPoint *p = path->points;
  gint64 last[2] = { 0, 0 }, start[2] = { 0, 0 };
  int before = -1;

  g_string_append (out, " d=\"");
  for (gsize i = 0; i < path->n_verbs; before = path->verbs[i], i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        g_string_append_c (out, 'm');
        put_step (out, last, p, scale, TRUE);
        advance (last, p++, scale);
        memcpy (start, last, sizeof start);
        break;
      case ENT_PATH_LINE:
        {
          const EntPoint *to = p++;
          /* Points that fall together when rounded are one. */
          if (scale < FINE && (gint64)round (to->x * scale) == last[0]
              && (gint64)round (to->y * scale) == last[1])
            break;
          const gboolean goes_on = before == ENT_PATH_LINE && out->str[out->len - 1] != 'z';
          if (!goes_on)
            g_string_append_c (out, 'l');
          put_step (out, last, to, scale, !goes_on);
          advance (last, to, scale);
          break;
        }
      case ENT_PATH_CURVE:
        g_string_append_c (out, 'c');
        for (guint k = 0; k < 3; k++)
          put_step (out, last, p + k, scale, k == 0);
        advance (last, p + 2, scale);
        p += 3;
        break;
      case ENT_PATH_CLOSE:
        g_string_append_c (out, 'z');
        memcpy (last, start, sizeof last);
        break;
      }
  g_string_append_c (out, '"');
}

/* ---- colours and styles ---- */

static void
put_css_colour (GString *out, EntColour colour)
{
  g_autofree char *hex = ent_colour_to_hex (ent_colour_with_alpha (colour, 1));

  g_string_append (out, hex);
  /* Opacity as two more digits. */
  if (colour.a < 1)
    g_string_append_printf (out, "%02x", (guint)round (CLAMP (colour.a, 0, 1) * 255));
}

/* "var(--c3)": the colour that member has in each theme. */
static char *
refer_colour (EntSvgSheet *sheet, const EntPaint *paints, gsize member)
{
  GString *colours = g_string_new (NULL);

  for (guint t = 0; t < sheet->n_themes; t++)
    {
      EntColour colour;
      memcpy (&colour, (const char *)&paints[t] + member, sizeof colour);
      g_string_append (colours, t > 0 ? " " : "");
      put_css_colour (colours, colour);
    }
  return g_strdup_printf ("var(--c%u)", pool_add (&sheet->colours, g_string_free (colours, FALSE)));
}

static guint
add_def (EntSvgSheet *sheet, GString *def)
{
  return pool_add (&sheet->defs, g_string_free (def, FALSE));
}

static gboolean
is_fading (const EntPaint *paint)
{
  return paint->fade_start > 0 || paint->fade_end > 0;
}

static void
put_stop (GString *out, double offset, const char *colour_class, double opacity)
{
  g_string_append (out, "<stop");
  put_length (out, "offset", offset);
  g_string_append_printf (out, " class=\"%s\"", colour_class);
  if (opacity < 1)
    g_string_append (out, " stop-opacity=\"0\"");
  g_string_append (out, "/>");
}

static guint
add_class (EntSvgSheet *sheet, char *rule)
{
  return pool_add (&sheet->rules, rule);
}

/* In shares of the box it fills, so that one serves many. */
static guint
add_gradient (EntSvgSheet *sheet, const EntPaint *paint, const char *colour)
{
  const double from = paint->fade_start, to = MAX (1 - paint->fade_end, from);
  GString *def = g_string_new ("<linearGradient id=\"%s\">");
  g_autofree char *name
      = g_strdup_printf ("s%u", add_class (sheet, g_strdup_printf ("stop-color:%s", colour)));

  put_stop (def, 0, name, from > 0 ? 0 : 1);
  put_stop (def, from, name, 1);
  put_stop (def, to, name, 1);
  put_stop (def, 1, name, to < 1 ? 0 : 1);
  g_string_append (def, "</linearGradient>");
  return add_def (sheet, def);
}

static guint
add_hatch (EntSvgSheet *sheet, const char *colour)
{
  GString *def = g_string_new ("<pattern id=\"%s\"");
  const guint rule
      = add_class (sheet, g_strdup_printf ("stroke:%s;stroke-width:%gpx", colour, ENT_HATCH_WIDTH));

  put_length (def, "width", ENT_HATCH_SPACING);
  put_length (def, "height", ENT_HATCH_SPACING);
  g_string_append_printf (def,
                          " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path class=\"s%u\" d=\"M0 0V%d M%d 0V%d\"/></pattern>",
                          rule,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING);
  return add_def (sheet, def);
}

static void
put_dash (GString *rule, const double *dash, guint n, double offset)
{
  g_string_append (rule, n > 0 ? ";stroke-dasharray:" : "");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (rule, i > 0 ? " " : "");
      put_number (rule, dash[i]);
    }
  if (n > 0 && offset > 0)
    {
      g_string_append (rule, ";stroke-dashoffset:");
      put_number (rule, offset);
    }
}

static void
put_fill (EntSvgSheet *sheet, GString *rule, const EntPaint *paints)
{
  if (paints->fill.a <= 0)
    {
      g_string_append (rule, "fill:none");
      return;
    }
  g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, fill));
  if (is_fading (paints))
    g_string_append_printf (rule, "fill:url(#d%u)", add_gradient (sheet, paints, colour));
  else
    g_string_append_printf (rule, "fill:%s", colour);
}

static void
put_stroke (
    EntSvgSheet *sheet, GString *rule, const EntPaint *paints, gsize member, gboolean round_ends)
{
  g_autofree char *colour = refer_colour (sheet, paints, member);

  if (is_fading (paints))
    g_string_append_printf (rule, ";stroke:url(#d%u)", add_gradient (sheet, paints, colour));
  else
    g_string_append_printf (rule, ";stroke:%s", colour);
  g_string_append (rule, ";--w:");
  put_number (rule, paints->stroke_width);
  g_string_append (rule, "px");
  if (round_ends && paints->two_colour_dash <= 0)
    g_string_append (rule, ";stroke-linecap:round");
  if (round_ends)
    g_string_append (rule, ";stroke-linejoin:round");
}

/* ---- marks ---- */

/* What emphasis does to it: l lines, h heads of arrows, b areas; k: nothing. */
static const char *
role_of (const EntMark *mark, const EntPaint *paint)
{
  if (mark->style.keeps_colour)
    return "k";
  if (mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_LINE && paint->stroke.a <= 0)
    return "h";
  if (mark->kind == ENT_MARK_PATH && paint->fill.a <= 0 && !mark->style.hatched)
    return "l";
  return mark->kind == ENT_MARK_DISC ? "d" : "b";
}

static void
put_geometry (GString *out, const EntMark *mark)
{
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      g_string_append (out, "<path");
      put_path_data (out, mark->path, mark->layer == ENT_LAYER_GROUND ? COARSE : FINE);
      break;
    case ENT_MARK_DISC:
      g_string_append (out, "<circle");
      put_length (out, "cx", mark->disc.cx);
      put_length (out, "cy", mark->disc.cy);
      put_length (out, "r", mark->disc.radius);
      break;
    case ENT_MARK_BOX:
      g_string_append (out, "<rect");
      put_rect (out, &mark->box.rect);
      if (mark->box.radius > 0)
        {
          const EntRect r = mark->box.rect;
          put_length (out, "rx", MIN (mark->box.radius, MIN (r.width, r.height) / 2));
        }
      break;
    case ENT_MARK_TEXT:
      break;
    }
}

/* Takes the rule. */
static void
put_element (EntSvgSheet *sheet, GString *out, const EntMark *mark, const char *role, GString *rule)
{
  const guint number = add_class (sheet, g_string_free (rule, FALSE));

  put_geometry (out, mark);
  g_string_append_printf (out, " class=\"%s s%u\"/>", role, number);
}

static void
put_shape (EntSvgSheet *sheet, GString *out, const EntMark *mark, const EntPaint *paints)
{
  const EntPaint *paint = paints;
  const char *role = role_of (mark, paint);
  const gboolean two = paint->two_colour_dash > 0;
  const double piece[] = { paint->two_colour_dash };
  GString *rule = g_string_new (NULL);

  put_fill (sheet, rule, paints);
  if (paint->hatch.a > 0)
    {
      g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, hatch));
      if (paint->fill.a > 0)
        put_element (sheet, out, mark, "k", g_string_new (rule->str));
      g_string_printf (rule, "fill:url(#d%u)", add_hatch (sheet, colour));
    }
  if (paint->stroke.a > 0)
    {
      put_stroke (sheet, rule, paints, G_STRUCT_OFFSET (EntPaint, stroke), mark->style.round);
      put_dash (rule, two ? piece : paint->dash, two ? 1 : paint->n_dash, 0);
    }
  put_element (sheet, out, mark, role, rule);
  if (!two)
    return;
  rule = g_string_new ("fill:none");
  put_stroke (sheet, rule, paints, G_STRUCT_OFFSET (EntPaint, stroke2), mark->style.round);
  put_dash (rule, piece, 1, piece[0]);
  put_element (sheet, out, mark, role, rule);
}

static void
put_text (EntSvgSheet *sheet, GString *out, const EntMark *mark, const EntPaint *paints)
{
  const EntTextStyle *style = &mark->text.style;
  GString *rule = g_string_new ("font-size:");
  g_autofree char *colour = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, text));
  g_autofree char *escaped = g_markup_escape_text (mark->text.string, -1);

  put_number (rule, style->size);
  g_string_append_printf (rule, "px;fill:%s", colour);
  if (style->weight != 0 && style->weight != 400)
    g_string_append_printf (rule, ";font-weight:%d", style->weight);
  if (style->italic)
    g_string_append (rule, ";font-style:italic");
  if (paints->halo.a > 0)
    {
      g_autofree char *halo = refer_colour (sheet, paints, G_STRUCT_OFFSET (EntPaint, halo));
      g_string_append_printf (rule, ";stroke:%s;--w:", halo);
      put_number (rule, 2 * paints->halo_width);
      g_string_append (rule, "px");
    }
  g_string_append (out, "<text");
  put_length (out, "x", mark->bounds.x);
  put_length (out, "y", mark->text.y);
  put_length (out, "data-l", ent_text_measure (mark->text.string, style).width);
  g_string_append_printf (out,
                          " class=\"%s s%u\">%s</text>",
                          mark->style.keeps_colour ? "k" : "t",
                          add_class (sheet, g_string_free (rule, FALSE)),
                          escaped);
}

static void
put_mark (const Drawing *drawing, guint language, guint index, GString *out)
{
  EntSvgSheet *sheet = drawing->sheet;
  EntPaint paints[MAX_THEMES];
  const EntMark *mark = NULL;

  for (guint t = sheet->n_themes; t-- > 0;)
    {
      const EntScene *scene = drawing->scenes[language * sheet->n_themes + t];
      mark = ent_scene_mark (scene, index);
      paints[t] = ent_paint_mark (scene, mark, NULL);
    }
  if (mark->kind == ENT_MARK_TEXT)
    put_text (sheet, out, mark, paints);
  else
    put_shape (sheet, out, mark, paints);
}

/* ---- groups ---- */

static void
clear_group (gpointer group)
{
  g_free (((Group *)group)->text);
}

/* The item's link round its marks; what stands for nothing has no group. */
static char *
wrap (const Drawing *drawing, const EntScene *scene, int item, const char *marks)
{
  const char *name = item != ENT_NO_ITEM && drawing->link != NULL
                         ? drawing->link (ent_scene_item (scene, (guint)item), drawing->data)
                         : NULL;

  return name != NULL ? g_strdup_printf ("<a href=\"#%s\">%s</a>\n", name, marks)
                      : g_strdup_printf ("%s\n", marks);
}

static GArray *
collect (const Drawing *drawing, guint language)
{
  const EntScene *scene = drawing->scenes[language * drawing->sheet->n_themes];
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));
  const guint n = ent_scene_n_marks (scene);

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < n;)
    {
      const EntMark *first = ent_scene_mark (scene, i);
      Group group = { first->item, first->layer, first->clip, NULL };
      g_autoptr (GString) marks = g_string_new (NULL);

      for (; i < n; i++)
        {
          const EntMark *mark = ent_scene_mark (scene, i);
          const EntRect reach = ent_rect_inset (&mark->bounds, -4, -4);
          if (mark->item != group.item || mark->layer != group.layer || mark->clip != group.clip)
            break;
          if (mark->clip == NULL || ent_rect_intersects (&reach, mark->clip))
            put_mark (drawing, language, i, marks);
        }
      if (marks->len == 0)
        continue;
      group.text = wrap (drawing, scene, group.item, marks->str);
      g_array_append_val (groups, group);
    }
  return groups;
}

static gboolean
is_same_rect (const EntRect *a, const EntRect *b)
{
  return a == b || (a != NULL && b != NULL && memcmp (a, b, sizeof *a) == 0);
}

/* Where a language's groups of the layer and clip of its group at start end. */
static guint
section_end (GArray *groups, guint start)
{
  const Group *first = &g_array_index (groups, Group, start);
  guint end = start;

  while (end < groups->len && g_array_index (groups, Group, end).layer == first->layer
         && g_array_index (groups, Group, end).clip == first->clip)
    end++;
  return end;
}

static void
put_groups (GString *out, GArray *groups, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_string_append (out, g_array_index (groups, Group, i).text);
}

/* Whether the sections have the same items in the same order, so that they can be merged. */
static gboolean
run_parallel (GArray **groups, const guint *starts, const guint *ends, guint n)
{
  for (guint l = 1; l < n; l++)
    {
      if (ends[l] - starts[l] != ends[0] - starts[0])
        return FALSE;
      for (guint i = 0; i < ends[0] - starts[0]; i++)
        if (g_array_index (groups[l], Group, starts[l] + i).item
            != g_array_index (groups[0], Group, starts[0] + i).item)
          return FALSE;
    }
  return TRUE;
}

/* Runs that are the same in all languages are written once, others once a language. */
static void
put_parallel (const Drawing *drawing, GArray **groups, const guint *starts, const guint *ends)
{
  const EntSvgSheet *sheet = drawing->sheet;
  const guint length = ends[0] - starts[0];

  for (guint i = 0; i < length;)
    {
      gboolean shared = TRUE;
      guint to = i;
      for (; to < length; to++)
        {
          gboolean same = TRUE;
          for (guint l = 1; same && l < sheet->n_languages; l++)
            same = g_str_equal (g_array_index (groups[l], Group, starts[l] + to).text,
                                g_array_index (groups[0], Group, starts[0] + to).text);
          if (to == i)
            shared = same;
          else if (same != shared)
            break;
        }
      for (guint l = 0; l < (shared ? 1 : sheet->n_languages); l++)
        {
          if (!shared)
            g_string_append_printf (drawing->out, "<g class=\"o %s\">", sheet->classes[l]);
          put_groups (drawing->out, groups[l], starts[l] + i, starts[l] + to);
          g_string_append (drawing->out, shared ? "" : "</g>");
        }
      i = to;
    }
}

static void
open_section (const Drawing *drawing, const Group *group)
{
  static const char *const layers[ENT_N_LAYERS]
      = { "ground", "hull", "line", "node", "label", "frame" };

  g_string_append_printf (drawing->out, "<g class=\"%s\"", layers[group->layer]);
  if (group->clip != NULL)
    {
      GString *def = g_string_new ("<clipPath id=\"%s\"><rect");
      put_rect (def, group->clip);
      g_string_append (def, "/></clipPath>");
      g_string_append_printf (
          drawing->out, " clip-path=\"url(#d%u)\"", add_def (drawing->sheet, def));
    }
  g_string_append (drawing->out, ">\n");
}

static void
put_sections (const Drawing *drawing, GArray **groups)
{
  const guint n = drawing->sheet->n_languages;
  g_autofree guint *starts = g_new0 (guint, n);
  g_autofree guint *ends = g_new0 (guint, n);

  for (;;)
    {
      const Group *next = NULL;
      for (guint l = 0; l < n; l++)
        if (starts[l] < groups[l]->len)
          {
            const Group *group = &g_array_index (groups[l], Group, starts[l]);
            if (next == NULL || group->layer < next->layer)
              next = group;
          }
      if (next == NULL)
        return;
      for (guint l = 0; l < n; l++)
        {
          const Group *group
              = starts[l] < groups[l]->len ? &g_array_index (groups[l], Group, starts[l]) : NULL;
          ends[l] = group != NULL && group->layer == next->layer
                            && is_same_rect (group->clip, next->clip)
                        ? section_end (groups[l], starts[l])
                        : starts[l];
        }
      open_section (drawing, next);
      if (run_parallel (groups, starts, ends, n))
        put_parallel (drawing, groups, starts, ends);
      else
        for (guint l = 0; l < n; l++)
          {
            g_string_append_printf (drawing->out, "<g class=\"o %s\">", drawing->sheet->classes[l]);
            put_groups (drawing->out, groups[l], starts[l], ends[l]);
            g_string_append (drawing->out, "</g>");
          }
      g_string_append (drawing->out, "</g>\n");
      memcpy (starts, ends, n * sizeof *starts);
    }
}

/**
 * ent_svg_sheet_draw:
 * @sheet: a sheet
 * @scenes: one picture: in language l and theme t at l × n_themes + t.  The themes of a language
 *   must have the same marks, which is so for light and dark
 * @link: (nullable): what an item links to
 * @data: for @link
 * @out: what the content of an svg element is appended to
 *
 * Draws a picture, in the units of its scenes: a group a layer, in it a link an item.  What all
 * languages have in common is written once; the rest has the class of its language, and “o”.
 */
void
ent_svg_sheet_draw (
    EntSvgSheet *sheet, EntScene *const *scenes, EntSvgLinkFunc link, gpointer data, GString *out)
{
  const Drawing drawing = { sheet, scenes, link, data, out };
  g_autofree GArray **groups = g_new0 (GArray *, sheet->n_languages);

  for (guint l = 0; l < sheet->n_languages; l++)
    groups[l] = collect (&drawing, l);
  put_sections (&drawing, groups);
  for (guint l = 0; l < sheet->n_languages; l++)
    g_array_unref (groups[l]);
}

/**
 * ent_svg_sheet_write_colours:
 * @sheet: a sheet
 * @theme: index of a theme
 * @out: what the declarations are appended to, "--c0:#ffffff;…"
 */
void
ent_svg_sheet_write_colours (const EntSvgSheet *sheet, guint theme, GString *out)
{
  for (guint i = 0; i < sheet->colours.strings->len; i++)
    {
      g_auto (GStrv) colours = g_strsplit (g_ptr_array_index (sheet->colours.strings, i), " ", -1);
      g_string_append_printf (out, "--c%u:%s;", i, colours[theme]);
    }
}

/**
 * ent_svg_sheet_write_rules:
 * @sheet: a sheet
 * @out: what the rules are appended to, ".s0{…}"
 */
void
ent_svg_sheet_write_rules (const EntSvgSheet *sheet, GString *out)
{
  for (guint i = 0; i < sheet->rules.strings->len; i++)
    g_string_append_printf (
        out, ".s%u{%s}\n", i, (const char *)g_ptr_array_index (sheet->rules.strings, i));
}

/**
 * ent_svg_sheet_write_defs:
 * @sheet: a sheet
 * @out: what the content of a defs element is appended to
 */
void
ent_svg_sheet_write_defs (const EntSvgSheet *sheet, GString *out)
{
  for (guint i = 0; i < sheet->defs.strings->len; i++)
    {
      const char *def = g_ptr_array_index (sheet->defs.strings, i);
      const char *name = strstr (def, "%s");
      g_string_append_len (out, def, name - def);
      g_string_append_printf (out, "d%u%s\n", i, name + 2);
    }
}

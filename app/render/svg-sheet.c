#include "render/svg-sheet-private.h"

#include <math.h>
#include <string.h>

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
pool_init (EntSvgPool *pool)
{
  pool->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  pool->strings = g_ptr_array_new_with_free_func (g_free);
}

static void
pool_clear (EntSvgPool *pool)
{
  g_hash_table_unref (pool->numbers);
  g_ptr_array_unref (pool->strings);
}

/**
 * ent_svg_pool_add:
 * @pool: a pool
 * @string: (transfer full): a string
 *
 * Returns: its number, the same for the same string
 */
guint
ent_svg_pool_add (EntSvgPool *pool, char *string)
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

  g_return_val_if_fail (n_languages > 0 && n_themes > 0 && n_themes <= ENT_SVG_MAX_THEMES, NULL);
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
            ent_svg_sheet_put_mark (
                drawing->sheet, drawing->scenes + language * drawing->sheet->n_themes, i, marks);
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
      ent_svg_sheet_put_rect (def, group->clip);
      g_string_append (def, "/></clipPath>");
      g_string_append_printf (drawing->out,
                              " clip-path=\"url(#d%u)\"",
                              ent_svg_pool_add (&drawing->sheet->defs, g_string_free (def, FALSE)));
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

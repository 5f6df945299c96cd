/* Figures that can be read: every shipped view at every preset size in every language, each text
 * against all others, the page, the nodes and arrowheads of other things, and what lies under it.
 *
 * test-legible NAME: the views of data/dossiers/NAME.dossier.  ENT_LEGIBLE_VIEW=ID looks at one of
 * them only; ENT_LEGIBLE_ALL=1 looks at the colours in all themes at all sizes. */
#include <cairo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "figure/figure.h"

/* What rounding may do, figure units. */
#define SLACK 0.3
/* The smallest text in print, and what WCAG 2.1 (1.4.3) wants of its contrast. */
#define SMALLEST_PT 6.0
#define CONTRAST 4.45 /* 4.5, but for rounding to 8 bits */
/* Of the ground under a text, so much may be a thin line or the edge of its own box. */
#define PALE_SHARE 0.1
/* An arrowhead is no longer than this; filled paths above that are areas. */
#define ARROW_SIZE 30.0
/* So many faults of a figure are told, the others counted. */
#define MAX_TOLD 6

typedef struct
{
  const char *name;
  double width_mm, height_mm; /* height 0: what the view needs */
} Preset;

static const Preset presets[] = {
  { "89 mm", 89, 0 },          { "120 mm", 120, 0 },      { "183 mm", 183, 0 },
  { "A4", 210, 297 },          { "A4 across", 297, 210 }, { "slide 16:9", 254, 142.9 },
  { "slide 4:3", 254, 190.5 }, { "square", 120, 120 },
};

static const struct
{
  const char *lang, *lang2;
} tongues[] = { { "en", NULL }, { "zh-Hans", NULL }, { "zh-Hant", NULL }, { "en", "zh-Hans" } };

static EntDossier *dossier;
static EntWorld *world;

/* The text of a mark as far as ink goes. */
typedef struct
{
  const EntMark *mark;
  EntRect ink;
} Ink;

typedef struct
{
  const EntScene *figure;
  GArray *texts; /* Ink */
  char *what;    /* "89 mm, en" */
  guint n_faults;
} Look;

static void G_GNUC_PRINTF (2, 3) tell (Look *look, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *fault = g_strdup_vprintf (format, args);
  va_end (args);
  if (look->n_faults++ < MAX_TOLD)
    {
      g_test_message ("%s: %s", look->what, fault);
      g_test_fail_printf ("%s: %s", look->what, fault);
    }
}

static EntRect
ink_of (const EntMark *mark)
{
  double scale;
  PangoRectangle ink;
  g_autoptr (PangoLayout) layout = ent_text_layout (mark->text.string, &mark->text.style, &scale);
  pango_layout_get_extents (layout, &ink, NULL);
  double unit = scale / PANGO_SCALE;
  double top = mark->text.y - pango_layout_get_baseline (layout) * unit;
  return ENT_RECT (
      mark->bounds.x + ink.x * unit, top + ink.y * unit, ink.width * unit, ink.height * unit);
}

static Look
look_at (const EntScene *figure, const char *what)
{
  Look look = { .figure = figure,
                .texts = g_array_new (FALSE, FALSE, sizeof (Ink)),
                .what = g_strdup (what) };
  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    {
      const EntMark *mark = ent_scene_mark (figure, i);
      if (mark->kind != ENT_MARK_TEXT)
        continue;
      Ink ink = { mark, ink_of (mark) };
      g_array_append_val (look.texts, ink);
    }
  return look;
}

static void
clear_look (Look *look)
{
  if (look->n_faults > MAX_TOLD)
    g_test_message ("%s: and %u more", look->what, look->n_faults - MAX_TOLD);
  g_array_unref (look->texts);
  g_free (look->what);
}

static gboolean
meet (const EntRect *a, const EntRect *b)
{
  return MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x) > SLACK
         && MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y) > SLACK;
}

static gboolean
is_inside (const EntRect *rect, const EntRect *frame)
{
  return rect->x >= frame->x - SLACK && rect->y >= frame->y - SLACK
         && rect->x + rect->width <= frame->x + frame->width + SLACK
         && rect->y + rect->height <= frame->y + frame->height + SLACK;
}

static EntRect
frame_of (const Look *look, const EntMark *mark)
{
  return mark->clip != NULL
             ? *mark->clip
             : ENT_RECT (0, 0, ent_scene_width (look->figure), ent_scene_height (look->figure));
}

static const char *
owner (const Look *look, const EntMark *mark)
{
  return mark->item == ENT_NO_ITEM ? "no item" : ent_scene_item (look->figure, mark->item)->id;
}

static void
check_texts (Look *look)
{
  for (guint i = 0; i < look->texts->len; i++)
    {
      const Ink *ink = &g_array_index (look->texts, Ink, i);
      const char *string = ink->mark->text.string;
      EntRect frame = frame_of (look, ink->mark);
      if (!is_inside (&ink->ink, &frame))
        tell (look, "“%s” is cut off", string);
      if (ink->mark->text.style.size < SMALLEST_PT * ENT_UNITS_PER_PT - 1e-6)
        tell (look, "“%s” has %.2f pt", string, ink->mark->text.style.size / ENT_UNITS_PER_PT);
      if (g_str_has_suffix (string, "…"))
        tell (look, "“%s” is cut short", string);
      for (guint j = i + 1; j < look->texts->len; j++)
        {
          const Ink *other = &g_array_index (look->texts, Ink, j);
          if (meet (&ink->ink, &other->ink))
            tell (look, "“%s” lies on “%s”", string, other->mark->text.string);
        }
    }
}

static gboolean
is_drawn (const EntMark *mark)
{
  return mark->style.fill.a > 0.05 || (mark->style.stroke.a > 0.05 && mark->style.stroke_width > 0);
}

static gboolean
disc_meets (const EntMark *disc, const EntRect *box)
{
  double dx = MAX (MAX (box->x - disc->disc.cx, disc->disc.cx - box->x - box->width), 0);
  double dy = MAX (MAX (box->y - disc->disc.cy, disc->disc.cy - box->y - box->height), 0);
  return hypot (dx, dy) < disc->disc.radius - SLACK;
}

/* Of a small filled shape, whether any corner or its middle is in the box. */
static gboolean
shape_meets (const EntMark *shape, const EntRect *box)
{
  EntRect inner = ent_rect_inset (box, SLACK, SLACK);
  double x = 0, y = 0;
  for (gsize i = 0; i < shape->path->n_points; i++)
    {
      x += shape->path->points[i].x / shape->path->n_points;
      y += shape->path->points[i].y / shape->path->n_points;
      if (ent_rect_contains (&inner, shape->path->points[i].x, shape->path->points[i].y))
        return TRUE;
    }
  return ent_rect_contains (&inner, x, y);
}

static gboolean
is_arrowhead (const EntMark *mark)
{
  return mark->kind == ENT_MARK_PATH && mark->style.fill.a > 0.5
         && (mark->layer == ENT_LAYER_LINE || mark->layer == ENT_LAYER_NODE)
         && mark->bounds.width < ARROW_SIZE && mark->bounds.height < ARROW_SIZE;
}

/* Nodes and ends of lines, all that a text does not belong to. */
static void
check_nodes (Look *look)
{
  for (guint i = 0; i < ent_scene_n_marks (look->figure); i++)
    {
      const EntMark *node = ent_scene_mark (look->figure, i);
      gboolean arrow = is_arrowhead (node);
      gboolean solid = node->layer == ENT_LAYER_NODE
                       && (node->kind == ENT_MARK_DISC || node->kind == ENT_MARK_BOX);
      if (node->item == ENT_NO_ITEM || !is_drawn (node) || (!arrow && !solid))
        continue;
      EntRect frame = frame_of (look, node);
      if (!is_inside (&node->bounds, &frame))
        tell (look, "%s of %s is cut off", arrow ? "an arrowhead" : "the node", owner (look, node));
      for (guint j = 0; j < look->texts->len; j++)
        {
          const Ink *ink = &g_array_index (look->texts, Ink, j);
          if (ink->mark->item == node->item || !meet (&ink->ink, &node->bounds)
              || (node->kind == ENT_MARK_DISC && !disc_meets (node, &ink->ink))
              || (arrow && !shape_meets (node, &ink->ink)))
            continue;
          tell (look,
                "“%s” lies on the %s of %s",
                ink->mark->text.string,
                arrow ? "arrowhead" : "node",
                owner (look, node));
        }
    }
}

/* Lines between things, all of them: of a figure nothing is left outside. */
static void
check_lines (Look *look)
{
  for (guint i = 0; i < ent_scene_n_marks (look->figure); i++)
    {
      const EntMark *line = ent_scene_mark (look->figure, i);
      if (line->kind != ENT_MARK_PATH || line->layer != ENT_LAYER_LINE || line->item == ENT_NO_ITEM)
        continue;
      g_autoptr (EntPath) flat = ent_path_flatten (line->path, 0.1);
      EntRect bounds = ent_path_bounds (flat), frame = frame_of (look, line);
      if (!is_inside (&bounds, &frame))
        tell (look, "the line of %s is cut off", owner (look, line));
    }
}

static void
set_colour (cairo_t *cr, EntColour colour)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, colour.a);
}

static void
trace (cairo_t *cr, const EntPath *path)
{
  const EntPoint *p = path->points;
  cairo_new_path (cr);
  for (gsize i = 0; i < path->n_verbs; i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        cairo_move_to (cr, p->x, p->y);
        p++;
        break;
      case ENT_PATH_LINE:
        cairo_line_to (cr, p->x, p->y);
        p++;
        break;
      case ENT_PATH_CURVE:
        cairo_curve_to (cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
        p += 3;
        break;
      case ENT_PATH_CLOSE:
        cairo_close_path (cr);
        break;
      }
}

/* The figure without its texts. */
static cairo_surface_t *
paint_ground (const EntScene *figure)
{
  const EntTheme *theme = ent_scene_theme (figure);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int)ceil (ent_scene_width (figure)),
                                                         (int)ceil (ent_scene_height (figure)));
  cairo_t *cr = cairo_create (surface);
  set_colour (cr, theme->paper);
  cairo_paint (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    {
      const EntMark *mark = ent_scene_mark (figure, i);
      g_autoptr (EntPath) path = ent_mark_path (mark);
      if (path == NULL)
        continue;
      cairo_save (cr);
      if (mark->clip != NULL)
        {
          cairo_rectangle (cr, mark->clip->x, mark->clip->y, mark->clip->width, mark->clip->height);
          cairo_clip (cr);
        }
      trace (cr, path);
      set_colour (cr, mark->style.fill);
      cairo_fill_preserve (cr);
      set_colour (cr, mark->style.stroke);
      cairo_set_line_width (cr, mark->style.stroke_width * theme->stroke_scale);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Of the pixels under a text, the share that it does not stand out from. */
static double
pale_share (cairo_surface_t *ground, const Ink *ink)
{
  int width = cairo_image_surface_get_width (ground);
  int height = cairo_image_surface_get_height (ground);
  int left = CLAMP ((int)floor (ink->ink.x), 0, width - 1);
  int top = CLAMP ((int)floor (ink->ink.y), 0, height - 1);
  int right = CLAMP ((int)ceil (ink->ink.x + ink->ink.width), left + 1, width);
  int bottom = CLAMP ((int)ceil (ink->ink.y + ink->ink.height), top + 1, height);
  guint n_pale = 0;
  guint32 before = 0;
  gboolean is_pale = FALSE, first = TRUE;
  for (int y = top; y < bottom; y++)
    {
      const guint32 *row
          = (const guint32 *)(gconstpointer)(cairo_image_surface_get_data (ground)
                                             + y * cairo_image_surface_get_stride (ground));
      for (int x = left; x < right; x++)
        {
          if (first || row[x] != before)
            is_pale
                = ent_colour_contrast (ink->mark->text.colour, ent_colour_hex (row[x] & 0xffffff))
                  < CONTRAST;
          before = row[x];
          first = FALSE;
          n_pale += is_pale;
        }
    }
  return (double)n_pale / ((right - left) * (bottom - top));
}

static void
check_contrast (Look *look)
{
  cairo_surface_t *ground = paint_ground (look->figure);
  for (guint i = 0; i < look->texts->len; i++)
    {
      const Ink *ink = &g_array_index (look->texts, Ink, i);
      const EntStyle *style = &ink->mark->style;
      gboolean has_halo = style->halo.a > 0.9 && style->halo_width >= 1;
      if (has_halo ? ent_colour_contrast (ink->mark->text.colour, style->halo) < CONTRAST
                   : pale_share (ground, ink) > PALE_SHARE)
        tell (look, "“%s” (%s) is pale", ink->mark->text.string, owner (look, ink->mark));
    }
  cairo_surface_destroy (ground);
}

static EntScene *
build (const EntView *view, const Preset *preset, guint tongue, EntThemeKind theme)
{
  g_autoptr (GError) error = NULL;
  EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
  EntViewRequest request = { .dossier = dossier,
                             .world = world,
                             .kind = view->kind,
                             .view = view,
                             .lang = tongues[tongue].lang,
                             .lang2 = tongues[tongue].lang2,
                             .theme = ent_theme_get (theme),
                             .camera = ENT_CAMERA_FIT };
  options.width_mm = preset->width_mm;
  options.height_mm = preset->height_mm;
  EntScene *figure = ent_figure_build (&request, &options, NULL, &error);
  if (figure == NULL)
    g_test_fail_printf ("%s, %s: %s", preset->name, tongues[tongue].lang, error->message);
  return figure;
}

static void
test_view (gconstpointer data)
{
  const EntView *view = data;
  for (guint p = 0; p < G_N_ELEMENTS (presets); p++)
    for (guint t = 0; t < G_N_ELEMENTS (tongues); t++)
      {
        g_autoptr (EntScene) figure = build (view, &presets[p], t, ENT_THEME_LIGHT);
        if (figure == NULL)
          continue;
        g_autofree char *what = g_strdup_printf (
            "%s, %s%s", presets[p].name, tongues[t].lang, tongues[t].lang2 != NULL ? " + zh" : "");
        Look look = look_at (figure, what);
        check_texts (&look);
        check_nodes (&look);
        check_lines (&look);
        check_contrast (&look);
        clear_look (&look);
      }
}

/* Where things are does not depend on the theme: one size shows all colours. */
static void
test_themes (gconstpointer data)
{
  const EntView *view = data;
  gboolean all = g_strcmp0 (g_getenv ("ENT_LEGIBLE_ALL"), "1") == 0;
  for (guint p = 0; p < G_N_ELEMENTS (presets); p++)
    for (guint theme = 0; theme < ENT_N_THEMES; theme++)
      {
        if (!all && presets[p].width_mm != 183)
          continue;
        g_autoptr (EntScene) figure = build (view, &presets[p], 0, theme);
        if (figure == NULL)
          continue;
        g_autofree char *what
            = g_strdup_printf ("%s, %s", presets[p].name, ent_theme_get (theme)->name);
        Look look = look_at (figure, what);
        check_contrast (&look);
        clear_look (&look);
      }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc != 2)
    {
      g_printerr ("Usage: test-legible DOSSIER\n");
      return 2;
    }
  g_autofree char *part = g_strdup_printf ("dossiers/%s.dossier", argv[1]);
  g_autofree char *dossier_path = ent_data_path (part);
  g_autofree char *world_path = ent_data_path ("world/world.bin");
  g_autoptr (GFile) file = g_file_new_for_path (dossier_path);
  g_autoptr (GError) error = NULL;
  dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  world = ent_world_open (world_path, &error);
  g_assert_no_error (error);
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = views->pdata[i];
      const char *only = g_getenv ("ENT_LEGIBLE_VIEW");
      if (only != NULL && !g_str_equal (only, view->thing.id))
        continue;
      g_autofree char *labels = g_strdup_printf ("/legible/%s/labels", view->thing.id);
      g_autofree char *colours = g_strdup_printf ("/legible/%s/colours", view->thing.id);
      g_test_add_data_func (labels, view, test_view);
      g_test_add_data_func (colours, view, test_themes);
    }
  int result = g_test_run ();
  ent_world_unref (world);
  ent_dossier_unref (dossier);
  return result;
}

/* The timeline: events and, by type, relations, each as long as its date may mean.  What is known
 * to the day is solid, what is known to a year or roughly is pale and fades at its ends, what goes
 * on has an arrow; beside each name stands the date as the text gives it. */
#include "views/timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Lengths in points at text scale 1. */
#define MARGIN_PT 12.0
#define TOP_PT 6.0
#define ROW_PT 13.0
#define BAR_PT 10.5
#define HEAD_PT 16.0
#define LANE_GAP_PT 5.0
#define TEXT_PT 7.5
#define DATE_PT 6.5
#define DOT_PT 3.0 /* radius */
#define ARROW_PT 7.0
#define LABEL_WIDTH_PT 300.0
/* A bar shorter than this is a dot. */
#define SHORTEST_PT 7.0
/* How much of a bar's end fades where the date is uncertain. */
#define FADE 0.3

typedef struct
{
  const EntThing *thing;
  const EntRelationType *type; /* NULL: an event */
  double first, last;          /* days, last exclusive; of an open end as far as is known */
  gboolean open_start, open_end, exact, uncertain_start, uncertain_end;
  char *title, *label, *date; /* label: the title as far as there is room */
  double x0, x1;              /* of the bar, or of the dot */
  double text_x;              /* where the label begins */
  double left, right;         /* with the label */
  double label_width;
  gboolean is_dot;
  guint row; /* within the lane */
} Span;

typedef struct
{
  const EntRelationType *type; /* NULL: events */
  guint rows;
  double y; /* of its heading */
} Lane;

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled;
  GArray *spans; /* Span */
  GArray *lanes; /* Lane */
  EntTimeAxis *axis;
  double height; /* of the content without the axis */
  guint undated;
} Timeline;

static void
clear_span (gpointer data)
{
  g_free (((Span *)data)->title);
  g_free (((Span *)data)->label);
  g_free (((Span *)data)->date);
}

static void
free_timeline (Timeline *timeline)
{
  g_clear_pointer (&timeline->axis, ent_time_axis_free);
  g_array_unref (timeline->spans);
  g_array_unref (timeline->lanes);
  g_free (timeline);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Timeline, free_timeline)

static double
pt (const Timeline *timeline, double points)
{
  return ent_request_pt (&timeline->scaled, points);
}

static char *
date_text (const EntWhen *start, const EntWhen *end, const char *lang)
{
  g_autofree char *from
      = start->edtf != NULL ? ent_date_format (start->edtf, ENT_DATE_SHORT, lang) : NULL;
  g_autofree char *to
      = end->edtf != NULL ? ent_date_format (end->edtf, ENT_DATE_SHORT, lang) : NULL;
  if (from == NULL || to == NULL || g_str_equal (from, to))
    return g_strconcat (
        from == NULL ? "… – " : "", from != NULL ? from : to, to == NULL ? " – …" : "", NULL);
  return g_strconcat (from, " – ", to, NULL);
}

/* From the earliest day of the start to the latest of the end; what is open keeps its flag. */
static gboolean
set_extent (Span *span, const EntWhen *start, const EntWhen *end)
{
  const EntWhen *from = start->edtf != NULL ? start : end, *to = end->edtf != NULL ? end : start;
  if (from->edtf == NULL)
    return FALSE;
  span->open_start = start->edtf == NULL || start->date.open_start;
  span->open_end = end->edtf == NULL || end->date.open_end;
  gboolean from_known = !from->date.open_start, to_known = !to->date.open_end;
  if (!from_known && !to_known)
    return FALSE;
  span->first = from_known ? from->date.first : to->date.last_earliest;
  span->last = (to_known ? to->date.last : from->date.first_latest) + 1.0;
  span->last = MAX (span->last, span->first + 1);
  span->uncertain_start = from->date.approximate || from->date.uncertain;
  span->uncertain_end = to->date.approximate || to->date.uncertain;
  span->exact = !span->uncertain_start && !span->uncertain_end
                && (!from_known || from->date.first == from->date.first_latest)
                && (!to_known || to->date.last_earliest == to->date.last);
  return TRUE;
}

static void
add_span (Timeline *timeline,
          const EntThing *thing,
          const EntRelationType *type,
          const EntWhen *start,
          const EntWhen *end)
{
  const EntViewRequest *request = timeline->request;
  Span span = { .thing = thing, .type = type };
  if (!ent_request_admits (request, thing))
    return;
  if (!set_extent (&span, start, end))
    {
      timeline->undated++;
      return;
    }
  g_autofree char *title = ent_thing_title (thing, request->lang);
  if (type != NULL)
    {
      const EntRelation *relation = (const EntRelation *)thing;
      const char *from = ent_text_get (&relation->from->thing.name, request->lang);
      const char *to = ent_text_get (&relation->to->thing.name, request->lang);
      if (!ent_text_is_empty (&thing->name))
        {
          g_autofree char *bare = g_steal_pointer (&title);
          title = g_strconcat (from,
                               type->directed ? " → " : " – ",
                               to,
                               ent_word ("colon", request->lang),
                               bare,
                               NULL);
        }
    }
  span.title = g_steal_pointer (&title);
  span.date = type == NULL ? ent_date_format (start->edtf, ENT_DATE_SHORT, request->lang)
                           : date_text (start, end, request->lang);
  g_array_append_val (timeline->spans, span);
}

static void
collect (Timeline *timeline)
{
  const EntDossier *dossier = timeline->request->dossier;
  const GPtrArray *events = ent_dossier_events (dossier);
  const GPtrArray *relations = ent_dossier_relations (dossier);
  const GPtrArray *types = ent_dossier_relation_types (dossier);
  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *event = events->pdata[i];
      add_span (timeline, &event->thing, NULL, &event->when, &event->when);
    }
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      add_span (timeline, &relation->thing, relation->type, &relation->start, &relation->end);
    }
  Lane lane = { 0 };
  g_array_append_val (timeline->lanes, lane);
  for (guint i = 0; i < types->len; i++)
    {
      lane.type = types->pdata[i];
      g_array_append_val (timeline->lanes, lane);
    }
}

static void
make_axis (Timeline *timeline, const EntRect *plot)
{
  guint n = timeline->spans->len;
  g_autofree double (*ranges)[2] = (double (*)[2])g_new (double, 2 * n);
  for (guint i = 0; i < n; i++)
    {
      const Span *span = &g_array_index (timeline->spans, Span, i);
      ranges[i][0] = span->first;
      ranges[i][1] = span->last;
    }
  EntCamera camera = timeline->request->fit ? ENT_CAMERA_FIT : timeline->request->camera;
  timeline->axis = ent_time_axis_new (
      (const double (*)[2])ranges, n, plot, pt (timeline, ARROW_PT + 6), camera);
}

static void
shorten (const Timeline *timeline, Span *span, double room)
{
  EntTextStyle text = ent_request_text (&timeline->scaled, TEXT_PT, 600);
  EntTextStyle small = ent_request_text (&timeline->scaled, DATE_PT, 400);
  double date = ent_text_measure (span->date, &small).width + pt (timeline, 5);
  double widest = MIN (room - date, pt (timeline, LABEL_WIDTH_PT));
  g_free (span->label);
  span->label = ent_text_shorten (span->title, &text, MAX (widest, pt (timeline, 12)));
  span->label_width = ent_text_measure (span->label, &text).width + date;
}

/* The label of a pale bar stands on it if it fits, else behind it, else before it; where none has
 * room for all of it, it is shortened to the roomiest. */
static void
place_label (const Timeline *timeline, Span *span)
{
  const EntRect *plot = &timeline->axis->plot;
  double gap = pt (timeline, 4), inset = pt (timeline, 5), end = plot->x + plot->width;
  double left = MAX (span->x0, plot->x), right = MIN (span->x1, end);
  double on = span->is_dot || span->exact ? 0 : right - left - 2 * inset;
  double behind = end - span->x1 - gap, before = span->x0 - gap - plot->x;
  shorten (timeline, span, plot->width);
  if (span->x1 < plot->x || span->x0 > end)
    {
      span->text_x = span->x1 + gap; /* out of sight with its bar */
      return;
    }
  if (span->label_width > MAX (on, MAX (behind, before)))
    shorten (timeline, span, MAX (on, MAX (behind, before)));
  if (span->label_width <= on)
    span->text_x = left + inset;
  else if (span->label_width <= behind)
    span->text_x = span->x1 + gap;
  else
    span->text_x = MAX (span->x0 - gap - span->label_width, plot->x);
}

static void
place_span (const Timeline *timeline, Span *span)
{
  const EntRect *plot = &timeline->axis->plot;
  double end = plot->x + plot->width;
  span->x0 = span->open_start ? plot->x : ent_time_axis_x (timeline->axis, span->first);
  span->x1 = span->open_end ? end : ent_time_axis_x (timeline->axis, span->last);
  if (span->open_start)
    span->x0 = MIN (span->x0, span->x1 - pt (timeline, 3 * ARROW_PT));
  span->is_dot = span->x1 - span->x0 < pt (timeline, SHORTEST_PT);
  if (span->is_dot)
    {
      double middle = (span->x0 + span->x1) / 2, radius = pt (timeline, DOT_PT);
      span->x0 = middle - radius;
      span->x1 = middle + radius;
    }
  place_label (timeline, span);
  span->left = MIN (span->x0, span->text_x);
  span->right = MAX (span->x1, span->text_x + span->label_width);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const Span *left = *(const Span *const *)a, *right = *(const Span *const *)b;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  if (left->last != right->last)
    return left->last > right->last ? -1 : 1;
  return left < right ? -1 : left > right; /* file order */
}

static gboolean
is_free (const GPtrArray *placed, const Span *span, guint row, double gap)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const Span *other = placed->pdata[i];
      if (other->row == row && span->left < other->right + gap && other->left < span->right + gap)
        return FALSE;
    }
  return TRUE;
}

static void
pack_lane (Timeline *timeline, Lane *lane)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new (), placed = g_ptr_array_new ();
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      Span *span = &g_array_index (timeline->spans, Span, i);
      if (span->type == lane->type)
        g_ptr_array_add (members, span);
    }
  g_ptr_array_sort (members, by_time);
  lane->rows = 0;
  for (guint i = 0; i < members->len; i++)
    {
      Span *span = members->pdata[i];
      for (span->row = 0; !is_free (placed, span, span->row, pt (timeline, 6));)
        span->row++;
      g_ptr_array_add (placed, span);
      lane->rows = MAX (lane->rows, span->row + 1);
    }
}

static void
pack (Timeline *timeline)
{
  double y = pt (timeline, TOP_PT);
  for (guint i = 0; i < timeline->spans->len; i++)
    place_span (timeline, &g_array_index (timeline->spans, Span, i));
  for (guint i = 0; i < timeline->lanes->len; i++)
    {
      Lane *lane = &g_array_index (timeline->lanes, Lane, i);
      pack_lane (timeline, lane);
      lane->y = y;
      if (lane->rows > 0)
        y += pt (timeline, HEAD_PT + lane->rows * ROW_PT + LANE_GAP_PT);
    }
  timeline->height = y;
}

static Timeline *
lay_out (const EntViewRequest *request, double text_scale, double height)
{
  g_autoptr (Timeline) timeline = g_new0 (Timeline, 1);
  timeline->request = request;
  timeline->scaled = *request;
  timeline->scaled.text_scale = text_scale;
  timeline->spans = g_array_new (FALSE, TRUE, sizeof (Span));
  g_array_set_clear_func (timeline->spans, clear_span);
  timeline->lanes = g_array_new (FALSE, TRUE, sizeof (Lane));
  collect (timeline);
  if (timeline->spans->len == 0)
    return g_steal_pointer (&timeline);
  double margin = MIN (pt (timeline, MARGIN_PT), request->width * 0.04);
  double axis_height = ent_time_axis_height (&timeline->scaled);
  EntRect plot = ENT_RECT (margin, 0, request->width - 2 * margin, MAX (height - axis_height, 1));
  make_axis (timeline, &plot);
  pack (timeline);
  return g_steal_pointer (&timeline);
}

static EntStyle
style_of (const Timeline *timeline, const Span *span)
{
  const EntTheme *theme = timeline->request->theme;
  EntColour strong = theme->ink, fill = theme->muted;
  if (span->type != NULL)
    {
      strong = theme->category_line[span->type->colour % ENT_N_CATEGORIES];
      fill = theme->category[span->type->colour % ENT_N_CATEGORIES];
    }
  EntStyle style = { .fill = strong, .stroke = strong, .stroke_width = 0.8 * ENT_UNITS_PER_PT };
  if (!span->exact && !span->is_dot)
    style.fill = ent_colour_mix (fill, theme->paper, 0.72);
  if (span->thing->modality == ENT_MODALITY_REPORTED && !span->exact)
    style.stroke = ENT_COLOUR_NONE;
  else if (span->exact && !span->is_dot)
    style.stroke = ENT_COLOUR_NONE;
  ent_style_set_modality (&style, span->thing->modality, theme);
  if (span->thing->modality != ENT_MODALITY_REPORTED)
    style.fill = span->is_dot ? theme->paper : ent_colour_mix (fill, theme->paper, 0.86);
  if (!ent_thing_is_cited (span->thing))
    {
      style.hatched = TRUE;
      style.fill = theme->paper;
      style.stroke = strong;
    }
  style.fade_start = span->uncertain_start && !span->is_dot ? FADE : 0;
  style.fade_end = span->uncertain_end && !span->is_dot ? FADE : 0;
  return style;
}

static void
draw_open_end (const Timeline *timeline,
               EntSceneBuilder *builder,
               int item,
               EntPoint base,
               int side,
               const EntStyle *bar)
{
  double half = pt (timeline, BAR_PT / 2), length = pt (timeline, ARROW_PT);
  EntStyle style = { .fill = bar->fill, .stroke = bar->stroke, .stroke_width = bar->stroke_width };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, base.x, base.y - half);
  ent_path_line_to (path, base.x + side * length, base.y);
  ent_path_line_to (path, base.x, base.y + half);
  ent_path_close (path);
  ent_scene_builder_path (builder, ENT_LAYER_NODE, item, path, &style);
}

static void
draw_bar (const Timeline *timeline, EntSceneBuilder *builder, int item, const Span *span, double y)
{
  EntStyle style = style_of (timeline, span);
  if (span->is_dot)
    {
      ent_scene_builder_disc (builder,
                              ENT_LAYER_NODE,
                              item,
                              (span->x0 + span->x1) / 2,
                              y,
                              (span->x1 - span->x0) / 2,
                              &style);
      return;
    }
  double arrow = pt (timeline, ARROW_PT), half = pt (timeline, BAR_PT / 2);
  double x0 = span->x0 + (span->open_start ? arrow : 0);
  double x1 = MAX (span->x1 - (span->open_end ? arrow : 0), x0 + 1);
  if (span->open_start)
    draw_open_end (timeline, builder, item, (EntPoint){ x0, y }, -1, &style);
  if (span->open_end)
    {
      draw_open_end (timeline, builder, item, (EntPoint){ x1, y }, 1, &style);
      style.fade_end = 0;
    }
  EntRect box = ENT_RECT (x0, y - half, x1 - x0, 2 * half);
  gboolean square = span->open_start || span->open_end;
  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, item, &box, square ? 0 : pt (timeline, 2), &style);
}

static void
draw_span (const Timeline *timeline, EntSceneBuilder *builder, const Span *span, double y)
{
  const EntViewRequest *request = timeline->request;
  const EntTheme *theme = request->theme;
  int item = ent_view_add_item (builder, request, span->thing, span->type == NULL ? 0.7 : 0.4);
  draw_bar (timeline, builder, item, span, y);
  EntTextStyle text = ent_request_text (&timeline->scaled, TEXT_PT, 600);
  EntTextStyle small = ent_request_text (&timeline->scaled, DATE_PT, 400);
  EntTextSize size = ent_text_measure (span->label, &text);
  double baseline = y + (size.ascent - size.descent) / 2;
  EntStyle none = { 0 };
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          item,
                          span->text_x,
                          baseline,
                          span->label,
                          &text,
                          theme->ink,
                          &none);
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          item,
                          span->text_x + size.width + pt (timeline, 5),
                          baseline,
                          span->date,
                          &small,
                          theme->muted,
                          &none);
}

static void
draw_lane (const Timeline *timeline, EntSceneBuilder *builder, const Lane *lane, double offset)
{
  const EntViewRequest *request = timeline->request;
  const EntTheme *theme = request->theme;
  if (lane->rows == 0)
    return;
  g_autofree char *name = lane->type != NULL ? ent_thing_title (&lane->type->thing, request->lang)
                                             : g_strdup (ent_word ("events", request->lang));
  EntColour colour
      = lane->type != NULL ? ent_colour_against (
            theme->category_line[lane->type->colour % ENT_N_CATEGORIES], theme->paper, 4.5)
                           : theme->muted;
  EntTextStyle head = ent_request_text (&timeline->scaled, 6.8, 600);
  EntStyle none = { 0 };
  double top = lane->y + offset;
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          ENT_NO_ITEM,
                          timeline->axis->plot.x,
                          top + pt (timeline, HEAD_PT - 5),
                          name,
                          &head,
                          colour,
                          &none);
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      const Span *span = &g_array_index (timeline->spans, Span, i);
      double y = top + pt (timeline, HEAD_PT + (span->row + 0.5) * ROW_PT);
      if (span->type == lane->type)
        draw_span (timeline, builder, span, y);
    }
}

static Timeline *
shrink_to_fit (const EntViewRequest *request)
{
  double smallest = MIN (request->text_scale, 6 / DATE_PT);
  g_autoptr (Timeline) timeline = lay_out (request, request->text_scale, request->height);
  for (double scale = request->text_scale; scale > smallest;)
    {
      if (timeline->height + ent_time_axis_height (&timeline->scaled) <= request->height)
        break;
      scale = MAX (scale * 0.96, smallest);
      g_clear_pointer (&timeline, free_timeline);
      timeline = lay_out (request, scale, request->height);
    }
  return g_steal_pointer (&timeline);
}

/**
 * ent_timeline_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height of all rows and the axis at the request's width and text scale
 */
double
ent_timeline_view_height (const EntViewRequest *request)
{
  g_autoptr (Timeline) timeline = lay_out (request, request->text_scale, 1000);
  return timeline->height + ent_time_axis_height (request);
}

static void
add_notes (const Timeline *timeline, EntSceneBuilder *builder)
{
  if (timeline->undated == 0)
    return;
  g_autofree char *note = ent_word_count ("undated", timeline->undated, timeline->request->lang);
  ent_scene_builder_add_note (builder, note);
}

/**
 * ent_timeline_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed
 * @error: where to put an error
 *
 * Draws the timeline.  The camera's zoom stretches time alone; the rows scroll above the axis when
 * there are more than fit.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_timeline_view_build (const EntViewRequest *request,
                         EntSceneBuilder *builder,
                         GCancellable *cancellable,
                         GError **error)
{
  static const char *const known[] = { NULL };
  if (!ent_request_check_options (request, known, error))
    return FALSE;
  g_autoptr (Timeline) timeline = request->fit
                                      ? shrink_to_fit (request)
                                      : lay_out (request, request->text_scale, request->height);
  if (timeline->spans->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  double axis_height = ent_time_axis_height (&timeline->scaled);
  if (request->fit && timeline->height + axis_height > request->height + 0.5)
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_SIZE,
                   _ ("The timeline needs a height of %.0f units (%.0f mm) at this width with text "
                      "of 6 pt; found %.0f"),
                   timeline->height + axis_height,
                   (timeline->height + axis_height) / ENT_UNITS_PER_MM,
                   request->height);
      return FALSE;
    }
  EntRect frame = ENT_RECT (0, 0, request->width, timeline->axis->plot.height);
  double offset = request->fit ? 0 : request->camera.y * frame.height;
  const EntTimeSegment *segments = (const EntTimeSegment *)(gpointer)timeline->axis->segments->data;
  double left = segments[0].x0, right = segments[timeline->axis->segments->len - 1].x1;
  EntRect content = ENT_RECT (left, offset, right - left, timeline->height);
  ent_scene_builder_set_camera (
      builder, request->camera, &frame, ENT_MOVES_X | ENT_ZOOMS_X | ENT_MOVES_Y | ENT_FADES);
  ent_scene_builder_set_content (builder, &content);
  for (guint i = 0; i < timeline->lanes->len; i++)
    draw_lane (timeline, builder, &g_array_index (timeline->lanes, Lane, i), offset);
  ent_time_axis_draw (timeline->axis, &timeline->scaled, builder);
  add_notes (timeline, builder);
  return TRUE;
}

/* The timeline: events and, by type or by actor, relations, each as long as its date may mean.
 * What is known to the day is solid, what is known to a month or a year is pale and fades at its
 * ends, more so when that is doubtful, and what goes on has an arrow. */
#include "views/timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* No text of a figure is smaller. */
#define SMALLEST_PT 6.0
/* Between the text size that was asked for and the smallest one, so many sizes are tried. */
#define N_SIZES 4
/* Height of a row without labels, and where that is too much. */
#define THIN_PT 5.0
#define THINNEST_PT 3.0

static void
clear_span (gpointer data)
{
  EntTimeSpan *span = data;
  g_free (span->name);
  g_free (span->brief);
  g_free (span->date);
  g_strfreev (span->lines);
}

static void
clear_lane (gpointer data)
{
  g_free (((EntTimeLane *)data)->name);
  g_strfreev (((EntTimeLane *)data)->heading);
}

static void
free_timeline (EntTimeline *timeline)
{
  g_clear_pointer (&timeline->axis, ent_time_axis_free);
  g_array_unref (timeline->lists);
  g_array_unref (timeline->spans);
  g_array_unref (timeline->lanes);
  g_free (timeline);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTimeline, free_timeline)

/**
 * ent_timeline_pt:
 * @timeline: a timeline
 * @points: a length on paper
 *
 * Returns: the length in figure units, with the text scale that is tried
 */
double
ent_timeline_pt (const EntTimeline *timeline, double points)
{
  return ent_request_pt (&timeline->scaled, points);
}

/**
 * ent_timeline_text:
 * @request: with the text scale that is tried
 * @points: size on paper at text scale 1
 * @weight: 400 or 600
 *
 * Returns: a text style; in a figure, of 6 pt at least
 */
EntTextStyle
ent_timeline_text (const EntViewRequest *request, double points, int weight)
{
  EntTextStyle text = ent_request_text (request, points, weight);
  if (request->fit)
    text.size = MAX (text.size, SMALLEST_PT * ENT_UNITS_PER_PT);
  return text;
}

static EntTimeline *
collect (const EntViewRequest *request, GError **error)
{
  g_autoptr (EntTimeline) timeline = g_new0 (EntTimeline, 1);
  timeline->request = request;
  timeline->scaled = *request;
  timeline->spans = g_array_new (FALSE, TRUE, sizeof (EntTimeSpan));
  g_array_set_clear_func (timeline->spans, clear_span);
  timeline->lanes = g_array_new (FALSE, TRUE, sizeof (EntTimeLane));
  g_array_set_clear_func (timeline->lanes, clear_lane);
  timeline->lists = g_array_new (FALSE, TRUE, sizeof (EntTimeList));
  timeline->labelled_events = G_MAXUINT;
  timeline->thin_pt = THIN_PT;
  return ent_timeline_collect (timeline, error) ? g_steal_pointer (&timeline) : NULL;
}

static double
whole_height (const EntTimeline *timeline)
{
  return timeline->height + ent_time_ticks_height (&timeline->scaled);
}

static gboolean
has_room (EntTimeline *timeline)
{
  ent_timeline_pack (timeline);
  return whole_height (timeline) <= timeline->request->height + 0.5;
}

/* From the size that was asked for down to the smallest. */
static gboolean
shrink (EntTimeline *timeline)
{
  double wanted = timeline->request->text_scale;
  double least = MIN (wanted, SMALLEST_PT / ENT_TIMELINE_NAME_PT);
  for (int i = 0; i < N_SIZES; i++)
    {
      timeline->scaled.text_scale = wanted + (least - wanted) * i / (N_SIZES - 1);
      if (has_room (timeline))
        return TRUE;
    }
  return FALSE;
}

/* As many events labelled as there is room for, the best supported ones. */
static gboolean
label_some (EntTimeline *timeline)
{
  guint fewest = 0, most = timeline->spans->len;
  while (fewest < most)
    {
      timeline->labelled_events = (fewest + most + 1) / 2;
      if (has_room (timeline))
        fewest = timeline->labelled_events;
      else
        most = timeline->labelled_events - 1;
    }
  timeline->labelled_events = fewest;
  return has_room (timeline);
}

static gboolean
labels_most_events (const EntTimeline *timeline)
{
  guint n_events = 0;
  for (guint i = 0; i < timeline->spans->len; i++)
    n_events += g_array_index (timeline->spans, EntTimeSpan, i).relation == NULL;
  return 2 * timeline->labelled_events >= n_events;
}

/* Everything labelled; else relations in narrow rows; else fewer events labelled; rather than only
 * a few, narrow rows as narrow as can be. */
static gboolean
fit (EntTimeline *timeline)
{
  if (shrink (timeline))
    return TRUE;
  timeline->thin_relations = TRUE;
  if (shrink (timeline) || (label_some (timeline) && labels_most_events (timeline)))
    return TRUE;
  timeline->thin_pt = THINNEST_PT;
  return label_some (timeline);
}

/**
 * ent_timeline_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height at the request's width and text scale with everything labelled; if that is
 *          more than the width, with relations labelled only where that takes no rows of its own
 */
double
ent_timeline_view_height (const EntViewRequest *request)
{
  EntViewRequest figure = *request;
  figure.fit = TRUE;
  g_autoptr (EntTimeline) timeline = collect (&figure, NULL);
  if (timeline == NULL || timeline->spans->len == 0)
    return 0;
  ent_timeline_pack (timeline);
  if (whole_height (timeline) <= request->width)
    return whole_height (timeline);
  timeline->thin_relations = TRUE;
  ent_timeline_pack (timeline);
  return whole_height (timeline);
}

static void
add_notes (const EntTimeline *timeline, EntSceneBuilder *builder)
{
  const char *lang = timeline->request->lang;
  g_autofree char *undated = ent_word_count ("undated", timeline->undated, lang);
  g_autofree char *unlabelled = ent_word_count ("unlabelled", timeline->unlabelled, lang);
  if (timeline->undated > 0)
    ent_scene_builder_add_note (builder, undated);
  if (timeline->unlabelled > 0)
    ent_scene_builder_add_note (builder, unlabelled);
}

/* The frame is the plot, which the axis and everything along it are looked at through. */
static void
set_camera (const EntTimeline *timeline, EntCamera camera, EntSceneBuilder *builder)
{
  const EntTimeAxis *axis = timeline->axis;
  const EntTimeSegment *segments = (const EntTimeSegment *)(gpointer)axis->segments->data;
  double left = ent_time_axis_look (axis, segments[0].x0, camera);
  double right = ent_time_axis_look (axis, segments[axis->segments->len - 1].x1, camera);
  EntRect content = ENT_RECT (left, camera.y * axis->plot.height, right - left, timeline->height);
  ent_scene_builder_set_camera (
      builder, camera, &axis->plot, ENT_MOVES_X | ENT_ZOOMS_X | ENT_MOVES_Y | ENT_FADES);
  ent_scene_builder_set_content (builder, &content);
}

/**
 * ent_timeline_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed
 * @error: where to put an error
 *
 * Draws the timeline.  The camera's zoom stretches time alone; the rows scroll above the axis when
 * there are more than fit.  The option “lanes” gathers relations by "type" or by "actor".  Errors:
 * #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_timeline_view_build (const EntViewRequest *request,
                         EntSceneBuilder *builder,
                         GCancellable *cancellable,
                         GError **error)
{
  static const char *const known[] = { "lanes", NULL };
  if (!ent_request_check_options (request, known, error))
    return FALSE;
  g_autoptr (EntTimeline) timeline = collect (request, error);
  if (timeline == NULL)
    return FALSE;
  if (timeline->spans->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  EntCamera camera = request->fit ? ENT_CAMERA_FIT : request->camera;
  if (!request->fit)
    ent_timeline_pack (timeline);
  else if (!fit (timeline))
    {
      double needed = whole_height (timeline);
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_SIZE,
                   _ ("The timeline needs a height of %.0f units (%.0f mm) at this width with text "
                      "of 6 pt; found %.0f"),
                   needed,
                   needed / ENT_UNITS_PER_MM,
                   request->height);
      return FALSE;
    }
  set_camera (timeline, camera, builder);
  ent_timeline_draw (timeline, camera, builder);
  ent_time_ticks_draw (timeline->axis, &timeline->scaled, camera, builder);
  add_notes (timeline, builder);
  return TRUE;
}

#include <math.h>
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "views/timeline-private.h"

static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };

static EntDossier *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EntDossier *dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

/* Every shipped dossier that has something dated. (element-type EntDossier) */
static GPtrArray *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = ent_data_path ("dossiers");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  GPtrArray *dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_dossier_unref);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (!g_str_has_suffix (name, ".dossier"))
        continue;
      EntDossier *dossier = load (path);
      if (ent_view_is_supported (dossier, ENT_VIEW_TIMELINE))
        g_ptr_array_add (dossiers, dossier);
      else
        ent_dossier_unref (dossier);
    }
  g_assert_cmpuint (dossiers->len, >, 0);
  return dossiers;
}

static GPtrArray *
timelines_of (const EntDossier *dossier)
{
  const GPtrArray *views = ent_dossier_views (dossier);
  GPtrArray *timelines = g_ptr_array_new ();
  for (guint i = 0; i < views->len; i++)
    if (((const EntView *)views->pdata[i])->kind == ENT_VIEW_TIMELINE)
      g_ptr_array_add (timelines, views->pdata[i]);
  return timelines;
}

static EntDossier *
parse (const char *events, const char *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"t\", \"title\": \"\","
      "\"documents\": [{\"id\": \"d\", \"title\": \"D\"}],"
      "\"passages\": [{\"id\": \"p\", \"document\": \"d\", \"digest\": \"P\"}],"
      "\"events\": [%s],"
      "\"views\": [{\"id\": \"v\", \"kind\": \"timeline\", \"title\": \"\", \"options\": %s}]}",
      events,
      options);
  EntDossier *dossier = ent_dossier_parse (text, strlen (text), "test", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

/* A view with the option, to look at another dossier with. */
static EntDossier *
parse_lanes (const char *value)
{
  g_autofree char *options = g_strdup_printf ("{\"lanes\": \"%s\"}", value);
  return parse ("", options);
}

static EntDossier *
load_summits (void)
{
  g_autofree char *path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  return load (path);
}

static EntViewRequest
request_for (const EntDossier *dossier)
{
  return (EntViewRequest){ .dossier = dossier,
                           .kind = ENT_VIEW_TIMELINE,
                           .lang = "en",
                           .theme = ent_theme_get (ENT_THEME_LIGHT),
                           .width = 1100,
                           .height = 700,
                           .text_scale = 1,
                           .camera = ENT_CAMERA_FIT };
}

static EntScene *
build (const EntViewRequest *request)
{
  g_autoptr (GError) error = NULL;
  EntScene *scene = ent_view_build (request, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (scene);
  return scene;
}

static const EntMark *
find_text (const EntScene *scene, const char *string)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->kind == ENT_MARK_TEXT && g_str_equal (mark->text.string, string))
        return mark;
    }
  return NULL;
}

static const EntMark *
find_mark (const EntScene *scene, const char *id, EntMarkKind kind)
{
  int item = ent_scene_find_item (scene, id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind == kind)
        return mark;
    }
  return NULL;
}

/* What is seen of a mark. */
static EntRect
seen (const EntScene *scene, const EntMark *mark)
{
  EntRect frame = mark->clip != NULL
                      ? *mark->clip
                      : ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  double x0 = MAX (frame.x, mark->bounds.x), y0 = MAX (frame.y, mark->bounds.y);
  double x1 = MIN (frame.x + frame.width, mark->bounds.x + mark->bounds.width);
  double y1 = MIN (frame.y + frame.height, mark->bounds.y + mark->bounds.height);
  return x1 > x0 && y1 > y0 ? ENT_RECT (x0, y0, x1 - x0, y1 - y0) : ENT_RECT_EMPTY;
}

/* A text is on nothing of other things: no text, no bar, no line. */
static void
check_text (const EntScene *scene, const EntMark *text, const char *what)
{
  EntRect own = seen (scene, text);
  if (ent_rect_is_empty (&own))
    return;
  EntRect inner = ent_rect_inset (&own, 0.5, 0.5);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *other = ent_scene_mark (scene, i);
      EntRect rect = seen (scene, other);
      if (other == text || ent_rect_is_empty (&rect) || !ent_rect_intersects (&inner, &rect))
        continue;
      if (other->kind == ENT_MARK_TEXT)
        g_test_fail_printf ("%s: “%s” over “%s”", what, text->text.string, other->text.string);
      else if (other->item != ENT_NO_ITEM && text->item != other->item)
        g_test_fail_printf (
            "%s: “%s” over %s", what, text->text.string, ent_scene_item (scene, other->item)->id);
    }
}

static void
check_scene (const EntScene *scene, const char *what, gboolean fit)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->kind != ENT_MARK_TEXT)
        continue;
      check_text (scene, mark, what);
      const EntRect *b = &mark->bounds;
      gboolean moves = mark->layer != ENT_LAYER_FRAME && !fit;
      if (!moves
          && (b->x < -0.5 || b->x + b->width > ent_scene_width (scene) + 0.5 || b->y < -0.5
              || b->y + b->height > ent_scene_height (scene) + 0.5))
        g_test_fail_printf ("%s: “%s” is cut off", what, mark->text.string);
      if (fit)
        g_assert_cmpfloat (mark->text.style.size, >=, 6 * ENT_UNITS_PER_PT - 0.01);
    }
}

static void
test_labels (void)
{
  static const struct
  {
    double width, height;
    gboolean fit;
    EntCamera camera;
  } cases[] = {
    { 1100, 700, FALSE, { 1, 0, 0 } },   { 1600, 900, FALSE, { 1, 0, 0 } },
    { 700, 500, FALSE, { 1, 0, 0 } },    { 700, 500, FALSE, { 1, 0, -0.7 } },
    { 1100, 700, FALSE, { 6, 2.2, 0 } }, { 1100, 700, FALSE, { 0.4, 0.1, -0.3 } },
    { 691, 453, TRUE, { 1, 0, 0 } },     { 336, 400, TRUE, { 1, 0, 0 } },
  };
  g_autoptr (GPtrArray) dossiers = load_shipped (), lanes = g_ptr_array_new ();
  g_autoptr (EntDossier) by_type = parse_lanes ("type"), by_actor = parse_lanes ("actor");
  g_ptr_array_add (lanes, ent_dossier_views (by_type)->pdata[0]);
  g_ptr_array_add (lanes, ent_dossier_views (by_actor)->pdata[0]);
  for (guint d = 0; d < dossiers->len; d++)
    {
      /* As the dossier saves it, and everything there is. */
      g_autoptr (GPtrArray) views = timelines_of (dossiers->pdata[d]);
      g_ptr_array_extend (views, lanes, NULL, NULL);
      for (guint v = 0; v < views->len; v++)
        for (guint lang = 0; lang < G_N_ELEMENTS (langs); lang++)
          for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
            {
              if (cases[i].fit && v + lanes->len >= views->len)
                continue; /* more than a column of a journal holds */
              EntViewRequest request = request_for (dossiers->pdata[d]);
              request.view = views->pdata[v];
              request.lang = langs[lang];
              request.width = cases[i].width;
              request.height = cases[i].height;
              request.fit = cases[i].fit;
              request.camera = cases[i].camera;
              g_autoptr (EntScene) scene = build (&request);
              g_autofree char *what = g_strdup_printf ("%s view %u %s %.0f×%.0f zoom %.1f",
                                                       ent_dossier_id (request.dossier),
                                                       v,
                                                       langs[lang],
                                                       request.width,
                                                       request.height,
                                                       request.camera.zoom);
              check_scene (scene, what, request.fit);
            }
    }
}

/* Neither panning nor zooming in moves a row. */
static void
test_rows (void)
{
  static const EntCamera cameras[]
      = { { 1, 0.3, 0 }, { 1, -0.6, 0 }, { 5, 1.4, 0 }, { 40, -9, 0 } };
  g_autoptr (GPtrArray) dossiers = load_shipped ();
  for (guint d = 0; d < dossiers->len; d++)
    {
      EntViewRequest request = request_for (dossiers->pdata[d]);
      g_autoptr (EntScene) still = build (&request);
      for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
        {
          request.camera = cameras[i];
          g_autoptr (EntScene) moved = build (&request);
          g_assert_cmpuint (ent_scene_n_items (moved), ==, ent_scene_n_items (still));
          for (guint item = 0; item < ent_scene_n_items (still); item++)
            {
              EntRect a = ent_scene_item_bounds (still, item);
              EntRect b = ent_scene_item_bounds (moved, item);
              g_assert_cmpfloat_with_epsilon (a.y + a.height / 2, b.y + b.height / 2, 0.01);
            }
        }
    }
}

/* Zoomed in, a label stays in sight with its own bar, and out of sight without. */
static void
test_sticking (void)
{
  g_autoptr (EntDossier) dossier = parse (
      "{\"id\": \"year\", \"name\": \"Year\", \"date\": \"2019~\", \"evidence\": [\"p\"]},"
      "{\"id\": \"day\", \"name\": \"Day\", \"date\": \"2019-03-01\", \"evidence\": [\"p\"]}",
      "{}");
  EntViewRequest request = request_for (dossier);
  for (double x = -6; x <= 6; x += 0.5)
    {
      request.camera = (EntCamera){ 10, x, 0 };
      g_autoptr (EntScene) scene = build (&request);
      EntRect frame = ent_scene_frame (scene);
      const EntMark *text = find_text (scene, "Year");
      const EntMark *bar = find_mark (scene, "event:year", ENT_MARK_BOX);
      g_assert_cmpfloat (text->bounds.x, >=, bar->bounds.x);
      g_assert_cmpfloat (
          text->bounds.x + text->bounds.width, <=, bar->bounds.x + bar->bounds.width);
      if (bar->bounds.x < frame.x && bar->bounds.x + bar->bounds.width > frame.x + 200)
        g_assert_cmpfloat_with_epsilon (text->bounds.x, frame.x, 12);
      text = find_text (scene, "Day");
      bar = find_mark (scene, "event:day", ENT_MARK_BOX);
      g_assert_cmpfloat_with_epsilon (text->bounds.x, bar->bounds.x + bar->bounds.width, 12);
    }
}

static void
test_axis (void)
{
  static const struct
  {
    double ranges[4][2];
    guint n, segments;
    double width, gap;
  } cases[] = {
    { { { 0, 365 } }, 1, 1, 500, 60 },
    { { { 0, 1 } }, 1, 1, 500, 60 },
    { { { 0, 30 }, { 60, 90 } }, 2, 2, 500, 60 },
    { { { 0, 300 }, { 310, 600 } }, 2, 1, 500, 60 },
    { { { 4000, 4100 }, { 0, 10 }, { 3, 20 }, { 900, 901 } }, 4, 3, 500, 60 },
    { { { 0, 1 }, { 100, 101 }, { 10000, 10001 }, { 999999, 1000000 } }, 4, 4, 900, 60 },
    { { { 0, 1 }, { 100, 101 }, { 10000, 10001 }, { 999999, 1000000 } }, 4, 1, 60, 60 },
    { { { 0, 10 }, { 16, 26 } }, 2, 2, 100, 10 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntRect plot = ENT_RECT (20, 0, cases[i].width, 100);
      g_autoptr (EntTimeAxis) axis = ent_time_axis_new (
          cases[i].ranges, cases[i].n, &plot, (EntTimePads){ 12, 12, 12 }, cases[i].gap);
      g_assert_cmpuint (axis->segments->len, ==, cases[i].segments);
      double end = plot.x, day = -INFINITY;
      for (guint s = 0; s < axis->segments->len; s++)
        {
          const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, s);
          g_assert_cmpfloat (segment->first, >, day);
          g_assert_cmpfloat (segment->x0, >=, end);
          g_assert_cmpfloat_with_epsilon (
              segment->x1 - segment->x0, (segment->last - segment->first) * axis->per_day, 0.001);
          end = segment->x1;
          day = segment->last;
        }
      g_assert_cmpfloat (end, <=, plot.x + plot.width + 0.01);
      double before = -INFINITY;
      for (double at = -50; at < 1000050; at += 7)
        {
          double x = ent_time_axis_x (axis, at, ENT_CAMERA_FIT);
          g_assert_cmpfloat (x, >=, before);
          before = x;
        }
    }
}

/* What goes on has room for its arrow: at the ends of the axis more than beside a break. */
static void
test_padding (void)
{
  static const double ranges[2][2] = { { 0, 100 }, { 4000, 4100 } };
  EntRect plot = ENT_RECT (20, 0, 500, 100);
  g_autoptr (EntTimeAxis) axis
      = ent_time_axis_new (ranges, 2, &plot, (EntTimePads){ 30, 20, 10 }, 60);
  const EntTimeSegment *s = (const EntTimeSegment *)(gpointer)axis->segments->data;
  g_assert_cmpfloat_with_epsilon ((0 - s[0].first) * axis->per_day, 30, 0.01);
  g_assert_cmpfloat_with_epsilon ((s[0].last - 100) * axis->per_day, 10, 0.01);
  g_assert_cmpfloat_with_epsilon ((4000 - s[1].first) * axis->per_day, 10, 0.01);
  g_assert_cmpfloat_with_epsilon ((s[1].last - 4100) * axis->per_day, 20, 0.01);
}

static void
test_break (void)
{
  static const struct
  {
    const char *dates[2], *lang, *label;
  } cases[] = {
    { { "2019", "2025" }, "en", "2020–2024" },
    { { "2019", "2025" }, "zh-Hans", "2020年至2024年" },
    { { "2024-02", "2024-09" }, "en", "Mar – Aug 2024" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *events
          = g_strdup_printf ("{\"id\": \"a\", \"name\": \"A\", \"date\": \"%s\"},"
                             "{\"id\": \"b\", \"name\": \"B\", \"date\": \"%s\"}",
                             cases[i].dates[0],
                             cases[i].dates[1]);
      g_autoptr (EntDossier) dossier = parse (events, "{}");
      EntViewRequest request = request_for (dossier);
      request.lang = cases[i].lang;
      g_autoptr (EntScene) scene = build (&request);
      const EntMark *label = find_text (scene, cases[i].label);
      g_assert_nonnull (label);
      const EntMark *a = find_mark (scene, "event:a", ENT_MARK_BOX);
      const EntMark *b = find_mark (scene, "event:b", ENT_MARK_BOX);
      g_assert_cmpfloat (label->bounds.x, >, a->bounds.x + a->bounds.width);
      g_assert_cmpfloat (label->bounds.x + label->bounds.width, <, b->bounds.x);
    }
}

static void
test_lanes (void)
{
  g_autoptr (EntDossier) dossier = load_summits ();
  EntViewRequest request = request_for (dossier);
  static const struct
  {
    const char *lanes, *heading, *missing;
  } cases[] = { { "type", "Events", "United States" }, { "actor", "United States", "Events" } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) options = parse_lanes (cases[i].lanes);
      request.view = ent_dossier_views (options)->pdata[0];
      g_autoptr (EntScene) scene = build (&request);
      const EntMark *heading = find_text (scene, cases[i].heading);
      g_assert_nonnull (heading);
      g_assert_null (find_text (scene, cases[i].missing));
      /* It stays while its lane scrolls. */
      request.camera.y = -0.05;
      g_autoptr (EntScene) scrolled = build (&request);
      const EntMark *still = find_text (scrolled, cases[i].heading);
      g_assert_nonnull (still);
      g_assert_cmpfloat (still->bounds.y, >=, 0);
      g_assert_cmpfloat (still->bounds.y, <, heading->bounds.y + 1);
      request.camera.y = 0;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) options = parse_lanes ("place");
  request.view = ent_dossier_views (options)->pdata[0];
  g_assert_null (ent_view_build (&request, NULL, &error));
  g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "place"));
}

/* However small the figure, what is emphasised is named, and the rest is counted. */
static void
test_emphasis (void)
{
  g_autoptr (EntDossier) dossier = load_summits ();
  const EntEvent *event = g_ptr_array_index (ent_dossier_events (dossier), 13);
  const EntRelation *relation = g_ptr_array_index (ent_dossier_relations (dossier), 28);
  const char *chosen[] = { event->thing.mark_id, relation->thing.mark_id, NULL };
  EntViewRequest request = request_for (dossier);
  request.width = 336;
  request.height = 400;
  request.fit = TRUE;
  request.emphasis = chosen;
  request.camera = (EntCamera){ 3, 0.5, 0.5 };
  g_autoptr (EntScene) scene = build (&request);
  g_assert_nonnull (find_mark (scene, chosen[0], ENT_MARK_TEXT));
  g_assert_nonnull (find_mark (scene, chosen[1], ENT_MARK_TEXT));
  gboolean told = FALSE;
  for (const char *const *note = ent_scene_notes (scene); *note != NULL; note++)
    told |= g_str_has_suffix (*note, "labels found no room");
  g_assert_true (told);
  /* A figure is not cropped by how it was looked at. */
  EntCamera camera = ent_scene_camera (scene);
  g_assert_cmpfloat (camera.zoom, ==, 1);
  g_assert_cmpfloat (camera.x, ==, 0);
}

static void
test_fades (void)
{
  static const struct
  {
    const char *date;
    double start, end;
  } cases[] = {
    { "2019-02-01/2019-06-30", 0, 0 },
    { "2019", ENT_TIMELINE_FADE_COARSE, ENT_TIMELINE_FADE_COARSE },
    { "2019-02", ENT_TIMELINE_FADE_COARSE, ENT_TIMELINE_FADE_COARSE },
    { "2019-02-01/2019-12", 0, ENT_TIMELINE_FADE_COARSE },
    { "2019~", ENT_TIMELINE_FADE, ENT_TIMELINE_FADE },
    { "2019?", ENT_TIMELINE_FADE, ENT_TIMELINE_FADE },
    { "2019-02-01/..", 0, ENT_TIMELINE_FADE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *events = g_strdup_printf (
          "{\"id\": \"a\", \"name\": \"A\", \"date\": \"%s\", \"evidence\": [\"p\"]},"
          "{\"id\": \"b\", \"name\": \"B\", \"date\": \"2019-12-31\", \"evidence\": [\"p\"]}",
          cases[i].date);
      g_autoptr (EntDossier) dossier = parse (events, "{}");
      EntViewRequest request = request_for (dossier);
      g_autoptr (EntScene) scene = build (&request);
      const EntMark *bar = find_mark (scene, "event:a", ENT_MARK_BOX);
      g_assert_nonnull (bar);
      g_assert_cmpfloat_with_epsilon (bar->style.fade_start, cases[i].start, 0.001);
      g_assert_cmpfloat_with_epsilon (bar->style.fade_end, cases[i].end, 0.001);
      gboolean open = g_str_has_suffix (cases[i].date, "..");
      g_assert_true ((find_mark (scene, "event:a", ENT_MARK_PATH) != NULL) == open);
    }
}

/* A plan of twenty years does not stretch a view of three: it goes on at both ends. */
static void
test_own_time (void)
{
  static const char *const events
      = "{\"id\": \"a\", \"name\": \"A\", \"date\": \"2014/2038\", \"evidence\": [\"p\"]},"
        "{\"id\": \"b\", \"name\": \"B\", \"date\": \"2019-06-01\", \"evidence\": [\"p\"]}";
  g_autoptr (EntDossier) dossier = parse (events, "{}, \"filter\": {\"time\": \"2018/2020\"}");
  EntViewRequest request = request_for (dossier);
  request.view = ent_dossier_views (dossier)->pdata[0];
  g_autoptr (EntScene) scene = build (&request);
  g_assert_nonnull (find_mark (scene, "event:a", ENT_MARK_PATH));
  guint n_years = 0;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->kind != ENT_MARK_TEXT || mark->item != ENT_NO_ITEM)
        continue;
      const guint64 year = g_ascii_strtoull (mark->text.string, NULL, 10);
      n_years += year > 2000;
      g_assert_true (year < 1900 || (year >= 2017 && year <= 2021));
    }
  g_assert_cmpuint (n_years, >=, 2);
}

/* The date of a list stands over it once. */
static void
test_list (void)
{
  g_autoptr (EntDossier) dossier = parse ("{\"id\": \"a\", \"name\": \"A\", \"date\": \"2025~\"},"
                                          "{\"id\": \"b\", \"name\": \"B\", \"date\": \"2025~\"},"
                                          "{\"id\": \"c\", \"name\": \"C\", \"date\": \"2025~\"}",
                                          "{}");
  EntViewRequest request = request_for (dossier);
  g_autoptr (EntScene) scene = build (&request);
  guint dates = 0;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      dates += mark->kind == ENT_MARK_TEXT && g_str_equal (mark->text.string, "c. 2025");
    }
  g_assert_cmpuint (dates, ==, 1);
  double x = find_text (scene, "c. 2025")->text.x, y = find_text (scene, "c. 2025")->text.y;
  for (const char *const *name = (const char *const[]){ "A", "B", "C", NULL }; *name != NULL;
       name++)
    {
      const EntMark *text = find_text (scene, *name);
      g_assert_cmpfloat_with_epsilon (text->text.x, x, 0.01);
      g_assert_cmpfloat (text->text.y, >, y);
      y = text->text.y;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/timeline/labels", test_labels);
  g_test_add_func ("/timeline/rows", test_rows);
  g_test_add_func ("/timeline/sticking", test_sticking);
  g_test_add_func ("/timeline/axis", test_axis);
  g_test_add_func ("/timeline/padding", test_padding);
  g_test_add_func ("/timeline/break", test_break);
  g_test_add_func ("/timeline/lanes", test_lanes);
  g_test_add_func ("/timeline/emphasis", test_emphasis);
  g_test_add_func ("/timeline/fades", test_fades);
  g_test_add_func ("/timeline/own-time", test_own_time);
  g_test_add_func ("/timeline/list", test_list);
  return g_test_run ();
}

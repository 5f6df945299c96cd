/* Figures: what is on the page, and what is in the file. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "figure/figure.h"

static EntDossier *dossier;
static EntWorld *world;

static EntViewRequest
request_of (EntViewKind kind, const char *lang)
{
  const GPtrArray *views = ent_dossier_views (dossier);
  EntViewRequest request = { .dossier = dossier,
                             .world = world,
                             .kind = kind,
                             .lang = lang,
                             .theme = ent_theme_get (ENT_THEME_LIGHT),
                             .camera = ENT_CAMERA_FIT };

  for (guint i = 0; i < views->len && request.view == NULL; i++)
    if (((const EntView *)g_ptr_array_index (views, i))->kind == kind)
      request.view = g_ptr_array_index (views, i);
  return request;
}

static EntFigureOptions
options_of (const char *size)
{
  EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_figure_parse_size (size, &options, &error));
  g_assert_no_error (error);
  return options;
}

static EntScene *
build (const EntViewRequest *request, const EntFigureOptions *options)
{
  g_autoptr (GError) error = NULL;
  EntScene *figure = ent_figure_build (request, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (figure);
  return figure;
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *text;
    double width_mm, height_mm;
    int width_px, height_px;
  } cases[] = {
    { "183mmx120mm", 183, 120, 0, 0 }, { "183x120mm", 183, 120, 0, 0 },
    { "89.5mm×60mm", 89.5, 60, 0, 0 }, { "183mm", 183, 0, 0, 0 },
    { "1600x900", 0, 0, 1600, 900 },   { "1600pxX900px", 0, 0, 1600, 900 },
    { "800", 0, 0, 800, 0 },
  };
  static const char *const wrong[]
      = { "",          "x",          "mm",    "183mmx", "183mmx120",   "183mm,120mm", "-5x9",
          "10mm",      "99x99",      "1e9mm", "nan",    "0x0",         "100.5x200",   "183cm",
          "183mmx5mm", "1600x900x2", "20001", " 183mm", "183mmx120mm " };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntFigureOptions options = options_of (cases[i].text);
      g_assert_cmpfloat (options.width_mm, ==, cases[i].width_mm);
      g_assert_cmpfloat (options.height_mm, ==, cases[i].height_mm);
      g_assert_cmpint (options.width_px, ==, cases[i].width_px);
      g_assert_cmpint (options.height_px, ==, cases[i].height_px);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
      g_autoptr (GError) error = NULL;
      g_assert_false (ent_figure_parse_size (wrong[i], &options, &error));
      g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_SIZE);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpfloat (options.width_mm, ==, 183); /* untouched */
    }
}

static void
test_formats (void)
{
  EntFigureFormat format;

  g_assert_true (ent_figure_format_parse ("PDF", &format));
  g_assert_cmpint (format, ==, ENT_FIGURE_PDF);
  g_assert_cmpstr (ent_figure_format_name (format), ==, "pdf");
  g_assert_false (ent_figure_format_parse ("gif", &format));
}

/* Text that the page cuts off, or that no reader could make out. */
static void
check_texts (const EntScene *figure)
{
  EntRect page = ENT_RECT (-0.5, -0.5, ent_scene_width (figure) + 1, ent_scene_height (figure) + 1);

  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    {
      const EntMark *mark = ent_scene_mark (figure, i);
      if (mark->kind != ENT_MARK_TEXT)
        continue;
      g_assert_cmpfloat (mark->text.style.size, >=, 6 * ENT_UNITS_PER_PT - 1e-6);
      EntRect whole = ent_rect_union (&page, &mark->bounds);
      if (whole.width > page.width || whole.height > page.height)
        g_error ("“%s” is cut off", mark->text.string);
    }
}

/* Under the sanitizers only every fifth of many combinations is tried. */
static gboolean
is_left_out (guint combination)
{
  return g_getenv ("ENT_FEWER") != NULL && combination % 5 != 0;
}

static void
test_pages (void)
{
  static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };
  static const char *const sizes[]
      = { "183mmx120mm", "89mmx80mm", "120mm", "1600x900", "297mmx210mm" };
  static const EntViewKind kinds[] = {
    ENT_VIEW_MAP, ENT_VIEW_NETWORK, ENT_VIEW_TIMELINE, ENT_VIEW_COMPARISON, ENT_VIEW_DIAGRAM
  };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint l = 0; l < G_N_ELEMENTS (langs); l++)
      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          if (is_left_out (k + l + s))
            continue;
          EntViewRequest request = request_of (kinds[k], langs[l]);
          EntFigureOptions options = options_of (sizes[s]);
          gboolean mm = options.width_mm > 0;
          double unit = mm ? ENT_UNITS_PER_MM : 1;
          g_autoptr (EntScene) figure = build (&request, &options);
          g_assert_cmpfloat_with_epsilon (
              ent_scene_width (figure) / unit, mm ? options.width_mm : options.width_px, 1e-6);
          g_assert_cmpfloat (ent_scene_height (figure) / unit,
                             >=,
                             (mm ? options.height_mm : options.height_px) - 1e-6);
          check_texts (figure);
        }
}

static gboolean
has_text (const EntScene *figure, const char *words)
{
  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    {
      const EntMark *mark = ent_scene_mark (figure, i);
      if (mark->kind == ENT_MARK_TEXT && strstr (mark->text.string, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* No text lies on another, whatever stands where; numbers of notes and legends keep off too. */
static void
check_apart (const EntScene *figure, const char *what)
{
  for (guint i = 0; i < ent_scene_n_marks (figure); i++)
    for (guint k = i + 1; k < ent_scene_n_marks (figure); k++)
      {
        const EntMark *a = ent_scene_mark (figure, i), *b = ent_scene_mark (figure, k);
        if (a->kind != ENT_MARK_TEXT || b->kind != ENT_MARK_TEXT)
          continue;
        /* Lines of a paragraph touch by the air that their metrics have. */
        const EntRect first = ent_rect_inset (&a->bounds, 0.5, 0.12 * a->text.style.size);
        const EntRect second = ent_rect_inset (&b->bounds, 0.5, 0.12 * b->text.style.size);
        if (ent_rect_intersects (&first, &second))
          g_error ("%s: “%s” lies on “%s”", what, a->text.string, b->text.string);
      }
}

/* The presets of the dialog, in two languages, with the legend in each place and with notes. */
static void
test_presets (void)
{
  static const char *const sizes[]
      = { "89mm", "120mm", "183mm", "297mmx210mm", "1920x1080", "1440x1080", "120mmx120mm" };
  static const struct
  {
    const char *lang, *lang2;
  } langs[]
      = { { "en", "zh-Hans" }, { "en", "zh-Hant" }, { "zh-Hans", "en" }, { "zh-Hant", NULL } };

  for (guint kind = 0; kind < ENT_N_VIEW_KINDS; kind++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        const guint l = (kind + s) % G_N_ELEMENTS (langs);
        EntViewRequest request = request_of (kind, langs[l].lang);
        EntFigureOptions options = options_of (sizes[s]);
        if (request.view == NULL || is_left_out (kind + s))
          continue;
        request.lang2 = langs[l].lang2;
        options.legend = (kind + s) % ENT_N_LEGEND_PLACES;
        options.show_notes = s % 2 == 0;
        options.text_scale = s % 3 == 0 ? 1.2 : 1;
        g_autofree char *what
            = g_strdup_printf ("%s, %s, %s", request.view->thing.id, sizes[s], langs[l].lang);
        g_autoptr (EntScene) figure = build (&request, &options);
        check_texts (figure);
        check_apart (figure, what);
      }
}

/* Inside, beside or below: where there is room, and reported when it is elsewhere. */
static void
test_legend_places (void)
{
  static const struct
  {
    EntViewKind kind;
    const char *size;
    EntLegendPlace wanted, found;
  } cases[] = {
    { ENT_VIEW_MAP, "183mm", ENT_LEGEND_INSIDE, ENT_LEGEND_INSIDE },
    { ENT_VIEW_MAP, "183mm", ENT_LEGEND_RIGHT, ENT_LEGEND_RIGHT },
    { ENT_VIEW_MAP, "183mm", ENT_LEGEND_BELOW, ENT_LEGEND_BELOW },
    { ENT_VIEW_MAP, "183mm", ENT_LEGEND_NONE, ENT_LEGEND_NONE },
    { ENT_VIEW_MAP, "89mm", ENT_LEGEND_RIGHT, ENT_LEGEND_BELOW },
    { ENT_VIEW_COMPARISON, "89mm", ENT_LEGEND_INSIDE, ENT_LEGEND_BELOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntViewRequest request = request_of (cases[i].kind, "en");
      EntFigureOptions options = options_of (cases[i].size);
      EntFigureReport report;
      options.legend = cases[i].wanted;
      g_autoptr (EntScene) figure
          = ent_figure_build_reporting (&request, &options, &report, NULL, NULL);
      g_assert_nonnull (figure);
      g_assert_cmpint (report.legend, ==, cases[i].found);
      g_assert_null (report.fallbacks);
      ent_figure_report_clear (&report);
    }
}

/* A font without Chinese is named with what takes its place; one that is not there at all too. */
static void
test_fonts (void)
{
  static const struct
  {
    const char *family, *lang;
    gboolean used;
    const char *fallback;
  } cases[] = { { "Noto Serif", "en", TRUE, NULL },
                { "Noto Serif", "zh-Hant", FALSE, "Noto Sans CJK TC" },
                { "No Such Font", "en", FALSE, "Noto Sans" },
                { NULL, "zh-Hans", TRUE, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntViewRequest request = request_of (ENT_VIEW_DIAGRAM, cases[i].lang);
      EntFigureOptions options = options_of ("183mm");
      EntFigureReport report;
      options.font_family = cases[i].family;
      g_autoptr (EntScene) figure
          = ent_figure_build_reporting (&request, &options, &report, NULL, NULL);
      g_assert_nonnull (figure);
      g_assert_cmpint (report.font_used, ==, cases[i].used);
      if (cases[i].fallback != NULL)
        g_assert_nonnull (strstr (report.fallbacks, cases[i].fallback));
      else
        g_assert_cmpstr (report.fallbacks, ==, NULL);
      ent_figure_report_clear (&report);
    }
}

/* Each part is there when it is asked for, and only then. */
static void
test_choices (void)
{
  EntViewRequest request = request_of (ENT_VIEW_MAP, "en");
  EntFigureOptions options = options_of ("183mm");
  g_autoptr (EntFilter) filter = ent_filter_new ();

  g_assert_true (ent_filter_set_time (filter, "2025", NULL));
  request.filter = filter;
  request.lang2 = "zh-Hans";
  options.title = "Edited title";
  options.caption = "Edited caption";
  options.show_date = TRUE;
  options.show_projection = FALSE;
  options.show_notes = TRUE;
  g_autoptr (EntScene) figure = build (&request, &options);
  g_assert_true (has_text (figure, "Edited title"));
  g_assert_true (has_text (figure, "Edited caption"));
  g_assert_false (has_text (figure, ent_text_get (&request.view->thing.name, "en")));
  g_assert_true (has_text (figure, "Time shown: 2025"));
  g_assert_false (has_text (figure, "projection"));
  g_assert_true (has_text (figure, "Land and borders"));
  g_assert_true (has_text (figure, "[1] "));
  g_assert_true (has_text (figure, "俄罗斯"));
  g_assert_true (has_text (figure, "State · 国家"));

  options.show_date = options.show_worldview = options.show_notes = FALSE;
  request.lang2 = NULL;
  g_autoptr (EntScene) bare = build (&request, &options);
  g_assert_false (has_text (bare, "Time shown"));
  g_assert_false (has_text (bare, "Land and borders"));
  g_assert_false (has_text (bare, "[1] "));
  g_assert_false (has_text (bare, "国家"));
}

/* A map takes the height it gets; a table of forty rows does not fit and makes the page higher. */
static void
test_heights (void)
{
  EntFigureOptions options = options_of ("183mmx120mm");
  EntViewRequest map = request_of (ENT_VIEW_MAP, "en");
  EntViewRequest table = request_of (ENT_VIEW_COMPARISON, "en");
  g_autoptr (EntScene) low = build (&map, &options);
  g_autoptr (EntScene) high = build (&table, &options);

  g_assert_cmpfloat_with_epsilon (
      ent_scene_height (low), 120 * ENT_UNITS_PER_MM, 0.5 * ENT_UNITS_PER_MM);
  g_assert_cmpfloat (ent_scene_height (high), >, 200 * ENT_UNITS_PER_MM);

  /* In one column the legend does not take the map's room: the page gets higher. */
  EntFigureOptions column = options_of ("89mmx80mm"), bare = column;
  bare.show_title = bare.show_caption = bare.show_source = FALSE;
  bare.show_projection = bare.show_worldview = FALSE;
  bare.legend = ENT_LEGEND_NONE;
  g_autoptr (EntScene) grown = build (&map, &column);
  g_autoptr (EntScene) alone = build (&map, &bare);
  g_assert_cmpfloat (ent_scene_height (grown), >, 90 * ENT_UNITS_PER_MM);
  g_assert_cmpfloat_with_epsilon (
      ent_scene_height (alone), 80 * ENT_UNITS_PER_MM, 0.5 * ENT_UNITS_PER_MM);
}

static void
test_parts (void)
{
  EntViewRequest request = request_of (ENT_VIEW_MAP, "en");
  EntFigureOptions all = options_of ("183mm"), none = all;
  const char *title = ent_text_get (&request.view->thing.name, "en");

  none.show_title = none.show_caption = none.show_source = FALSE;
  none.show_projection = none.show_worldview = FALSE;
  none.legend = ENT_LEGEND_NONE;
  g_autoptr (EntScene) full = build (&request, &all);
  g_autoptr (EntScene) bare = build (&request, &none);
  const struct
  {
    const char *words;
  } parts[] = { { title },
                { "From Hanoi to Anchorage" }, /* the dossier */
                { "Negotiates with" },         /* legend */
                { "Dashed lines" },            /* caption */
                { "Wang Peng, “On" },          /* source */
                { "Natural Earth" } };         /* the view's own notes */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!has_text (full, parts[i].words) || has_text (bare, parts[i].words))
        g_error ("“%s” is not where it should be", parts[i].words);
    }
  g_assert_cmpuint (ent_scene_n_items (full), ==, ent_scene_n_items (bare));
}

static EntDossier *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  EntDossier *parsed = ent_dossier_parse (json, strlen (json), "test", NULL, NULL, &error);

  g_assert_no_error (error);
  return parsed;
}

/* What rests on nothing is counted under the figure; only documents that are used are cited. */
static void
test_unsupported (void)
{
  g_autoptr (EntDossier) small
      = parse ("{'format':'entente-dossier','version':1,'id':'d','title':'D','documents':["
               "{'id':'used','title':'Used','authors':['A','B'],'container':'Review',"
               "'issued':'2020-05'},{'id':'unused','title':'Unused'}],"
               "'passages':[{'id':'p','document':'used','digest':'P.'}],"
               "'actors':[{'id':'a','kind':'state','name':'A','evidence':['p']},"
               "{'id':'b','kind':'state','name':'B','evidence':['p']}],"
               "'relation_types':[{'id':'t','name':'T'}],"
               "'relations':[{'id':'r','type':'t','from':'a','to':'b'},"
               "{'id':'s','type':'t','from':'b','to':'a','evidence':['p']}]}");
  EntViewRequest request = request_of (ENT_VIEW_NETWORK, "en");
  EntFigureOptions options = options_of ("183mm");

  request.dossier = small;
  request.view = NULL;
  g_autoptr (EntScene) figure = build (&request, &options);
  g_assert_true (has_text (figure, "1 mark rests on no passage"));
  g_assert_true (has_text (figure, "Source: A, B, “Used”, Review, May 2020"));
  g_assert_false (has_text (figure, "Unused"));
}

static void
test_cite (void)
{
  g_autoptr (EntDossier) small = parse (
      "{'format':'entente-dossier','version':1,'id':'d','title':'D','documents':["
      "{'id':'one','title':{'en':'One','zh-Hans':'一'},'authors':[{'en':'Jia','zh-Hans':'甲'}],"
      "'container':{'en':'Press','zh-Hans':'报'},'issued':'2020'},"
      "{'id':'many','title':'Many','authors':['A','B','C','D']},"
      "{'id':'bare','title':''}]}");
  static const struct
  {
    guint document;
    const char *lang, *cite;
  } cases[] = { { 0, "en", "Jia, “One”, Press, 2020" },
                { 0, "zh-Hans", "甲，《一》，报，2020年" },
                { 1, "en", "A et al., “Many”" },
                { 1, "zh-Hant", "A等，《Many》" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cite = ent_figure_cite (
          g_ptr_array_index (ent_dossier_documents (small), cases[i].document), cases[i].lang);
      g_assert_cmpstr (cite, ==, cases[i].cite);
    }
  g_autofree char *bare
      = ent_figure_cite (g_ptr_array_index (ent_dossier_documents (small), 2), "en");
  g_assert_cmpstr (bare, ==, "bare");
}

static GBytes *
encode (EntFigureFormat format, const char *size, const char *lang)
{
  EntViewRequest request = request_of (ENT_VIEW_DIAGRAM, lang);
  EntFigureOptions options = options_of (size);
  g_autoptr (GError) error = NULL;

  options.format = format;
  options.dpi = 200;
  g_autoptr (EntScene) figure = build (&request, &options);
  GBytes *bytes = ent_figure_encode (figure, &request, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static GdkPixbuf *
load_png (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, &error));
  g_assert_no_error (error);
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
test_png (void)
{
  g_autoptr (GBytes) bytes = encode (ENT_FIGURE_PNG, "140mmx80mm", "en");
  g_autoptr (GdkPixbuf) picture = load_png (bytes);
  const char *data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, (int)round (140 / 25.4 * 200));
  g_assert_cmpstr (gdk_pixbuf_get_option (picture, "x-dpi"), ==, "200");
  g_assert_cmpstr (gdk_pixbuf_get_option (picture, "y-dpi"), ==, "200");
  g_assert_nonnull (gdk_pixbuf_get_option (picture, "tEXt::Title"));
  g_assert_cmpint (memcmp (data + 37, "pHYs", 4), ==, 0); /* right after the header */

  g_autoptr (GBytes) chinese = encode (ENT_FIGURE_PNG, "600x400", "zh-Hans");
  g_autoptr (GdkPixbuf) slide = load_png (chinese);
  g_assert_cmpint (gdk_pixbuf_get_width (slide), ==, 600);
  g_assert_cmpstr (gdk_pixbuf_get_option (slide, "x-dpi"), ==, "96");
}

static void
test_svg (void)
{
  g_autoptr (GBytes) bytes = encode (ENT_FIGURE_SVG, "183mm", "zh-Hant");
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);

  g_assert_nonnull (strstr (text, "width=\"183mm\""));
  g_assert_nonnull (strstr (text, "<text"));
  g_assert_nonnull (strstr (text, "data-evidence"));
  g_assert_nonnull (strstr (text, "王鵬")); /* in the caption */
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static gboolean
contains (GBytes *bytes, const char *words)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, words, strlen (words)) != NULL;
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = encode (ENT_FIGURE_PDF, "183mm", "en");

  g_assert_true (contains (bytes, "%PDF-"));
  g_assert_true (contains (bytes, "/Title"));
  g_assert_true (contains (bytes, "/Font"));
  g_assert_false (contains (bytes, "/CreationDate"));
}

static void
test_same_bytes (void)
{
  for (int format = 0; format < ENT_N_FIGURE_FORMATS; format++)
    {
      g_autoptr (GBytes) first = encode (format, "183mm", "zh-Hans");
      g_autoptr (GBytes) second = encode (format, "183mm", "zh-Hans");
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_errors (void)
{
  EntViewRequest request = request_of (ENT_VIEW_DIAGRAM, "en");
  EntFigureOptions options = options_of ("183mm");
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (EntScene) figure = build (&request, &options);

  options.dpi = 2400; /* 17,291 pixels wide */
  g_assert_null (ent_figure_encode (figure, &request, &options, NULL, NULL, &error));
  g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_SIZE);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  options.dpi = 100;
  g_assert_null (ent_figure_encode (figure, &request, &options, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  options.width_mm = 7;
  g_assert_null (ent_figure_build (&request, &options, NULL, &error));
  g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_SIZE);
  g_clear_error (&error);
  options = options_of ("183mm");
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/folder/f.png");
  g_assert_false (ent_figure_export (&request, &options, NULL, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_autofree char *dossier_path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  g_autofree char *world_path = ent_data_path ("world/world.bin");
  g_autoptr (GFile) file = g_file_new_for_path (dossier_path);
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  world = ent_world_open (world_path, &error);
  g_assert_no_error (error);
  g_test_add_func ("/figure/sizes", test_sizes);
  g_test_add_func ("/figure/formats", test_formats);
  g_test_add_func ("/figure/pages", test_pages);
  g_test_add_func ("/figure/heights", test_heights);
  g_test_add_func ("/figure/parts", test_parts);
  g_test_add_func ("/figure/presets", test_presets);
  g_test_add_func ("/figure/legend-places", test_legend_places);
  g_test_add_func ("/figure/fonts", test_fonts);
  g_test_add_func ("/figure/choices", test_choices);
  g_test_add_func ("/figure/unsupported", test_unsupported);
  g_test_add_func ("/figure/cite", test_cite);
  g_test_add_func ("/figure/png", test_png);
  g_test_add_func ("/figure/svg", test_svg);
  g_test_add_func ("/figure/pdf", test_pdf);
  g_test_add_func ("/figure/same-bytes", test_same_bytes);
  g_test_add_func ("/figure/errors", test_errors);
  const int result = g_test_run ();
  ent_world_unref (world);
  ent_dossier_unref (dossier);
  return result;
}

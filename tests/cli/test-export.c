/* `entente export` as scripts call it: without a display. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/data-dir.h"

static const char *program; /* the argument of the test */
static char *dossier;

typedef struct
{
  char *folder, *before;
} Fixture;

typedef struct
{
  int status;
  GBytes *out;
  char *err;
} Run;

static void
run_clear (Run *run)
{
  g_bytes_unref (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Runs `entente export DOSSIER` with more arguments, separated by spaces; _ is a space in one. */
static Run
run (const char *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) more = g_strsplit (arguments, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) err = NULL;
  Run result = { 0 };

  g_strv_builder_add_many (argv, program, "export", dossier, NULL);
  for (char **arg = more; *arg != NULL; arg++)
    if (**arg != '\0')
      g_strv_builder_add (argv, g_strdelimit (*arg, "_", ' '));
  g_auto (GStrv) all = g_strv_builder_end (argv);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_autoptr (GSubprocess) process
      = g_subprocess_launcher_spawnv (launcher, (const char *const *)all, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &result.out, &err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  gsize length;
  const char *text = g_bytes_get_data (err, &length);
  result.err = g_strndup (length > 0 ? text : "", length);
  return result;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("entente-export-XXXXXX", NULL);
  fixture->before = g_get_current_dir ();
  g_chdir (fixture->folder);
}

static void
remove_folder (const char *path)
{
  const char *name;
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_chdir (fixture->before);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->before);
}

static GBytes *
contents (const char *name)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (name, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static gboolean
has (GBytes *bytes, const char *words)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, words, strlen (words)) != NULL;
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *arguments, *file, *words;
  } cases[] = {
    { "--view diagram -o d.png", "d.png", "IHDR" },
    { "--view diagram -o d.PDF", "d.PDF", "%PDF-" },
    { "--view diagram -o d.svg", "d.svg", "<svg" },
    { "--view diagram -o d.dat --format svg", "d.dat", "<svg" },
    { "--view diagram", "diagram.png", "IHDR" },
    { "--view network --format pdf --size 120mm", "network.pdf", "%PDF-" },
    { "--view diagram -o size.svg --size 140mmx90mm", "size.svg", "width=\"140mm\"" },
    { "--view diagram -o en.svg --lang en", "en.svg", "From Hanoi to Anchorage" },
    { "--view diagram -o hant.svg --lang zh-Hant", "hant.svg", "從河內到安克拉治" },
    { "--view diagram -o default.svg", "default.svg", "从河内到安克雷奇" },
    { "--view diagram -o dark.svg --theme dark", "dark.svg", "#1b1f22" },
    { "--view map -o m.svg --lang en", "m.svg", "Natural Earth" },
    { "--view compare -o c.csv --lang en", "c.csv", "Group,Dimension,Hanoi" },
    { "--view compare -o c.html --lang zh-Hant",
      "c.html",
      "<html lang=\"zh-Hant\" data-lang=\"ht\">" },
    { "--view compare -o t.html -f html-table --lang zh-Hant",
      "t.html",
      "<html lang=\"zh-Hant\">" },
    { "--view map -o m.html --theme dark", "m.html", "data-theme=\"dark\"" },
    { "--all -o all.html -f html", "all.html", "data-kind=\"timeline\"" },
    { "--all -f html", "hanoi-anchorage.html", "data-kind=\"timeline\"" },
    { "--story -f html -o story.html", "story.html", "<section id=\"story\">" },
    { "--view compare -o c.MD --lang en --style chicago", "c.MD", "[^1]: " },
    { "--view compare -o c.tex", "c.tex", "\\usepackage[UTF8,scheme=plain]{ctex}" },
    { "--view comparison --format html-table", "comparison.html", "<caption>" },
    { "--view matrix -o m.dat --format md --at 2019", "m.dat", "| :--- | ---: |" },
    { "--view compare -o n.md --no-source --no-title --lang en", "n.md", "| Dimension |" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) result = run (cases[i].arguments);
      g_assert_cmpstr (result.err, ==, "");
      g_assert_cmpint (result.status, ==, 0);
      g_assert_cmpuint (g_bytes_get_size (result.out), ==, 0);
      g_autoptr (GBytes) bytes = contents (cases[i].file);
      if (!has (bytes, cases[i].words))
        g_error ("%s: “%s” is not in %s", cases[i].arguments, cases[i].words, cases[i].file);
    }
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) result = run ("--view map -o - --format svg --lang en --no-title --no-caption "
                             "--no-legend --no-source");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (has (result.out, "<svg"));
  g_assert_false (has (result.out, ">From Hanoi to Anchorage</text>"));
  g_assert_false (has (result.out, ">Negotiates with</text>"));
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) all = run ("--view network -o - --format svg --lang en");
  g_auto (Run) before = run ("--view network -o - --format svg --lang en --at 2019");

  g_assert_true (has (all.out, "relation:r-hanoi-talks"));
  g_assert_true (has (before.out, "relation:r-hanoi-talks"));
  g_assert_true (has (all.out, "relation:r-excl-ukr"));
  g_assert_false (has (before.out, "relation:r-excl-ukr"));
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) result = run ("--all -o . --format svg");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_test ("map.svg", G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test ("network.svg", G_FILE_TEST_IS_REGULAR));
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[]
      = { "png", "svg", "pdf", "html", "csv", "html-table", "md", "tex" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("--view %s -o - --lang zh-Hans --format %s",
                                                    i < 3    ? "diagram --dpi 100"
                                                    : i == 3 ? "diagram"
                                                             : "compare",
                                                    formats[i]);
      g_auto (Run) first = run (arguments);
      g_auto (Run) second = run (arguments);
      g_assert_cmpint (first.status, ==, 0);
      g_assert_true (g_bytes_equal (first.out, second.out));
    }
}

/* Of all views, those that are tables. */
static void
test_all_tables (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) result = run ("--all -o . --format html-table");

  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_test ("compare.html", G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test ("map.html", G_FILE_TEST_EXISTS));
}

/* A page that had to be higher than asked for is told. */
static void
test_height (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) result = run ("--view comparison -o t.svg --size 183mmx100mm");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "mm high instead of 100"));
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *arguments;
    int status;
    const char *message;
  } cases[] = {
    { "", 2, "--view" },
    { "--view map --all -o x", 2, "--all" },
    { "--all", 2, "folder" },
    { "--view map --size huge", 2, "huge" },
    { "--view map --size 5mm", 2, "5mm" },
    { "--view map --format gif", 2, "gif" },
    { "--view map -o map.bmp", 2, "bmp" },
    { "--view map --theme pink", 2, "pink" },
    { "--view compare --format gif", 2, "csv, html-table, md or tex" },
    { "--view compare --format html --size 183mm", 2, "--size is for figures" },
    { "--view compare --format html --style plain", 2, "--style is for tables" },
    { "--story --format png", 2, "a story is written as pdf or html" },
    { "--story --format pdf --size 183mm", 2, "the size of A4" },
    { "--story -o s.pdf --lang en,zh-Hans", 2, "one language" },
    { "--view map --size 0", 2, "out of range" },
    { "--view map --size 10000mm", 2, "20 to 5000" },
    { "--view map --dpi 20000", 2, "10 to 2400" },
    { "--view map --format png,PNG", 2, "twice" },
    { "--view map --format png,", 2, "“”" },
    { "--view map --legend left", 2, "none, inside, right or below" },
    { "--view map --appendix all", 2, "none, digests or quotes" },
    { "--view map --legend none --no-legend", 2, "--no-legend" },
    { "--view map -o m.html --outlines", 2, "--outlines is for figures" },
    { "--view map --lang en,fr", 2, "fr" },
    { "--view map --lang en+fr", 2, "fr" },
    { "--view map --lang en+en", 2, "en+en" },
    { "--view map --lang en+zh-Hans+zh-Hant", 2, "one language, or two" },
    { "--all -o /dev/null/out", 1, "cannot be written" },
    { "--view map -o d.png --font", 2, "--font" },
    { "--story --all --format html", 2, "--story" },
    { "--view compare --format csv --size 183mm", 2, "--size is for figures" },
    { "--view compare --format csv --dpi 300", 2, "--dpi is for figures" },
    { "--view compare -o d.tex --theme dark", 2, "--theme is for figures" },
    { "--view compare -o d.png --style plain", 2, "--style is for tables" },
    { "--view compare --format md --style mla", 2, "mla" },
    { "--view map -o m.csv",
      1,
      "kind map is no table; it can be written as png, svg, pdf or html" },
    { "--view compare -o nowhere/c.csv", 1, "nowhere" },
    { "--view map --lang fr", 2, "fr" },
    { "--view map --dpi 1", 2, "10 to 2400" },
    { "--view map --at yesterday", 2, "yesterday" },
    { "--view map --nonsense", 2, "nonsense" },
    { "--view map more", 2, "expected one" },
    { "--view nosuch", 1, "nosuch" },
    { "--view diagram -o nowhere/d.png", 1, "d.png: The file cannot be written: No such" },
    { "--view diagram --dpi 2400 -o d.png", 1, "too large" },
    { "--view diagram --size 20mm -o d.png", 1, "needs" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) result = run (cases[i].arguments);
      if (result.status != cases[i].status || strstr (result.err, cases[i].message) == NULL)
        g_error ("“%s” gave %d and said:\n%s", cases[i].arguments, result.status, result.err);
      g_assert_cmpuint (g_bytes_get_size (result.out), ==, 0);
      g_assert_false (g_file_test ("d.png", G_FILE_TEST_EXISTS));
    }
}

/* Output of another program that reads the figure, or NULL when it is not installed. */
static char *
read_by (const char *first, const char *second, const char *third, const char *fourth)
{
  g_autofree char *found = g_find_program_in_path (first);
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  if (found == NULL)
    return NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, first, second, third, fourth, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return out;
}

static void
test_other_programs (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) pdf = run ("--view diagram -o d.pdf --lang zh-Hans");
  g_auto (Run) svg = run ("--view diagram -o d.svg --lang zh-Hans");
  g_autofree char *text = read_by ("pdftotext", "-raw", "d.pdf", "-");
  g_autofree char *drawn = read_by ("rsvg-convert", "d.svg", "-o", "d.png");

  if (text == NULL || drawn == NULL)
    {
      g_test_skip ("pdftotext or rsvg-convert is not installed");
      return;
    }
  g_assert_nonnull (strstr (text, "从河内到安克雷奇"));
  g_autoptr (GBytes) picture = contents ("d.png");
  g_assert_true (has (picture, "IHDR"));
}

/* Every format and language of every view, named by both. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) all = run ("--all -o out --format svg,pdf --lang en,zh-Hant --appendix none");
  g_auto (Run) one = run ("--view reasoning -o one --format png,svg --dpi 50 --transparent");
  static const char *const files[] = { "out/map-en.svg",      "out/map-zh-Hant.pdf",
                                       "out/timeline-en.pdf", "out/reasoning-zh-Hant.svg",
                                       "one/reasoning.png",   "one/reasoning.svg" };

  g_assert_cmpstr (all.err, ==, "");
  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpint (one.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!g_file_test (files[i], G_FILE_TEST_IS_REGULAR))
      g_error ("%s was not written", files[i]);
}

/* Another clock, zone, language and folder, and two runs beside each other. */
static void
test_reproducible (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "png", "svg", "pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *here
          = g_strdup_printf ("--view compare -o - --dpi 60 --format %s", formats[i]);
      g_auto (Run) first = run (here);
      g_mkdir ("elsewhere", 0777);
      g_chdir ("elsewhere");
      g_setenv ("TZ", "Asia/Tokyo", TRUE);
      g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
      g_setenv ("LANGUAGE", "zh_CN", TRUE);
      g_usleep (1100000); /* a file's times count in seconds */
      g_auto (Run) second = run (here);
      g_unsetenv ("TZ");
      g_unsetenv ("LC_ALL");
      g_unsetenv ("LANGUAGE");
      g_chdir (fixture->folder);
      g_assert_cmpint (first.status, ==, 0);
      g_assert_true (g_bytes_equal (first.out, second.out));
    }
}

/* The only date that a figure has is the one it is given. */
static void
test_date (Fixture *fixture, gconstpointer data)
{
  g_setenv ("SOURCE_DATE_EPOCH", "86400", TRUE);
  g_auto (Run) dated = run ("--view diagram -o - --format pdf");
  g_setenv ("SOURCE_DATE_EPOCH", "tomorrow", TRUE);
  g_auto (Run) wrong = run ("--view diagram -o - --format pdf");
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_auto (Run) none = run ("--view diagram -o - --format pdf");

  g_assert_true (has (dated.out, "19700102000000Z)"));
  g_assert_false (has (none.out, "/CreationDate"));
  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_nonnull (strstr (wrong.err, "tomorrow"));
}

/* Files of the folder that are no whole pictures, temporary ones among them. */
static guint
count_broken (guint *n_whole)
{
  const char *name;
  guint n = 0;
  g_autoptr (GDir) folder = g_dir_open (".", 0, NULL);

  *n_whole = 0;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (GBytes) bytes = contents (name);
      const gboolean whole = g_str_has_suffix (name, ".png") && has (bytes, "IEND");
      *n_whole += whole;
      n += !whole;
    }
  return n;
}

/* A disk that is full after some blocks: what was there stays, and nothing is left over. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *line = g_strdup_printf (
      "trap '' XFSZ; ulimit -f 8; exec %s export '%s' --view map -o map.png", quoted, dossier);
  const char *const argv[] = { "sh", "-c", line, NULL };
  g_autofree char *err = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  guint n_whole;

  g_file_set_contents ("map.png", "IEND of before", -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (
      NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &err, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_nonnull (strstr (err, "map.png"));
  g_file_get_contents ("map.png", &before, NULL, &error);
  g_assert_cmpstr (before, ==, "IEND of before");
  g_assert_cmpuint (count_broken (&n_whole), ==, 0);
}

/* Ctrl+C: the program ends soon and says so, and every file that is there is whole. */
static void
test_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                                      &error,
                                                      program,
                                                      "export",
                                                      dossier,
                                                      "--all",
                                                      "-o",
                                                      ".",
                                                      "--dpi",
                                                      "500",
                                                      NULL);
  g_autofree char *err = NULL;
  guint n_whole = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < 600 && n_whole == 0; i++)
    {
      g_usleep (50000);
      count_broken (&n_whole);
    }
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_nonnull (strstr (err, "interrupted"));
  g_assert_cmpuint (count_broken (&n_whole), ==, 0);
  g_assert_cmpuint (n_whole, >, 0);
  g_assert_cmpuint (n_whole, <, 10);
}

/* A font that is not there, or that has no Chinese: named, with what is used for it. */
static void
test_font (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) missing = run ("--view diagram -o a.svg --font Nonesuch --lang en");
  g_auto (Run) latin = run ("--view diagram -o b.svg --font Noto_Sans --lang zh-Hans");
  g_auto (Run) own = run ("--view diagram -o c.svg --lang zh-Hans");

  g_assert_cmpint (missing.status, ==, 0);
  g_assert_nonnull (strstr (missing.err, "“Nonesuch”"));
  g_assert_nonnull (strstr (missing.err, "is used"));
  g_assert_nonnull (strstr (latin.err, "Noto Sans CJK SC is used"));
  g_assert_cmpstr (own.err, ==, "");
}

/* A view whose marks are all filtered out is told, not written. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  static const char text[]
      = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\","
        "\"events\":[{\"id\":\"e\",\"name\":\"E\",\"date\":\"2020\"}]}";
  g_autofree char *real = dossier;
  g_autoptr (GError) error = NULL;

  g_file_set_contents ("small.dossier", text, -1, &error);
  g_assert_no_error (error);
  dossier = g_strdup ("small.dossier");
  g_auto (Run) shown = run ("--view timeline -o shown.svg");
  g_auto (Run) hidden = run ("--view timeline -o hidden.svg --at 1900");
  g_auto (Run) views = run ("--all -o out");
  g_auto (Run) story = run ("--story -o s.pdf");
  g_free (dossier);
  dossier = g_steal_pointer (&real);
  g_assert_cmpstr (shown.err, ==, "");
  g_assert_cmpint (hidden.status, ==, 1);
  g_assert_nonnull (strstr (hidden.err, "filter hides everything"));
  g_assert_false (g_file_test ("hidden.svg", G_FILE_TEST_EXISTS));
  g_assert_nonnull (strstr (views.err, "no saved view"));
  g_assert_nonnull (strstr (story.err, "no story"));
  g_assert_cmpint (story.status, ==, 1);
}

/* All views as one document, and the story as a handout. */
static void
test_documents (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) all = run ("--all -o all.pdf --lang en --appendix none");
  g_auto (Run) story = run ("--story -o story.pdf --lang zh-Hant --appendix none");
  g_autofree char *pages = read_by ("pdfinfo", "-dests", "all.pdf", NULL);
  g_autofree char *words = read_by ("pdftotext", "-raw", "story.pdf", "-");
  g_autofree char *checked = read_by ("qpdf", "--check", "story.pdf", NULL);

  g_assert_cmpstr (all.err, ==, "");
  g_assert_cmpstr (story.err, ==, "");
  if (pages == NULL || words == NULL)
    {
      g_test_skip ("pdfinfo or pdftotext is not installed");
      return;
    }
  g_assert_nonnull (strstr (pages, "\"map/actor:usa\""));
  g_assert_nonnull (strstr (pages, "\"timeline/event:"));
  g_assert_nonnull (strstr (words, "第 1 步，共 9 步"));
  g_assert_nonnull (strstr (words, "第 9 步，共 9 步"));
  g_assert_nonnull (strstr (words, "資料來源"));
}

/* Two languages in one figure, beside figures in one. */
static void
test_bilingual (Fixture *fixture, gconstpointer data)
{
  g_auto (Run) all = run ("--view reasoning -o out --format svg --lang en,zh-Hant,en+zh-Hant");
  g_autoptr (GBytes) one = contents ("out/reasoning-en.svg");
  g_autoptr (GBytes) both = contents ("out/reasoning-en+zh-Hant.svg");

  g_assert_cmpstr (all.err, ==, "");
  g_assert_cmpint (all.status, ==, 0);
  g_assert_true (has (one, "From Hanoi to Anchorage") && !has (one, "從河內到安克拉治"));
  g_assert_true (has (both, "From Hanoi to Anchorage") && has (both, "從河內到安克拉治"));
}

/* What the dossier keeps under a name; what the command line says goes first. */
static void
test_preset (Fixture *fixture, gconstpointer data)
{
  static const char text[]
      = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\","
        "\"actors\":[{\"id\":\"a\",\"kind\":\"state\",\"name\":{\"en\":\"Alpha\",\"zh-Hans\":"
        "\"甲\"}},"
        "{\"id\":\"b\",\"kind\":\"state\",\"name\":\"Beta\"}],"
        "\"relation_types\":[{\"id\":\"t\",\"name\":\"Tie\"}],"
        "\"relations\":[{\"id\":\"r\",\"type\":\"t\",\"from\":\"a\",\"to\":\"b\"}],"
        "\"presets\":[{\"name\":\"Talk\",\"options\":{\"format\":\"svg\",\"size\":\"640x480\","
        "\"language\":\"en\",\"second-language\":\"zh-Hans\"}}]}";
  g_autofree char *shipped = g_steal_pointer (&dossier);

  dossier = g_build_filename (fixture->folder, "d.dossier", NULL);
  g_assert_true (g_file_set_contents (dossier, text, -1, NULL));
  g_auto (Run) plain = run ("--view network --preset Talk");
  g_assert_cmpstr (plain.err, ==, "");
  g_autoptr (GBytes) svg = contents ("network.svg");
  g_assert_true (has (svg, "width=\"640\"") && has (svg, "甲"));
  g_auto (Run) other = run ("--view network --preset Talk --size 320x240 -o o.pdf");
  g_assert_cmpint (other.status, ==, 0);
  g_autoptr (GBytes) pdf = contents ("o.pdf");
  g_assert_true (has (pdf, "%PDF-"));
  g_auto (Run) wrong = run ("--view network --preset Paper");
  g_assert_cmpint (wrong.status, ==, 1);
  g_assert_nonnull (strstr (wrong.err, "Paper"));
  g_free (dossier);
  dossier = g_steal_pointer (&shipped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The program runs in another folder, and meson may name it from this one. */
  g_autofree char *path = g_canonicalize_filename (argv[1], NULL);
  program = path;
  dossier = ent_data_path ("dossiers/hanoi-anchorage.dossier");
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("formats", test_formats);
  ADD ("parts", test_parts);
  ADD ("time", test_time);
  ADD ("all", test_all);
  ADD ("all-tables", test_all_tables);
  ADD ("same-bytes", test_same_bytes);
  ADD ("height", test_height);
  ADD ("errors", test_errors);
  ADD ("several", test_several);
  ADD ("reproducible", test_reproducible);
  ADD ("date", test_date);
  ADD ("full-disk", test_full_disk);
  ADD ("interrupted", test_interrupted);
  ADD ("font", test_font);
  ADD ("empty", test_empty);
  ADD ("documents", test_documents);
  ADD ("bilingual", test_bilingual);
  ADD ("preset", test_preset);
  ADD ("other-programs", test_other_programs);
  const int result = g_test_run ();
  g_free (dossier);
  return result;
}

/* `entente export` as scripts call it: without a display. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

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

/* Runs `entente export DOSSIER` with more arguments, separated by spaces. */
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
      g_strv_builder_add (argv, *arg);
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
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *name;
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  while ((name = g_dir_read_name (folder)) != NULL)
    g_remove (name);
  g_chdir (fixture->before);
  g_rmdir (fixture->folder);
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
    { "--story --format pdf", 2, "a story is written as html" },
    { "--story --all --format html", 2, "--story" },
    { "--view compare --format csv --size 183mm", 2, "--size is for figures" },
    { "--view compare --format csv --dpi 300", 2, "--dpi is for figures" },
    { "--view compare -o d.tex --theme dark", 2, "--theme is for figures" },
    { "--view compare -o d.png --style plain", 2, "--style is for tables" },
    { "--view compare --format svg --sources .", 2, "--sources is for tables" },
    { "--view compare --format md --style mla", 2, "mla" },
    { "--view map -o m.csv", 1, "kind map is no table; it can be written as png, svg or pdf" },
    { "--view compare -o nowhere/c.csv", 1, "nowhere" },
    { "--view map --lang fr", 2, "fr" },
    { "--view map --dpi 1", 2, "10 to 2400" },
    { "--view map --at yesterday", 2, "yesterday" },
    { "--view map --nonsense", 2, "nonsense" },
    { "--view map more", 2, "expected one" },
    { "--view nosuch", 1, "nosuch" },
    { "--view diagram -o nowhere/d.png", 1, "nowhere" },
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
  ADD ("other-programs", test_other_programs);
  const int result = g_test_run ();
  g_free (dossier);
  return result;
}

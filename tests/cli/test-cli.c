#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/json.h"

static const char text[]
    = "The first day was long. Nothing was signed.\n第二天更短。\n什么也没有签。\n"
      "Nothing was signed.\n";

/* Single quotes stand for double ones. */
static const char dossier[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'Two days',"
      "'documents':[{'id':'doc','title':'Doc','x-kept':true,'text':{'file':'doc.txt'}}],"
      "'passages':["
      "{'id':'p-one','document':'doc','digest':'It was long.','x-kept':[1,2]},"
      "{'id':'p-two','document':'doc','digest':'It was shorter.'}],"
      "'actors':[{'id':'a','kind':'person','name':'A','evidence':['p-one']},"
      "{'id':'b','kind':'person','name':'B'}]}";

static const char quotes[] = "p-one\tThe first day was long\n\np-two\t第二天更短。\\n\n";

static const char *program; /* the argument of the test */

typedef struct
{
  char *folder, *file, *quotes;
} Fixture;

typedef struct
{
  int status;
  char *out, *err;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Runs entente with the arguments (NULL-terminated), without a display. */
static Run G_GNUC_NULL_TERMINATED
run (const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Run result = { 0 };
  va_list args;

  g_ptr_array_add (argv, (gpointer)program);
  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer)arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "GDK_BACKEND");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  return result;
}

static void
assert_says (const char *output, const char *words)
{
  if (strstr (output, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, output);
}

static char *
put (const Fixture *f, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->folder, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new (dossier);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_string_replace (json, "'", "\"", 0);
  f->folder = g_dir_make_tmp ("entente-XXXXXX", &error);
  g_assert_no_error (error);
  f->file = put (f, "d.dossier", json->str);
  f->quotes = put (f, "quotes.tsv", quotes);
  path = put (f, "doc.txt", text);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->file);
  g_free (f->quotes);
}

static char *
read_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

/* The command line must run where no GTK is installed. */
static void
test_no_gtk (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  const char *argv[] = { "ldd", program, NULL };

  g_spawn_sync (
      NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_says (out, "libglib");
  g_assert_null (strstr (out, "libgtk"));
  g_assert_null (strstr (out, "libadwaita"));
}

static void
test_usage (void)
{
  static const struct
  {
    const char *args[4];
    int status;
    const char *says;
  } rows[] = {
    { { "--version" }, 0, "Entente " },
    { { "--help" }, 0, "check" },
    { { "check", "--help" }, 0, "--sources" },
    { { "anchor", "-h" }, 0, "--quotes" },
    { { NULL }, 1, "there is no display" },
    { { "chekc", "x.dossier" }, 2, "“chekc” is neither a command nor a file" },
    { { "check" }, 2, "no file is given" },
    { { "check", "--nonsense" }, 2, "--nonsense" },
    { { "text", "x.dossier" }, 2, "--passage ID" },
    { { "text" }, 2, "0 files are given" },
    { { "cite", "--help" }, 0, "--style" },
    { { "cite" }, 2, "no file is given" },
    { { "cite", "x.dossier", "--style", "mla" }, 2, "the style is “mla”" },
    { { "cite", "x.dossier", "-f", "csv" }, 2, "the format is “csv”" },
    { { "cite", "x.dossier", "-a", "soon" }, 2, "the date is “soon”" },
    { { "coverage", "a", "b" }, 2, "2 files are given" },
    { { "coverage", "no.dossier" }, 1, "no.dossier" },
    { { "anchor", "a", "b" }, 2, "2 files are given" },
    { { "share", "--help" }, 0, "CC BY" },
    { { "share", "x.dossier", "--with-texts" }, 2, "-o OUT" },
    { { "share", "x.dossier", "--output=y" }, 2, "--without-texts" },
    { { "share", "--with-texts", "--without-texts", "x.dossier" }, 2, "-o OUT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *a = rows[i].args;
      g_auto (Run) done = run (a[0], a[1], a[2], a[3], NULL);
      g_autofree char *both = g_strconcat (done.out, done.err, NULL);

      g_assert_cmpint (done.status, ==, rows[i].status);
      assert_says (both, rows[i].says);
    }
}

static const EntJson *
dig (const EntJson *node, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    node = g_ascii_isdigit (*parts[i])
               ? ent_json_element (node, (guint)g_ascii_strtoull (parts[i], NULL, 10))
               : ent_json_member (node, parts[i]);
  return node;
}

static void
assert_int (const EntJson *node, const char *path, gint64 expected)
{
  gint64 value = -1;

  g_assert_true (ent_json_get_int (dig (node, path), &value));
  g_assert_cmpint (value, ==, expected);
}

static void
assert_string (const EntJson *node, const char *path, const char *expected)
{
  const char *value = NULL;

  g_assert_true (ent_json_get_string (dig (node, path), &value));
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_similarity (const EntJson *node, const char *path, double expected)
{
  double value = -1;

  g_assert_true (ent_json_get_double (dig (node, path), &value));
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
}

static void
test_anchor (Fixture *f, gconstpointer data)
{
  g_auto (Run) first = run ("anchor", f->file, "--sources", f->folder, "--quotes", f->quotes, NULL);
  g_autofree char *once = read_all (f->file);
  g_autofree char *copy = g_build_filename (f->folder, "copy.dossier", NULL);
  g_autoptr (EntJson) root = ent_json_parse (once, strlen (once), NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_assert_cmpstr (first.err, ==, "");
  g_assert_cmpint (first.status, ==, 0);
  assert_says (first.out, "2 passages anchored");
  assert_string (root, "documents/0/text/sha256", sha256);
  assert_int (root, "documents/0/text/length", g_utf8_strlen (text, -1));
  assert_string (root, "documents/0/text/file", "doc.txt");
  g_assert_cmpstr (ent_json_key (dig (root, "documents/0/text"), 0), ==, "sha256");
  assert_int (root, "passages/0/anchor/start", 0);
  assert_int (root, "passages/0/anchor/end", 22);
  assert_int (root, "passages/1/anchor/start", 44);
  assert_int (root, "passages/1/anchor/end", 51);
  assert_int (root, "passages/1/anchor/context", 16);
  g_assert_cmpstr (ent_json_key (dig (root, "passages/0"), 2), ==, "anchor");
  g_assert_nonnull (dig (root, "passages/0/x-kept/1"));

  /* again, from the offsets alone, to another file: the same bytes */
  {
    g_auto (Run) second = run ("anchor", f->file, "--sources", f->folder, "-o", copy, NULL);
    g_autofree char *twice = NULL;

    g_assert_cmpint (second.status, ==, 0);
    twice = read_all (copy);
    g_assert_cmpstr (once, ==, twice);
  }
}

/* A text inside the dossier is as good as a file, and stays as it is. */
static void
test_anchor_embedded (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new (dossier);
  g_autoptr (GString) content = g_string_new (text);
  g_autofree char *member = NULL;
  g_autofree char *file = NULL;
  g_autofree char *written = NULL;
  g_autoptr (EntJson) root = NULL;

  g_string_replace (content, "\n", "\\n", 0);
  member = g_strdup_printf ("'content':'%s'", content->str);
  g_string_replace (json, "'file':'doc.txt'", member, 0);
  g_string_replace (json, "'", "\"", 0);
  file = put (f, "embedded.dossier", json->str);
  {
    g_auto (Run) anchored = run ("anchor", file, "--quotes", f->quotes, NULL);
    g_auto (Run) checked = run ("check", file, NULL);

    g_assert_cmpstr (anchored.err, ==, "");
    g_assert_cmpint (anchored.status, ==, 0);
    g_assert_cmpint (checked.status, ==, 0);
    assert_says (checked.out, "doc: 2 exact");
  }
  written = read_all (file);
  root = ent_json_parse (written, strlen (written), NULL);
  assert_int (root, "passages/1/anchor/start", 44);
  assert_string (root, "documents/0/text/content", text);
  g_assert_cmpuint (ent_json_length (dig (root, "documents/0/text")), ==, 1);
}

static void
test_anchor_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *table, *says;
  } rows[] = {
    { "p-one\tThe first day was short\np-two\t第二天\n", "“p-one” is not in doc.txt" },
    { "p-one\tNothing was signed\np-two\t第二天\n", "“p-one” is in doc.txt 2 times" },
    { "p-one\tThe first\np-two\t第二天\np-three\tlong\n", "“p-three”" },
    { "p-one\tThe first\n", "“p-two” has neither an anchor nor a quote" },
    { "p-one\tThe first\np-two\t。\n", "“p-two”" },
    { "p-one The first\n", "quotes.tsv:1: expected a passage, a tab and a quote" },
    { "p-one\ta\n\np-one\tb\n", "quotes.tsv:3: the passage “p-one” has a second quote" },
  };
  g_autofree char *before = read_all (f->file);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *table = put (f, "quotes.tsv", rows[i].table);
      g_auto (Run) done = run ("anchor", f->file, "-s", f->folder, "-q", table, NULL);
      g_autofree char *after = read_all (f->file);

      g_assert_cmpint (done.status, ==, 1);
      assert_says (done.err, rows[i].says);
      g_assert_cmpstr (before, ==, after);
    }
}

/* Offsets into one text say nothing about another. */
static void
test_anchor_changed_text (Fixture *f, gconstpointer data)
{
  g_auto (Run) first = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_autofree char *changed = put (f, "doc.txt", "New. The first day was long.\n第二天更短。\n");
  g_auto (Run) second = run ("anchor", f->file, "-s", f->folder, NULL);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 1);
  assert_says (second.err, "offsets into another text than doc.txt");
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_auto (Run) plain = run ("check", f->file, NULL);
  g_auto (Run) json = run ("check", f->file, "--json", NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (plain.status, ==, 0);
  assert_says (plain.out, "Two days");
  assert_says (plain.out, "passages 2 · actors 2");
  assert_says (plain.out, "doc: 2 exact (doc.txt, UTF-8)");
  assert_says (plain.out, "actor:b");
  assert_says (plain.out, "passage:p-two");
  g_assert_cmpint (json.status, ==, 0);
  g_assert_nonnull (root);
  assert_int (root, "0/counts/passages", 2);
  assert_int (root, "0/documents/0/anchors/exact", 2);
  assert_string (root, "0/marks_without_evidence/0", "actor:b");
  assert_string (root, "0/passages_without_marks/0", "passage:p-two");
  g_assert_cmpuint (ent_json_length (dig (root, "0/marks_without_evidence")), ==, 1);
}

static void
test_check_changed_text (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_autofree char *changed = put (f, "doc.txt", "New. The first day: was long.\n");
  g_auto (Run) plain = run ("check", f->file, NULL);
  g_auto (Run) json = run ("check", f->file, "--json", NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (plain.status, ==, 1);
  assert_says (plain.out, "doc: 1 moved, 1 lost");
  assert_says (plain.out, "passage:p-one moved 0–22 → 5–28, 100 % alike\n");
  assert_says (plain.out, "passage:p-two lost\n");
  g_assert_cmpint (json.status, ==, 1);
  g_assert_nonnull (root);
  assert_string (root, "0/documents/0/not_exact/0/state", "moved");
  assert_int (root, "0/documents/0/not_exact/0/start", 5);
  assert_string (root, "0/documents/0/not_exact/1/state", "lost");
  assert_similarity (root, "0/documents/0/not_exact/0/similarity", 1);
  assert_similarity (root, "0/documents/0/not_exact/1/similarity", 0);
}

/* The words altered, and twice: where they may be, and how like they are. */
static void
test_check_states (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_autofree char *changed = put (
      f,
      "doc.txt",
      "The first big day was long. Nothing was signed.\n第二天更短。\n什么也没有签。\nNothing was "
      "signed.\nThe first big day was long. Nothing was signed.\n");
  g_auto (Run) plain = run ("check", f->file, NULL);
  g_auto (Run) json = run ("check", f->file, "--json", NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (plain.status, ==, 1);
  assert_says (plain.out, "doc: 1 moved, 1 ambiguous");
  assert_says (plain.out, "passage:p-one ambiguous 0–22 → 0–26, ");
  assert_int (root, "0/documents/0/anchors/ambiguous", 1);
  assert_int (root, "0/documents/0/anchors/moved", 1);
  assert_int (root, "0/documents/0/anchors/lost", 0);
  assert_string (root, "0/documents/0/not_exact/0/state", "ambiguous");
}

/* An anchor made by hand that cuts an accent off. */
static void
test_check_split (Fixture *f, gconstpointer data)
{
  static const char split[]
      = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
        "{"
        "\"id\":\"doc\",\"title\":\"D\",\"text\":{\"content\":\"a cafe\u0301 "
        "there\"}}],\"passages\":[{"
        "\"id\":\"p\",\"document\":\"doc\",\"digest\":\"C\",\"anchor\":{\"start\":2,\"end\":6,"
        "\"hash\":\"a860b858265b22da\"}}]}";
  g_autofree char *file = put (f, "split.dossier", split);
  g_auto (Run) plain = run ("check", file, NULL);
  g_auto (Run) json = run ("check", "--json", file, NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (plain.status, ==, 1);
  assert_says (plain.out, "passage:p: offset 6 is inside a character; expected a boundary");
  assert_string (root, "0/inside_characters/0/passage", "p");
  assert_int (root, "0/inside_characters/0/offset", 6);
}

static void
test_check_broken (Fixture *f, gconstpointer data)
{
  g_autofree char *broken
      = put (f,
             "broken.dossier",
             "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\n"
             " \"actors\":[{\"id\":\"a\",\"kind\":\"person\",\"name\":\"A\",\n"
             "  \"evidence\":[\"nowhere\"]}]}\n");
  g_autofree char *no_json = put (f, "none.dossier", "{\n  'a': 1}\n");
  g_autofree char *missing = g_build_filename (f->folder, "missing.dossier", NULL);
  g_auto (Run) plain = run ("check", broken, no_json, missing, NULL);
  g_auto (Run) json = run ("check", "--json", broken, no_json, missing, NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (plain.status, ==, 1);
  assert_says (plain.err, "broken.dossier:3:");
  assert_says (plain.err, "/actors/0/evidence/0");
  assert_says (plain.err, "none.dossier");
  assert_says (plain.err, "missing.dossier");
  g_assert_cmpint (json.status, ==, 1);
  g_assert_nonnull (root);
  g_assert_cmpuint (ent_json_length (root), ==, 3);
  assert_int (root, "0/problems/0/line", 3);
  assert_string (root, "0/problems/0/pointer", "/actors/0/evidence/0");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (
        ent_json_type (ent_json_member (ent_json_element (root, i), "clean")), ==, ENT_JSON_FALSE);
}

static void
test_text (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_auto (Run) plain = run ("text", f->file, "--passage", "p-one", NULL);
  g_auto (Run) context = run ("text", f->file, "-p", "p-one", "--context", "9", NULL);
  g_auto (Run) unknown = run ("text", f->file, "-p", "p-none", NULL);
  g_autofree char *path = g_build_filename (f->folder, "doc.txt", NULL);
  g_autofree char *moved_text = NULL;

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpstr (plain.out, ==, "The first day was long\n");
  g_assert_cmpint (plain.status, ==, 0);
  g_assert_cmpstr (context.out, ==, "⟦The first day was long⟧. Nothing\n");
  g_assert_cmpint (unknown.status, ==, 1);
  assert_says (unknown.err, "no passage “p-none”");

  moved_text = put (f, "doc.txt", "The First Day was long.\n");
  {
    g_auto (Run) moved = run ("text", f->file, "-p", "p-one", NULL);
    g_auto (Run) lost = run ("text", f->file, "-p", "p-two", NULL);

    g_assert_cmpint (moved.status, ==, 1);
    g_assert_cmpstr (moved.out, ==, "The First Day was long\n");
    assert_says (moved.err, "moved");
    g_assert_cmpint (lost.status, ==, 1);
    g_assert_cmpstr (lost.out, ==, "");
  }
  g_assert_cmpint (g_remove (path), ==, 0);
  {
    g_auto (Run) without = run ("text", f->file, "-p", "p-one", NULL);

    g_assert_cmpint (without.status, ==, 1);
    assert_says (without.err, "there is no text");
  }
}

static void
test_cite (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored = run ("anchor", f->file, "-s", f->folder, "-q", f->quotes, NULL);
  g_auto (Run) all = run ("cite", f->file, NULL);
  g_auto (Run) one = run ("cite", f->file, "actor:a", "p-one", "-t", "chicago", NULL);
  g_auto (Run) json = run ("cite", f->file, "-f", "annotations", NULL);
  g_auto (Run) unknown = run ("cite", f->file, "p-none", NULL);
  g_autofree char *copy = g_build_filename (f->folder, "copy.html", NULL);
  g_auto (Run) html = run ("cite", f->file, "-f", "html", "-o", copy, NULL);
  g_autofree char *written = read_all (copy);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpstr (
      all.out, ==, "“The first day was long” (para. 1)\n“第二天更短。” (para. 2)\nDoc[Z].\n");
  /* named twice, there once */
  g_assert_cmpint (one.status, ==, 0);
  g_assert_cmpstr (one.out, ==, "“The first day was long” (para. 1)\n“Doc.” n.d.\n");
  assert_int (root, "total", 2);
  assert_string (root, "first/items/1/target/selector/1/exact", "第二天更短。\n");
  g_assert_cmpint (unknown.status, ==, 1);
  assert_says (unknown.err, "“p-none”");
  g_assert_cmpint (html.status, ==, 0);
  g_assert_cmpstr (html.out, ==, "");
  assert_says (written, "<blockquote>");
}

/* A text that may be passed on goes along if asked, one that may not stays behind and is named. */
static void
test_share (Fixture *f, gconstpointer data)
{
  g_autofree char *out = g_build_filename (f->folder, "out.dossier", NULL);
  g_autofree char *missing = g_build_filename (f->folder, "none", "out.dossier", NULL);
  g_auto (Run) anchored = run ("anchor", f->file, "--quotes", f->quotes, NULL);
  g_auto (Run) closed = run ("share", f->file, "-o", out, "--with-texts", NULL);
  g_autofree char *without = read_all (out);
  g_autofree char *before = read_all (f->file);
  g_autoptr (GString) open = g_string_new (before);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (closed.status, ==, 0);
  assert_says (closed.out, "doc: left out: its rights are not given");
  g_assert_null (strstr (without, "content"));

  g_string_replace (open, "\"text\": {", "\"rights\": \"CC0-1.0\", \"text\": {", 1);
  g_assert_true (g_file_set_contents (f->file, open->str, -1, NULL));
  g_auto (Run) with = run ("share", f->file, "-o", out, "--with-texts", NULL);
  g_auto (Run) check = run ("check", out, "--json", NULL);
  g_autoptr (EntJson) report = ent_json_parse (check.out, strlen (check.out), NULL);
  assert_says (with.out, "doc: embedded (CC0-1.0)");
  assert_int (report, "0/documents/0/anchors/exact", 2);

  g_auto (Run) bare = run ("share", out, "-o", missing, "--without-texts", NULL);
  g_assert_cmpint (bare.status, ==, 1);
  assert_says (bare.err, "out.dossier");
  g_auto (Run) itself = run ("share", f->file, "-o", f->file, "--without-texts", NULL);
  g_autofree char *after = read_all (f->file);
  g_assert_cmpint (itself.status, ==, 1);
  assert_says (itself.err, "is the dossier itself");
  g_assert_cmpstr (after, ==, open->str);
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_auto (Run) anchored
      = run ("anchor", f->file, "--sources", f->folder, "--quotes", f->quotes, NULL);
  g_auto (Run) plain = run ("coverage", f->file, "--sources", f->folder, NULL);
  g_auto (Run) json = run ("coverage", f->file, "-s", f->folder, "--json", NULL);
  g_autoptr (EntJson) root = ent_json_parse (json.out, strlen (json.out), NULL);

  g_assert_cmpint (anchored.status, ==, 0);
  g_assert_cmpint (plain.status, ==, 0);
  assert_says (plain.out, "marks without evidence: 1\n    actor:b\n");
  assert_says (plain.out, "disputed marks: 0\n");
  assert_says (plain.out, "passages nothing rests on: 1\n    passage:p-two\n");
  assert_says (plain.out, "doc: 2 of 4 paragraphs coded, 37 % of the characters\n");
  assert_says (plain.out, "not coded: 3–4\n");
  g_assert_cmpint (json.status, ==, 0);
  assert_string (root, "marks_without_evidence/0", "actor:b");
  assert_string (root, "unused_passages/0", "passage:p-two");
  assert_int (root, "documents/0/paragraphs", 4);
  assert_int (root, "documents/0/characters", 75);
  assert_int (root, "documents/0/coded_characters", 28);
  assert_int (root, "documents/0/uncoded_paragraphs/1", 4);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/cli/anchor", test_anchor },
    { "/cli/anchor/embedded", test_anchor_embedded },
    { "/cli/anchor/refused", test_anchor_refused },
    { "/cli/anchor/changed-text", test_anchor_changed_text },
    { "/cli/check", test_check },
    { "/cli/check/changed-text", test_check_changed_text },
    { "/cli/check/states", test_check_states },
    { "/cli/check/split", test_check_split },
    { "/cli/check/broken", test_check_broken },
    { "/cli/text", test_text },
    { "/cli/cite", test_cite },
    { "/cli/coverage", test_coverage },
    { "/cli/share", test_share },
  };

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/cli/no-gtk", test_no_gtk);
  g_test_add_func ("/cli/usage", test_usage);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}

/* entente measures, as scripts call it. */
#include <gio/gio.h>
#include <string.h>

#include "base/json.h"

static const char *program; /* the argument of the test */

static char *
run (const char *arguments, int status)
{
  g_autofree char *dossier = g_build_filename (
      g_getenv ("ENTENTE_DATA_DIR"), "dossiers", "alliance-dilemma.dossier", NULL);
  g_autofree char *line = g_strdup_printf ("%s measures %s %s", program, dossier, arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  char *out = NULL;
  int wait_status;

  g_spawn_command_line_sync (line, &out, &err, &wait_status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", err);
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, status);
  if (status == 0)
    return out;
  g_free (out);
  return g_steal_pointer (&err);
}

static void
test_csv (void)
{
  g_autofree char *out = run ("--from 2015 --to 2020 --hub usa --undated hub "
                              "--types ally,link-asia,type:link-eurasia -f csv",
                              0);
  g_auto (GStrv) lines = g_strsplit (out, "\r\n", -1);

  /* a head and a year a row: no date is in doubt */
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 6 + 1);
  g_assert_true (g_str_has_prefix (lines[0], "date,reading,hub,actors,"));
  g_assert_true (g_str_has_prefix (lines[3], "2017,only,usa,18,12,"));
}

static void
test_json (void)
{
  g_autofree char *out = run ("--at 2022 --format json", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntJson) json = ent_json_parse (out, strlen (out), &error);
  EntJson *least = ent_json_member (ent_json_element (json, 0), "least");

  g_assert_no_error (error);
  g_assert_cmpuint (ent_json_length (json), ==, 1);
  g_assert_cmpuint (ent_json_length (ent_json_member (least, "actors")), >, 20);
  g_assert_nonnull (ent_json_member (ent_json_member (least, "network"), "linking"));
}

static void
test_text (void)
{
  g_autofree char *out = run ("--at 2022 --lang en", 0);

  g_assert_nonnull (strstr (out, "Betweenness"));
  g_assert_nonnull (strstr (out, "United States"));
  g_assert_nonnull (strstr (out, "Linking index"));
}

static void
test_errors (void)
{
  const struct
  {
    const char *arguments;
    int status;
    const char *says;
  } rows[] = {
    { "--at soon", 2, "soon" },
    { "--at 2020 --from 2000 --to 2001", 2, "--at" },
    { "--from 2000", 2, "--to" },
    { "--from 2001 --to 2000", 2, "2001" },
    { "--from 12.5 --to 2000", 2, "12.5" },
    { "--format xml", 2, "xml" },
    { "--undated some", 2, "some" },
    { "--table all", 2, "expected actors or network" },
    { "--hub nobody", 1, "nobody" },
    { "--branch colour", 1, "colour" },
    { "--types ally,friend", 1, "friend" },
    { "second.dossier", 2, "2 files" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *err = run (rows[i].arguments, rows[i].status);

      if (strstr (err, rows[i].says) == NULL)
        g_error ("“%s” is not in: %s", rows[i].says, err);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  g_test_add_func ("/cli/measures/csv", test_csv);
  g_test_add_func ("/cli/measures/json", test_json);
  g_test_add_func ("/cli/measures/text", test_text);
  g_test_add_func ("/cli/measures/errors", test_errors);
  return g_test_run ();
}

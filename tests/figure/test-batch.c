/* Many files in one go: what is written, what is kept, what fails, and what a cancel leaves. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "figure/batch.h"

static EntDossier *dossier;
static EntWorld *world;

static GFile *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_dir_make_tmp ("entente-batch-XXXXXX", &error);

  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
remove_folder (GFile *folder)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GFile) child = g_file_get_child (folder, name);
      g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

static guint
count_files (GFile *folder)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* All saved views as small SVGs. */
static GPtrArray *
make_jobs (GFile *folder)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_batch_job_free);
  const GPtrArray *views = ent_dossier_views (dossier);

  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = views->pdata[i];
      EntViewRequest request = { .dossier = dossier,
                                 .world = world,
                                 .kind = view->kind,
                                 .view = view,
                                 .lang = "en",
                                 .theme = ent_theme_get (ENT_THEME_LIGHT),
                                 .camera = ENT_CAMERA_FIT };
      EntBatchJob *job = ent_batch_job_new (&request, NULL);
      job->options.format = ENT_FIGURE_SVG;
      job->options.height_mm = 0;
      g_autofree char *name = ent_batch_file_name (job, FALSE);
      job->file = g_file_get_child (folder, name);
      g_ptr_array_add (jobs, job);
    }
  return jobs;
}

static GBytes *
load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
note_order (const EntBatchJob *job, guint n_ended, guint n_jobs, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (n_ended, ==, *last + 1);
  g_assert_cmpint (job->state, !=, ENT_BATCH_WAITING);
  *last = n_ended;
}

/* Two threads write what one figure after the other would, in whatever order. */
static void
test_all (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GPtrArray) jobs = make_jobs (folder);
  guint last = 0;

  g_assert_true (ent_batch_run (jobs, FALSE, NULL, note_order, &last));
  g_assert_cmpuint (last, ==, jobs->len);
  g_assert_cmpuint (count_files (folder), ==, jobs->len);
  for (guint i = 0; i < jobs->len; i++)
    {
      const EntBatchJob *job = jobs->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (EntScene) figure = ent_figure_build (&job->request, &job->options, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) alone
          = ent_figure_encode (figure, &job->request, &job->options, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) written = load (job->file);
      g_assert_cmpint (job->state, ==, ENT_BATCH_WRITTEN);
      g_assert_true (g_bytes_equal (written, alone));
      g_assert_cmpfloat (job->height, ==, ent_scene_height (figure));
    }
  remove_folder (folder);
}

static void
test_existing (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GPtrArray) jobs = make_jobs (folder);
  const EntBatchJob *first = jobs->pdata[0];

  g_assert_true (g_file_replace_contents (
      first->file, "mine", 4, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  g_assert_true (ent_batch_run (jobs, FALSE, NULL, NULL, NULL));
  g_assert_cmpint (first->state, ==, ENT_BATCH_KEPT);
  g_autoptr (GBytes) kept = load (first->file);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, 4);

  g_assert_true (ent_batch_run (jobs, TRUE, NULL, NULL, NULL));
  g_assert_cmpint (first->state, ==, ENT_BATCH_WRITTEN);
  g_autoptr (GBytes) replaced = load (first->file);
  g_assert_cmpuint (g_bytes_get_size (replaced), >, 1000);
  remove_folder (folder);
}

/* What fails says why, and the others are written all the same. */
static void
test_failures (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GPtrArray) jobs = make_jobs (folder);
  EntBatchJob *nowhere = jobs->pdata[0], *huge = jobs->pdata[1];

  g_clear_object (&nowhere->file);
  nowhere->file = g_file_new_for_path ("/proc/nowhere/figure.svg");
  huge->options.width_mm = 10000;
  g_assert_false (ent_batch_run (jobs, FALSE, NULL, NULL, NULL));
  g_assert_cmpint (nowhere->state, ==, ENT_BATCH_FAILED);
  g_assert_nonnull (nowhere->error);
  g_assert_cmpint (huge->state, ==, ENT_BATCH_FAILED);
  g_assert_error (huge->error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_SIZE);
  g_assert_cmpuint (count_files (folder), ==, jobs->len - 2);
  remove_folder (folder);
}

static void
cancel_after_two (const EntBatchJob *job, guint n_ended, guint n_jobs, gpointer data)
{
  if (n_ended == 2)
    g_cancellable_cancel (data);
}

/* Two are written, the two that ran then perhaps; what was waiting is not begun. */
static void
test_cancel (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GPtrArray) jobs = make_jobs (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint counts[ENT_BATCH_CANCELLED + 1] = { 0 };

  g_assert_cmpuint (jobs->len, >, 4);
  g_assert_false (ent_batch_run (jobs, FALSE, cancellable, cancel_after_two, cancellable));
  for (guint i = 0; i < jobs->len; i++)
    counts[((const EntBatchJob *)jobs->pdata[i])->state]++;
  g_assert_cmpuint (counts[ENT_BATCH_WAITING], ==, 0);
  g_assert_cmpuint (counts[ENT_BATCH_CANCELLED], >=, jobs->len - 4);
  g_assert_cmpuint (counts[ENT_BATCH_WRITTEN], >=, 2);
  g_assert_cmpuint (count_files (folder), ==, counts[ENT_BATCH_WRITTEN]);
  remove_folder (folder);
}

static void
test_names (void)
{
  static const struct
  {
    const char *lang, *lang2;
    gboolean with_language;
    const char *name;
  } cases[] = { { "en", NULL, FALSE, "network.pdf" },
                { "en", NULL, TRUE, "network-en.pdf" },
                { "en", "zh-Hant", TRUE, "network-en+zh-Hant.pdf" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntViewRequest request = {
        .dossier = dossier, .kind = ENT_VIEW_NETWORK, .lang = cases[i].lang, .lang2 = cases[i].lang2
      };
      g_autoptr (EntBatchJob) job = ent_batch_job_new (&request, NULL);
      job->options.format = ENT_FIGURE_PDF;
      g_autofree char *name = ent_batch_file_name (job, cases[i].with_language);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL, *world_path = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  world_path = ent_data_path ("world/world.bin");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  world = ent_world_open (world_path, &error);
  g_assert_no_error (error);
  g_test_add_func ("/batch/all", test_all);
  g_test_add_func ("/batch/existing", test_existing);
  g_test_add_func ("/batch/failures", test_failures);
  g_test_add_func ("/batch/cancel", test_cancel);
  g_test_add_func ("/batch/names", test_names);
  const int status = g_test_run ();
  ent_dossier_unref (dossier);
  ent_world_unref (world);
  return status;
}

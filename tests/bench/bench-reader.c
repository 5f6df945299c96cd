/* How long the main thread is busy at a time while a text of 5 MB with 2,000 passages is opened,
 * scrolled and gone through in the reader, and how long it takes until all of it is there.
 *
 * Needs a display: tests/support/headless. */
#include "bench-loop.h"

#include "base/json.h"
#include "dossier/anchor.h"
#include "widgets/panels.h"
#include "widgets/reader-map.h"

#define N_PARAGRAPHS 20000
#define PARAGRAPHS_PER_PASSAGE 10

/* Sentences of random characters, and where each paragraph begins. */
static char *
random_text (GArray *starts)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GString *text = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      guint n = (guint)g_rand_int_range (random, 30, 130);
      g_array_append_val (starts, at);
      for (guint j = 0; j < n; j++)
        g_string_append_unichar (text, (gunichar)g_rand_int_range (random, 0x4e00, 0x5000));
      g_string_append (text, "。\n");
      at += n + 2;
    }
  return g_string_free (text, FALSE);
}

static char *
dossier_text (EntSource *source, const GArray *starts)
{
  g_autoptr (EntJson) content = ent_json_new_string (ent_source_text (source));
  g_autofree char *text = ent_json_write_compact (content);
  GString *json = g_string_new ("{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"big\","
                                "\"title\":\"Big\",\"language\":\"zh-Hans\",\"documents\":[{");

  g_string_append_printf (
      json,
      "\"id\":\"d\",\"title\":\"D\",\"language\":\"zh-Hans\",\"text\":{\"content\":%s}}],",
      text);
  g_string_append (json, "\"passages\":[");
  for (guint i = 0; i < N_PARAGRAPHS; i += PARAGRAPHS_PER_PASSAGE)
    {
      guint start = g_array_index (starts, guint, i);
      g_autoptr (EntJson) anchor = ent_anchor_new (source, start + 2, start + 28, NULL);
      g_autofree char *written = ent_json_write_compact (anchor);
      g_string_append_printf (
          json,
          "%s{\"id\":\"p%u\",\"document\":\"d\",\"digest\":\"Digest\",\"anchor\":%s}",
          i > 0 ? "," : "",
          i,
          written);
    }
  g_string_append (json, "],\"actors\":[");
  for (guint i = 0; i < N_PARAGRAPHS; i += PARAGRAPHS_PER_PASSAGE)
    g_string_append_printf (
        json,
        "%s{\"id\":\"a%u\",\"kind\":\"state\",\"name\":\"A\",\"evidence\":[\"p%u\",\"p%u\"]}",
        i > 0 ? "," : "",
        i,
        i,
        N_PARAGRAPHS - PARAGRAPHS_PER_PASSAGE - i);
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static EntSession *
big_session (void)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *text = random_text (starts);
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "big", NULL);
  g_autofree char *json = dossier_text (source, starts);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (json, strlen (json), "big", NULL, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  EntSession *session = ent_session_new ();
  ent_session_set_dossier (session, dossier, NULL);
  ent_session_set_library (session, library);
  g_print ("a text of %.1f MB, %u passages\n",
           (double)strlen (text) / 1e6,
           ent_dossier_passages (dossier)->len);
  return session;
}

static void
report (const char *what)
{
  g_print (
      "  %-34s busy at most %6.2f ms (at most %.0f)\n", what, bench_busiest (), BENCH_MAX_BUSY_MS);
}

static void
open_text (GtkWidget *window, EntSession *session)
{
  const EntDocument *document
      = g_ptr_array_index (ent_dossier_documents (ent_session_dossier (session)), 0);
  guint length = ent_source_length (ent_library_source (ent_session_library (session), document));
  double before = bench_thread_ms ();
  gint64 begun = g_get_monotonic_time ();
  GtkWidget *reader = ent_reader_new (session);

  g_print ("  %-34s %6.2f ms\n", "making the reader", bench_thread_ms () - before);
  gtk_window_set_child (GTK_WINDOW (window), reader);
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (bench_find (reader, GTK_TYPE_TEXT_VIEW)));
  while (gtk_text_buffer_get_char_count (buffer) < (int)length)
    bench_settle (10);
  g_print ("  %-34s %6.0f ms\n",
           "until all of the text is there",
           (double)(g_get_monotonic_time () - begun) / 1000);
  report ("opening");
}

static void
work_through (GtkWidget *window, EntSession *session)
{
  GtkWidget *view = bench_find (window, GTK_TYPE_TEXT_VIEW);
  GtkWidget *map = bench_find (window, ENT_TYPE_READER_MAP);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  guint length
      = (guint)gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));

  for (guint i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 120);
      bench_settle (16);
    }
  report ("scrolling");
  ent_session_reveal (session, "p19990");
  bench_settle (400);
  report ("going to the last passage");
  for (guint i = 0; i < 10; i++)
    {
      g_signal_emit_by_name (map, "go", length / 10 * i);
      bench_settle (60);
    }
  report ("dragging the map");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("actor:a%u", i * 10);
      ent_session_select (session, id, ENT_SELECT_ONLY);
      bench_settle (100);
    }
  report ("selecting");
  gint64 begun = g_get_monotonic_time ();
  double last = 0;
  while (gtk_adjustment_get_upper (adjustment) > last)
    {
      last = gtk_adjustment_get_upper (adjustment);
      bench_settle (200);
    }
  g_print ("  %-34s %6.0f ms more\n",
           "until all lines are laid out",
           (double)(g_get_monotonic_time () - begun) / 1000);
  report ("layout of the rest");
}

int
main (int argc, char **argv)
{
  adw_init ();
  EntSession *session = big_session ();
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 800);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("丁丂七丄丅丆万丈三上下丌"));
  gtk_window_present (GTK_WINDOW (window));
  bench_settle (300); /* the fonts are there */
  bench_watch_loop ();
  open_text (window, session);
  work_through (window, session);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (session);
  return 0;
}

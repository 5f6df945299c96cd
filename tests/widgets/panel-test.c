#include "panel-test.h"

#include <string.h>

#include "dossier/anchor.h"

/* A passage with the anchor of the words in TEXT. */
static char *
passage (EntSource *source, const char *id, const char *words, const char *digest)
{
  const char *place = strstr (TEXT, words);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (place);
  guint start = (guint)g_utf8_pointer_to_offset (TEXT, place);
  guint end = start + (guint)g_utf8_strlen (words, -1);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, &error);
  g_assert_no_error (error);
  g_autofree char *json = ent_json_write_compact (anchor);
  return g_strdup_printf ("{\"id\":\"%s\",\"document\":\"note\",\"anchor\":%s,"
                          "\"digest\":\"%s\",\"tags\":[\"pier\"]}",
                          id,
                          json,
                          digest);
}

static EntDossier *
small_dossier (gboolean with_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = ent_source_new (TEXT, strlen (TEXT), "note", &error);
  g_assert_no_error (error);
  g_autofree char *met = passage (source, "p-met", "Alpha met Beta at the pier.", "They met.");
  g_autofree char *pier = passage (source, "p-pier", "at the pier. They signed", "At a pier.");
  g_autofree char *left = passage (source, "p-left", "Beta left first.", "Beta went.");
  g_autoptr (EntJson) content = ent_json_new_string (TEXT);
  g_autofree char *text = ent_json_write_compact (content);
  g_autofree char *attached
      = with_text ? g_strdup_printf (",\"text\":{\"content\":%s}", text) : g_strdup ("");
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"small\",\"title\":\"Small\","
      "\"language\":\"en\","
      "\"documents\":[{\"id\":\"note\",\"title\":\"Note\",\"authors\":[\"A. Writer\"],"
      "\"issued\":\"2020-05\",\"language\":\"en\"%s}],"
      "\"passages\":[%s,%s,%s],"
      "\"actors\":[{\"id\":\"alpha\",\"kind\":\"state\",\"name\":\"Alpha\","
      "\"evidence\":[\"p-met\"]},"
      "{\"id\":\"beta\",\"kind\":\"person\",\"name\":\"Beta\","
      "\"evidence\":[\"p-met\",{\"passage\":\"p-left\",\"stance\":\"disputes\","
      "\"grade\":\"B2\"}]}],"
      "\"relation_types\":[{\"id\":\"meets\",\"name\":\"meets\"}],"
      "\"relations\":[{\"id\":\"talk\",\"type\":\"meets\",\"from\":\"alpha\",\"to\":\"beta\","
      "\"label\":\"Talk at the pier\",\"start\":\"2020-03\",\"end\":\"2020-04\","
      "\"modality\":\"planned\",\"weight\":2,\"evidence\":[\"p-met\",\"p-pier\"]}],"
      "\"events\":[{\"id\":\"leave\",\"name\":\"Beta leaves\",\"date\":\"2020-04-02\","
      "\"participants\":[{\"actor\":\"beta\",\"role\":\"party\"}],\"evidence\":[\"p-left\"]}]}",
      attached,
      met,
      pier,
      left);
  g_autoptr (GPtrArray) problems = NULL;
  EntDossier *dossier
      = ent_dossier_parse (json, strlen (json), "small.dossier", &problems, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

/**
 * small_session:
 * @with_text: whether the text is attached
 *
 * Returns: (transfer full): a session with a dossier of two actors, a relation and an event
 */
EntSession *
small_session (gboolean with_text)
{
  g_autoptr (EntDossier) dossier = small_dossier (with_text);
  EntSession *session = ent_session_new ();

  ent_session_set_dossier (session, dossier, NULL);
  if (with_text)
    {
      g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
      ent_session_set_library (session, library);
    }
  return session;
}

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

/**
 * open_in_window:
 * @panel: a widget
 * @width: of the window
 * @height: of the window
 *
 * Returns: (transfer none): a window that shows the panel, laid out and idle
 */
GtkWidget *
open_in_window (GtkWidget *panel, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_present (GTK_WINDOW (window));
  pump_until (is_shown, panel);
  pump_idle ();
  frames (panel, 2);
  return window;
}

static void
collect (GtkWidget *widget, const char *css_class, GPtrArray *found)
{
  if (gtk_widget_has_css_class (widget, css_class))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, css_class, found);
}

/**
 * find_by_class:
 * @root: a widget
 * @css_class: a style class
 *
 * Returns: (transfer container): the widgets under @root with that class
 */
GPtrArray *
find_by_class (GtkWidget *root, const char *css_class)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, css_class, found);
  return found;
}

/**
 * count_by_class:
 * @root: a widget
 * @css_class: a style class
 *
 * Returns: how many widgets under @root have that class
 */
guint
count_by_class (GtkWidget *root, const char *css_class)
{
  g_autoptr (GPtrArray) found = find_by_class (root, css_class);

  return found->len;
}

/**
 * find_by_text:
 * @root: a widget
 * @text: what the label says, all of it
 *
 * Returns: (transfer none) (nullable): the first label under @root that says so
 */
GtkWidget *
find_by_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_text (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

#include "widgets/citation-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/citation.h"
#include "dossier/web-annotation.h"
#include "widgets/window.h"

/* The format beside the styles of citation. */
#define ANNOTATION "annotation"

typedef struct
{
  EntSession *session;
  GtkWidget *owner; /* of the button, so that it outlives it */
  EntCopyCollect collect;
} Copier;

static void
copier_free (gpointer data, GClosure *closure)
{
  Copier *copier = data;

  g_object_unref (copier->session);
  g_free (copier);
}

static GdkContentProvider *
new_provider (const char *text, const char *mime_type, const char *other)
{
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes (mime_type, g_bytes_new (other, strlen (other))),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static GdkContentProvider *
new_annotations (EntSession *session, const GPtrArray *evidence)
{
  const EntDossier *dossier = ent_session_dossier (session);
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (EntJson) json = NULL;

  for (guint i = 0; i < evidence->len; i++)
    {
      const EntEvidence *item = g_ptr_array_index (evidence, i);
      if (g_hash_table_add (seen, (gpointer)item->passage))
        g_ptr_array_add (passages, (gpointer)item->passage);
    }
  json = passages->len == 1
             ? ent_web_annotation_new (
                 dossier, g_ptr_array_index (passages, 0), ent_session_library (session))
             : ent_web_annotation_collection (dossier, passages, ent_session_library (session));
  g_autofree char *text = ent_json_write (json, NULL);
  return new_provider (text, "application/ld+json", text);
}

/**
 * ent_copy_content:
 * @session: the session
 * @evidence: (element-type EntEvidence): passages
 * @format: the name of a style of citation, or "annotation"
 *
 * Returns: (transfer full): the passages for the clipboard or a drag: as plain text, and as HTML or
 * JSON-LD.
 */
GdkContentProvider *
ent_copy_content (EntSession *session, const GPtrArray *evidence, const char *format)
{
  EntCitationOptions options = { .lang = ent_session_language (session) };

  if (!ent_citation_style_parse (format, &options.style))
    return new_annotations (session, evidence);
  g_autofree char *text = ent_citation_passages (evidence, ent_session_library (session), &options);
  options.html = TRUE;
  g_autofree char *html = ent_citation_passages (evidence, ent_session_library (session), &options);
  return new_provider (text, "text/html", html);
}

static void
copy_activated (GSimpleAction *action, GVariant *format, Copier *copier)
{
  g_autoptr (GPtrArray) evidence = copier->collect (copier->owner);
  GtkRoot *root = gtk_widget_get_root (copier->owner);

  if (evidence->len == 0)
    return;
  g_autoptr (GdkContentProvider) content
      = ent_copy_content (copier->session, evidence, g_variant_get_string (format, NULL));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (copier->owner), content);
  if (!ENT_IS_WINDOW (root))
    return;
  g_autofree char *said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u passage is on the clipboard",
                                                        "%u passages are on the clipboard",
                                                        evidence->len),
                                           evidence->len);
  ent_window_toast (ENT_WINDOW (root), said);
}

static GMenuModel *
new_menu (void)
{
  static const char *const styles[ENT_N_CITATION_STYLES] = { "GB/T 7714", "Chicago", N_ ("Plain") };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) cited = g_menu_new (), other = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *action = g_strdup_printf ("copy.as::%s", ent_citation_style_name (i));
      g_menu_append (cited, _ (styles[i]), action);
    }
  g_menu_append_section (menu, _ ("Copy with Citation"), G_MENU_MODEL (cited));
  g_menu_append (other, _ ("Copy as Web Annotation"), "copy.as::" ANNOTATION);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  return G_MENU_MODEL (menu);
}

/* The menu is made when it is first opened: there may be as many buttons as there are cards. */
static void
make_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  menu = new_menu ();
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/**
 * ent_copy_button_new:
 * @session: the session
 * @owner: the widget whose passages are copied; the button goes into it
 * @collect: what is copied, asked for when it is
 *
 * Returns: (transfer floating): a menu button that copies passages.
 */
GtkWidget *
ent_copy_button_new (EntSession *session, GtkWidget *owner, EntCopyCollect collect)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("as", G_VARIANT_TYPE_STRING);
  Copier *copier = g_new (Copier, 1);

  *copier = (Copier){ g_object_ref (session), owner, collect };
  g_signal_connect_data (action, "activate", G_CALLBACK (copy_activated), copier, copier_free, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (button, "copy", G_ACTION_GROUP (group));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_menu, NULL, NULL);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "copy-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

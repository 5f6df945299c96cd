#include "widgets/export-presets.h"

#include <glib/gi18n-lib.h>

#include "dossier/dossier-edit-views.h"

struct _EntExportPresets
{
  AdwBin parent;
  EntSession *session;
  EntChoicesFunc choices;
  gpointer data; /* for choices */
  gboolean filling;
  AdwComboRow *row;
};

G_DEFINE_FINAL_TYPE (EntExportPresets, ent_export_presets, ADW_TYPE_BIN)

static guint chosen_signal, failed_signal;

/* Lists */

static EntJson *
presets_of (EntDossier *dossier)
{
  EntJson *presets = ent_dossier_presets (dossier);

  return presets != NULL ? ent_json_ref (presets) : ent_json_new_array ();
}

/* A name is a text, perhaps one for each language. */
static const char *
name_of (const EntJson *preset, const char *lang)
{
  const EntJson *name = ent_json_member (preset, "name");
  const char *string = "";

  if (ent_json_get_string (name, &string)
      || ent_json_get_string (ent_json_member (name, lang), &string)
      || ent_json_get_string (ent_json_member (name, "en"), &string))
    return string;
  if (ent_json_length (name) > 0)
    ent_json_get_string (ent_json_member (name, ent_json_key (name, 0)), &string);
  return string;
}

static EntDossier *
edit (EntDossier *dossier, EntJson *presets, GError **error)
{
  g_autoptr (EntJson) list = presets;

  return ent_dossier_with_presets (dossier, list, error);
}

static EntJson *
new_preset (const char *name, const EntFigureChoices *choices)
{
  EntJson *preset
      = ent_json_with_member (ent_json_new_object (), "name", ent_json_new_string (name));

  return ent_json_with_member (preset, "options", ent_figure_choices_to_json (choices));
}

/**
 * ent_presets_save:
 * @dossier: a dossier
 * @name: of the preset; one of that name is replaced
 * @choices: what it keeps
 * @error: return location
 *
 * Returns: (transfer full): the dossier with it, or %NULL
 */
EntDossier *
ent_presets_save (EntDossier *dossier,
                  const char *name,
                  const EntFigureChoices *choices,
                  GError **error)
{
  EntJson *presets = presets_of (dossier);

  for (guint i = 0; i < ent_json_length (presets); i++)
    if (g_str_equal (name_of (ent_json_element (presets, i), "en"), name))
      return edit (
          dossier, ent_json_replace_element (presets, i, new_preset (name, choices)), error);
  return edit (dossier, ent_json_with_element (presets, new_preset (name, choices)), error);
}

/**
 * ent_presets_rename:
 * @dossier: a dossier
 * @place: of the preset in the list
 * @name: its new name
 * @error: return location
 *
 * Returns: (transfer full): the dossier with it, or %NULL
 */
EntDossier *
ent_presets_rename (EntDossier *dossier, guint place, const char *name, GError **error)
{
  EntJson *presets = presets_of (dossier);
  EntJson *preset = ent_json_with_member (
      ent_json_ref (ent_json_element (presets, place)), "name", ent_json_new_string (name));

  return edit (dossier, ent_json_replace_element (presets, place, preset), error);
}

/**
 * ent_presets_delete:
 * @dossier: a dossier
 * @place: of the preset in the list
 * @error: return location
 *
 * Returns: (transfer full): the dossier without it, or %NULL
 */
EntDossier *
ent_presets_delete (EntDossier *dossier, guint place, GError **error)
{
  g_autoptr (EntJson) presets = presets_of (dossier);
  EntJson *rest = ent_json_new_array ();

  for (guint i = 0; i < ent_json_length (presets); i++)
    if (i != place)
      rest = ent_json_with_element (rest, ent_json_ref (ent_json_element (presets, i)));
  return edit (dossier, rest, error);
}

/* The row */

static EntDossier *
dossier_of (EntExportPresets *self)
{
  return ent_session_dossier (self->session);
}

/* Of the preset that is chosen; the first line of the list is none. */
static gboolean
chosen_place (EntExportPresets *self, guint *place)
{
  const guint selected = adw_combo_row_get_selected (self->row);

  *place = selected - 1;
  return selected > 0 && selected != GTK_INVALID_LIST_POSITION;
}

static void
enable_actions (EntExportPresets *self)
{
  guint place;
  const gboolean any = chosen_place (self, &place);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "presets.rename", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "presets.delete", any);
}

static void
fill_row (EntExportPresets *self, guint selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const EntJson *presets = ent_dossier_presets (dossier_of (self));

  self->filling = TRUE;
  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < ent_json_length (presets); i++)
    gtk_string_list_append (
        names, name_of (ent_json_element (presets, i), ent_session_language (self->session)));
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->row, selected);
  self->filling = FALSE;
  enable_actions (self);
}

static void
fail (EntExportPresets *self, const GError *error)
{
  g_signal_emit (self, failed_signal, 0, error->message);
}

static void
choose (EntExportPresets *self)
{
  EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;
  g_autoptr (GError) error = NULL;
  guint place;

  enable_actions (self);
  if (self->filling || !chosen_place (self, &place))
    return;
  const EntJson *preset = ent_json_element (ent_dossier_presets (dossier_of (self)), place);
  if (ent_figure_choices_read (&choices, ent_json_member (preset, "options"), &error))
    g_signal_emit (self, chosen_signal, 0, &choices);
  else
    fail (self, error);
}

/* Takes the dossier. */
static void
apply (EntExportPresets *self, EntDossier *next, const char *label, guint selected, GError *error)
{
  g_autoptr (EntDossier) edited = next;
  g_autoptr (GError) reason = error;

  if (edited == NULL)
    {
      fail (self, reason);
      return;
    }
  ent_session_edit (self->session, edited, label);
  fill_row (self, selected);
}

static void
save_as (EntExportPresets *self, const char *name)
{
  GError *error = NULL;
  EntDossier *next = ent_presets_save (dossier_of (self), name, self->choices (self->data), &error);
  const EntJson *presets = next != NULL ? ent_dossier_presets (next) : NULL;
  guint place = 0;

  for (guint i = 0; i < ent_json_length (presets); i++)
    if (g_str_equal (name_of (ent_json_element (presets, i), "en"), name))
      place = i + 1;
  apply (self, next, _ ("Save Preset"), place, error);
}

static void
rename_to (EntExportPresets *self, const char *name)
{
  GError *error = NULL;
  guint place;

  if (!chosen_place (self, &place))
    return;
  EntDossier *next = ent_presets_rename (dossier_of (self), place, name, &error);
  apply (self, next, _ ("Rename Preset"), place + 1, error);
}

/* Asking for a name */

static void
answered (AdwMessageDialog *dialog, const char *response, EntExportPresets *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*name == '\0')
    return;
  if (g_str_equal (response, "save"))
    save_as (self, name);
  else if (g_str_equal (response, "rename"))
    rename_to (self, name);
}

/* A preset without a name cannot be chosen again. */
static void
follow_name (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (
      dialog, adw_message_dialog_get_default_response (dialog), *name != '\0');
}

static void
ask_name (EntExportPresets *self,
          const char *heading,
          const char *response,
          const char *label,
          const char *name)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), response, label, NULL);
  adw_message_dialog_set_response_appearance (dialog, response, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, response);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  g_signal_connect (entry, "changed", G_CALLBACK (follow_name), dialog);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  follow_name (GTK_EDITABLE (entry), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activate_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_name (
      ENT_EXPORT_PRESETS (widget), _ ("Save These Choices as a Preset"), "save", _ ("_Save"), "");
}

static void
activate_rename (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportPresets *self = ENT_EXPORT_PRESETS (widget);
  guint place;

  if (!chosen_place (self, &place))
    return;
  const EntJson *preset = ent_json_element (ent_dossier_presets (dossier_of (self)), place);
  ask_name (self,
            _ ("Rename Preset"),
            "rename",
            _ ("_Rename"),
            name_of (preset, ent_session_language (self->session)));
}

/* Undo brings it back, so nobody is asked. */
static void
activate_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportPresets *self = ENT_EXPORT_PRESETS (widget);
  GError *error = NULL;
  guint place;

  if (!chosen_place (self, &place))
    return;
  EntDossier *next = ent_presets_delete (dossier_of (self), place, &error);
  apply (self, next, _ ("Delete Preset"), 0, error);
}

static void
ent_export_presets_dispose (GObject *object)
{
  g_clear_object (&ENT_EXPORT_PRESETS (object)->session);
  G_OBJECT_CLASS (ent_export_presets_parent_class)->dispose (object);
}

static void
ent_export_presets_class_init (EntExportPresetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_export_presets_dispose;
  chosen_signal = g_signal_new (
      "chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  failed_signal = g_signal_new (
      "failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "presets.save", NULL, activate_save);
  gtk_widget_class_install_action (widget_class, "presets.rename", NULL, activate_rename);
  gtk_widget_class_install_action (widget_class, "presets.delete", NULL, activate_delete);
}

static GtkWidget *
new_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("_Save as Preset…"), "presets.save");
  g_menu_append (menu, _ ("_Rename Preset…"), "presets.rename");
  g_menu_append (menu, _ ("_Delete Preset"), "presets.delete");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Presets"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Presets"), -1);
  return button;
}

static void
ent_export_presets_init (EntExportPresets *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ ("Preset"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), new_menu ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->row));
  adw_bin_set_child (ADW_BIN (self), group);
  g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (choose), self);
}

/**
 * ent_export_presets_set_session:
 * @self: the row
 * @session: whose dossier has the presets
 * @choices: tells what to save
 * @data: for @choices
 */
void
ent_export_presets_set_session (EntExportPresets *self,
                                EntSession *session,
                                EntChoicesFunc choices,
                                gpointer data)
{
  g_set_object (&self->session, session);
  self->choices = choices;
  self->data = data;
  fill_row (self, 0);
}

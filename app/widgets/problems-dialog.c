#include "widgets/problems-dialog.h"

#include <glib/gi18n-lib.h>

#include "dossier/dossier-file.h"

#define ENT_TYPE_PROBLEMS_DIALOG (ent_problems_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntProblemsDialog, ent_problems_dialog, ENT, PROBLEMS_DIALOG, AdwWindow)

struct _EntProblemsDialog
{
  AdwWindow parent;
  char *text; /* all of it, to be copied */
  EntShowPartialFunc show_partial;
  gpointer data;
  GDestroyNotify free_data;

  /* template */
  GtkLabel *heading, *body;
  GtkWidget *scroller, *partial_button;
  GtkListBox *list;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (EntProblemsDialog, ent_problems_dialog, ADW_TYPE_WINDOW)

static void
on_copy (EntProblemsDialog *dialog)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), dialog->text);
  adw_toast_overlay_add_toast (dialog->toasts, adw_toast_new (_ ("Copied")));
}

static void
on_show_partial (EntProblemsDialog *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  dialog->show_partial (parent, dialog->data);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
finalize (GObject *object)
{
  EntProblemsDialog *dialog = ENT_PROBLEMS_DIALOG (object);

  if (dialog->free_data != NULL)
    dialog->free_data (dialog->data);
  g_free (dialog->text);
  G_OBJECT_CLASS (ent_problems_dialog_parent_class)->finalize (object);
}

static void
dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_PROBLEMS_DIALOG);
  G_OBJECT_CLASS (ent_problems_dialog_parent_class)->dispose (object);
}

static void
ent_problems_dialog_class_init (EntProblemsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/problems-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, body);
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, partial_button);
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EntProblemsDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_show_partial);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_problems_dialog_init (EntProblemsDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

static GtkWidget *
new_row (const EntProblem *problem)
{
  g_autofree char *place = problem->line > 0
                               ? g_strdup_printf (_ ("Line %u, column %u · %s"),
                                                  problem->line,
                                                  problem->column,
                                                  problem->pointer ? problem->pointer : "/")
                               : g_strdup (problem->pointer);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title",
                                 problem->message,
                                 "subtitle",
                                 place,
                                 "use-markup",
                                 FALSE,
                                 "title-lines",
                                 0,
                                 "title-selectable",
                                 TRUE,
                                 NULL);

  return row;
}

static void
fill (EntProblemsDialog *dialog, const char *name, const GError *error, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n = problems != NULL ? problems->len : 0;
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Cannot Be Opened"), name);

  g_string_append_printf (text, "%s\n%s\n", name, error->message);
  for (guint i = 0; i < n; i++)
    {
      const EntProblem *problem = g_ptr_array_index (problems, i);
      gtk_list_box_append (dialog->list, new_row (problem));
      g_string_append_printf (text,
                              "%u:%u %s: %s\n",
                              problem->line,
                              problem->column,
                              problem->pointer ? problem->pointer : "/",
                              problem->message);
    }
  dialog->text = g_strdup (text->str);
  gtk_label_set_text (dialog->heading, heading);
  gtk_label_set_text (dialog->body, error->message);
  gtk_widget_set_visible (dialog->scroller, n > 0);
}

/**
 * ent_problems_dialog_present:
 * @parent: whose open dossier stays as it is
 * @name: of the file
 * @error: why it did not open
 * @problems: (nullable) (element-type EntProblem): everything that is wrong with it
 * @show_partial: (nullable): shows what could be read, when the user asks for it; %NULL when
 *   nothing could
 * @data: (transfer full): for @show_partial
 * @free_data: frees @data
 *
 * Shows the list, which can be copied.
 */
void
ent_problems_dialog_present (GtkWindow *parent,
                             const char *name,
                             const GError *error,
                             GPtrArray *problems,
                             EntShowPartialFunc show_partial,
                             gpointer data,
                             GDestroyNotify free_data)
{
  EntProblemsDialog *dialog
      = g_object_new (ENT_TYPE_PROBLEMS_DIALOG, "transient-for", parent, NULL);

  dialog->show_partial = show_partial;
  dialog->data = data;
  dialog->free_data = free_data;
  gtk_widget_set_visible (dialog->partial_button, show_partial != NULL);
  fill (dialog, name, error, problems);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* usage: drag-source PATH…: a small window that files are dragged out of, as from a file manager.
 */
#include <gtk/gtk.h>

static GdkContentProvider *
prepare (GtkDragSource *source, double x, double y, GSList *files)
{
  return gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
}

static void
activate (GtkApplication *app, GSList *files)
{
  GtkWidget *window = gtk_application_window_new (app);
  GtkWidget *label = gtk_label_new ("drag");
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect (source, "prepare", G_CALLBACK (prepare), files);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_size_request (label, 120, 60);
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) app = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  GSList *files = NULL;

  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_path (argv[i]));
  g_signal_connect (app, "activate", G_CALLBACK (activate), files);
  g_application_run (G_APPLICATION (app), 1, argv);
  g_slist_free_full (files, g_object_unref);
  return 0;
}

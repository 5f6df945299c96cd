/* A list whose rows are made when they come to be seen: a few before each frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes row i: a widget, which is put into a GtkListBoxRow unless it is one. */
typedef GtkWidget *(*EntRowFunc) (guint i, gpointer data);
/* All rows wanted by now are there. */
typedef void (*EntRowsMadeFunc) (gpointer data);

typedef struct _EntLazyList EntLazyList;

EntLazyList *ent_lazy_list_new (GtkScrolledWindow *scroller,
                                GtkListBox *list,
                                EntRowFunc make,
                                EntRowsMadeFunc made,
                                gpointer data);
void ent_lazy_list_free (EntLazyList *lazy);
void ent_lazy_list_set (EntLazyList *lazy, guint kept, guint n);
GtkListBoxRow *ent_lazy_list_row (EntLazyList *lazy, guint i);

G_END_DECLS

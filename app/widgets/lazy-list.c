#include "widgets/lazy-list.h"

#include "widgets/frame-steps.h"

/* Rows beyond what is seen, so that scrolling does not come to an end: a page of them, and at
 * first, when nothing is laid out yet, so many. */
#define FIRST_ROWS 14
#define MORE_ROWS 8

struct _EntLazyList
{
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  EntRowFunc make;
  EntRowsMadeFunc made;
  gpointer data;
  guint n, n_made, n_wanted;
  guint n_old; /* rows of before, after those made */
  guint step_id;
};

static void
drop_row (EntLazyList *lazy)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (lazy->list, (int)lazy->n_made);

  gtk_list_box_remove (lazy->list, GTK_WIDGET (row));
  lazy->n_old--;
}

/* In place of an old one, so that the list does not shrink and grow. */
static void
make_row (EntLazyList *lazy)
{
  if (lazy->n_old > 0)
    drop_row (lazy);
  gtk_list_box_insert (lazy->list, lazy->make (lazy->n_made, lazy->data), (int)lazy->n_made);
  lazy->n_made++;
}

static gboolean
step (gpointer data)
{
  EntLazyList *lazy = data;

  if (lazy->n_made < MIN (lazy->n_wanted, lazy->n))
    make_row (lazy);
  else if (lazy->n_old > 0)
    drop_row (lazy);
  if (lazy->n_made < MIN (lazy->n_wanted, lazy->n) || lazy->n_old > 0)
    return G_SOURCE_CONTINUE;
  lazy->step_id = 0;
  if (lazy->made != NULL)
    lazy->made (lazy->data);
  return G_SOURCE_REMOVE;
}

static void
want (EntLazyList *lazy, guint n_wanted)
{
  lazy->n_wanted = MAX (lazy->n_wanted, n_wanted);
  if (lazy->step_id == 0)
    lazy->step_id = ent_frame_steps_add (GTK_WIDGET (lazy->list), step, lazy);
}

/* Scrolled, or laid out. */
static void
on_moved (EntLazyList *lazy)
{
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (lazy->scroller);
  const double page = gtk_adjustment_get_page_size (at);
  const double below = gtk_adjustment_get_upper (at) - gtk_adjustment_get_value (at) - page;

  if (page > 1 && below < page && lazy->n_made < lazy->n && lazy->step_id == 0)
    want (lazy, lazy->n_made + MORE_ROWS);
}

/**
 * ent_lazy_list_new:
 * @scroller: what @list is in
 * @list: an empty list
 * @make: makes a row
 * @made: (nullable): told when the rows that are seen are there
 * @data: for both
 *
 * Returns: (transfer full): a list without rows; to be freed before the two widgets
 */
EntLazyList *
ent_lazy_list_new (GtkScrolledWindow *scroller,
                   GtkListBox *list,
                   EntRowFunc make,
                   EntRowsMadeFunc made,
                   gpointer data)
{
  EntLazyList *lazy = g_new0 (EntLazyList, 1);
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (scroller);

  lazy->scroller = scroller;
  lazy->list = list;
  lazy->make = make;
  lazy->made = made;
  lazy->data = data;
  g_signal_connect_swapped (at, "value-changed", G_CALLBACK (on_moved), lazy);
  g_signal_connect_swapped (at, "changed", G_CALLBACK (on_moved), lazy);
  return lazy;
}

static void
stop (EntLazyList *lazy)
{
  if (lazy->step_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (lazy->list), lazy->step_id);
  lazy->step_id = 0;
}

/**
 * ent_lazy_list_free:
 * @lazy: (nullable) (transfer full): a list; its rows stay
 */
void
ent_lazy_list_free (EntLazyList *lazy)
{
  if (lazy == NULL)
    return;
  stop (lazy);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (lazy->scroller), lazy);
  g_free (lazy);
}

/**
 * ent_lazy_list_set:
 * @lazy: a list
 * @kept: the first so many rows stay; 0 shows the list from its top
 * @n: how many rows there are from now on
 *
 * Makes those after @kept that are seen, and lets them take the places of the ones there.
 */
void
ent_lazy_list_set (EntLazyList *lazy, guint kept, guint n)
{
  const guint n_rows = lazy->n_made + lazy->n_old;

  stop (lazy);
  lazy->n_made = MIN (lazy->n_made, kept);
  lazy->n_old = n_rows - lazy->n_made;
  lazy->n = n;
  lazy->n_wanted = 0;
  if (lazy->n_made == 0)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (lazy->scroller), 0);
  want (lazy, lazy->n_made + FIRST_ROWS);
}

/**
 * ent_lazy_list_row:
 * @lazy: a list
 * @i: which row
 *
 * Makes the rows up to it if they are not there yet.
 *
 * Returns: (transfer none) (nullable): the row; %NULL if there are not as many
 */
GtkListBoxRow *
ent_lazy_list_row (EntLazyList *lazy, guint i)
{
  while (lazy->n_made <= i && lazy->n_made < lazy->n)
    make_row (lazy);
  return i < lazy->n ? gtk_list_box_get_row_at_index (lazy->list, (int)i) : NULL;
}

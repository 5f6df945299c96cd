#include <glib/gi18n-lib.h>
#include <math.h>

#include "widgets/measures-private.h"

/* Columns before the measures. */
enum
{
  COLUMN_NAME,
  COLUMN_BRANCH,
  COLUMN_MEASURES,
  N_COLUMNS = COLUMN_MEASURES + ENT_N_ACTOR_MEASURES,
};

/* A row is the index of its actor. */
#define ENT_TYPE_MEASURES_ROW (ent_measures_row_get_type ())
G_DECLARE_FINAL_TYPE (EntMeasuresRow, ent_measures_row, ENT, MEASURES_ROW, GObject)

struct _EntMeasuresRow
{
  GObject parent;
  guint actor;
};

G_DEFINE_FINAL_TYPE (EntMeasuresRow, ent_measures_row, G_TYPE_OBJECT)

static void
ent_measures_row_class_init (EntMeasuresRowClass *klass)
{
}

static void
ent_measures_row_init (EntMeasuresRow *self)
{
}

/* What a factory and a sorter know of their column. */
typedef struct
{
  EntMeasuresTable *table;
  guint index;
} Column;

struct _EntMeasuresTable
{
  GtkColumnView *view;
  EntSession *session;
  const EntMeasured *measured; /* or NULL */
  GtkSortListModel *sorted;
  GtkMultiSelection *selection;
  GtkColumnViewColumn *columns[N_COLUMNS];
  Column about[N_COLUMNS];
  gboolean following; /* the rows follow the session, not the other way round */
};

static const EntActor *
actor_of (const EntMeasuresTable *table, guint actor)
{
  return g_ptr_array_index (ent_measure_study_actors (table->measured->study), actor);
}

static const char *
text_of (const EntMeasuresTable *table, guint column, guint actor)
{
  const char *lang = ent_session_language (table->session);

  return column == COLUMN_NAME ? ent_text_get (&actor_of (table, actor)->thing.name, lang)
                               : ent_measure_study_group (table->measured->study, actor, lang);
}

static double
value_of (const EntMeasuresTable *table, guint column, guint actor)
{
  const EntMeasurePoint *point = table->measured->point;
  const double least = ent_measures_actor (point->least, actor, column - COLUMN_MEASURES);
  const double most = ent_measures_actor (point->most, actor, column - COLUMN_MEASURES);

  return !isfinite (least) ? most : !isfinite (most) ? least : (least + most) / 2;
}

static int
compare (gconstpointer x, gconstpointer y, gpointer data)
{
  const Column *column = data;
  const guint a = ((const EntMeasuresRow *)x)->actor, b = ((const EntMeasuresRow *)y)->actor;

  if (column->index < COLUMN_MEASURES)
    return g_utf8_collate (text_of (column->table, column->index, a),
                           text_of (column->table, column->index, b));

  const double p = value_of (column->table, column->index, a);
  const double q = value_of (column->table, column->index, b);
  /* what is not defined comes before all values */
  if (isnan (p) || isnan (q))
    return isnan (q) - isnan (p);
  return p < q ? -1 : p > q;
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->index < COLUMN_MEASURES ? 0 : 1);
  if (column->index < COLUMN_MEASURES)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The degree by type: "Alliance 6, Member 3". */
static char *
count_types (const EntMeasuresTable *table, guint actor)
{
  const GPtrArray *types = ent_measure_study_types (table->measured->study);
  const EntMeasures *measures = table->measured->point->most;
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < types->len; i++)
    {
      const EntThing *type = g_ptr_array_index (types, i);
      const guint n = measures->by_type[(gsize)actor * measures->n_types + i];

      if (n > 0)
        g_string_append_printf (words,
                                "%s%s: %u",
                                words->len > 0 ? "\n" : "",
                                ent_text_get (&type->name, ent_session_language (table->session)),
                                n);
    }
  return g_string_free (words, FALSE);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const EntMeasuresTable *table = column->table;
  const guint actor = ENT_MEASURES_ROW (gtk_list_item_get_item (item))->actor;
  const guint k = column->index - COLUMN_MEASURES;

  if (column->index < COLUMN_MEASURES)
    {
      gtk_label_set_text (GTK_LABEL (label), text_of (table, column->index, actor));
      gtk_widget_set_tooltip_text (label, text_of (table, column->index, actor));
      return;
    }
  const EntMeasurePoint *point = table->measured->point;
  g_autofree char *text = ent_measure_format (ent_measures_actor (point->least, actor, k),
                                              ent_measures_actor (point->most, actor, k),
                                              ent_actor_measure_info (k)->decimals);
  g_autofree char *types = k == ENT_ACTOR_DEGREE ? count_types (table, actor) : NULL;
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, types != NULL && *types != '\0' ? types : NULL);
}

static void
add_column (EntMeasuresTable *table, guint index)
{
  Column *about = &table->about[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *title = index == COLUMN_NAME ? _ ("Actor")
                      : index == COLUMN_BRANCH
                          ? _ ("Branch")
                          : _ (ent_actor_measure_info (index - COLUMN_MEASURES)->name);
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, about, NULL));

  *about = (Column){ table, index };
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), about);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), about);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, index < COLUMN_MEASURES);
  if (index == COLUMN_NAME)
    gtk_column_view_column_set_fixed_width (column, 190);
  gtk_column_view_append_column (table->view, column);
  table->columns[index] = column;
  g_object_unref (column);
}

/* GTK gives titles no tooltips of their own: they are the children of the view's first child. */
static void
explain_titles (EntMeasuresTable *table)
{
  GtkWidget *head = gtk_widget_get_first_child (GTK_WIDGET (table->view));
  GtkWidget *title = head != NULL ? gtk_widget_get_first_child (head) : NULL;

  for (guint i = 0; title != NULL && i < N_COLUMNS; i++)
    {
      if (i >= COLUMN_MEASURES)
        {
          g_autofree char *words
              = ent_measure_tooltip (ent_actor_measure_info (i - COLUMN_MEASURES));
          GtkWidget *box = gtk_widget_get_first_child (title);

          gtk_widget_set_tooltip_text (title, words);
          if (box != NULL)
            gtk_widget_set_halign (box, GTK_ALIGN_END);
        }
      title = gtk_widget_get_next_sibling (title);
    }
}

/* Rows that were selected by hand select their actors everywhere. */
static void
rows_selected (GtkSelectionModel *model, guint position, guint n, EntMeasuresTable *table)
{
  g_autoptr (GtkBitset) rows = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  GtkBitsetIter iter;
  guint row;

  if (table->following || table->measured == NULL)
    return;
  rows = gtk_selection_model_get_selection (model);
  ids = g_ptr_array_new ();
  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (EntMeasuresRow) item = g_list_model_get_item (G_LIST_MODEL (model), row);
      g_ptr_array_add (ids, (gpointer)actor_of (table, item->actor)->thing.mark_id);
    }
  g_ptr_array_add (ids, NULL);
  table->following = TRUE;
  ent_session_select_all (table->session, (const char *const *)ids->pdata, ENT_SELECT_ONLY);
  table->following = FALSE;
}

/**
 * ent_measures_table_follow:
 * @table: a table
 *
 * Selects the rows of the actors that the session has selected.
 */
void
ent_measures_table_follow (EntMeasuresTable *table)
{
  GListModel *rows = G_LIST_MODEL (table->selection);
  const guint n = g_list_model_get_n_items (rows);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty (), all = gtk_bitset_new_range (0, n);

  if (table->following || table->measured == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntMeasuresRow) row = g_list_model_get_item (rows, i);

      if (ent_session_is_selected (table->session, actor_of (table, row->actor)->thing.mark_id))
        gtk_bitset_add (selected, i);
    }
  table->following = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (table->selection), selected, all);
  table->following = FALSE;
}

/**
 * ent_measures_table_show:
 * @table: a table
 * @measured: (nullable): what to show; has to stay until the next call
 *
 * Fills the table.  It stays sorted as it was.
 */
void
ent_measures_table_show (EntMeasuresTable *table, const EntMeasured *measured)
{
  g_autoptr (GListStore) store = g_list_store_new (ENT_TYPE_MEASURES_ROW);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = measured != NULL ? ent_measure_study_actors (measured->study)->len : 0;

  table->following = TRUE;
  /* rows of before are gone before what they point to */
  gtk_sort_list_model_set_model (table->sorted, NULL);
  table->measured = measured;
  for (guint i = 0; i < n; i++)
    {
      EntMeasuresRow *row = g_object_new (ENT_TYPE_MEASURES_ROW, NULL);

      row->actor = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  gtk_sort_list_model_set_model (table->sorted, G_LIST_MODEL (store));
  gtk_column_view_column_set_visible (table->columns[COLUMN_BRANCH],
                                      measured != NULL
                                          && ent_measure_study_has_groups (measured->study));
  table->following = FALSE;
  ent_measures_table_follow (table);
}

/**
 * ent_measures_table_new:
 * @view: an empty view, which must not outlive the table
 * @session: the session whose selection it shares
 *
 * Returns: (transfer full): the table, without rows
 */
EntMeasuresTable *
ent_measures_table_new (GtkColumnView *view, EntSession *session)
{
  EntMeasuresTable *table = g_new0 (EntMeasuresTable, 1);

  table->view = view;
  table->session = session;
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (table, i);
  explain_titles (table);
  table->sorted = gtk_sort_list_model_new (NULL, g_object_ref (gtk_column_view_get_sorter (view)));
  table->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (table->sorted)));
  g_signal_connect (table->selection, "selection-changed", G_CALLBACK (rows_selected), table);
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (table->selection));
  gtk_column_view_sort_by_column (
      view, table->columns[COLUMN_MEASURES + ENT_ACTOR_DEGREE], GTK_SORT_DESCENDING);
  return table;
}

/**
 * ent_measures_table_free:
 * @table: (nullable) (transfer full): a table
 *
 * Empties the view and frees the table.
 */
void
ent_measures_table_free (EntMeasuresTable *table)
{
  if (table == NULL)
    return;
  g_signal_handlers_disconnect_by_data (table->selection, table);
  gtk_column_view_set_model (table->view, NULL);
  gtk_sort_list_model_set_sorter (table->sorted, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_column_view_remove_column (table->view, table->columns[i]);
  g_object_unref (table->selection);
  g_object_unref (table->sorted);
  g_free (table);
}

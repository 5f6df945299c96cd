/* The notes of a table: which passage has which number, and what is said of it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dossier/library.h"
#include "figure/figure-private.h"
#include "figure/table-private.h"
#include "views/words.h"

static guint
hash_use (gconstpointer key)
{
  return g_direct_hash (((const EntEvidence *)key)->passage);
}

/* The same passage in the same use. */
static gboolean
is_same_use (gconstpointer a, gconstpointer b)
{
  const EntEvidence *left = a, *right = b;

  return left->passage == right->passage && left->disputes == right->disputes
         && g_strcmp0 (left->grade, right->grade) == 0
         && g_str_equal (ent_text_get (&left->note, "en"), ent_text_get (&right->note, "en"));
}

static void
free_note (gpointer data)
{
  EntTableNote *note = data;

  g_free (note->citation);
  g_free (note->citation_html);
  g_free (note->facts);
  g_free (note->digest.text);
  g_free (note->said.text);
  g_free (note);
}

/**
 * ent_table_free:
 * @table: (nullable) (transfer full): a table
 */
void
ent_table_free (EntTable *table)
{
  if (table == NULL)
    return;
  g_free (table->title);
  g_free (table->subtitle);
  g_free (table->caption);
  g_hash_table_unref (table->numbers);
  g_ptr_array_unref (table->notes);
  g_ptr_array_unref (table->remarks);
  ent_grid_free (table->grid);
  g_free (table);
}

/* ---- what a note says ---- */

static EntGridText
read_text (const EntTable *table, const EntText *text)
{
  const char *value = ent_text_get (text, table->lang), *tag = table->lang;

  for (guint i = 0; i < text->n; i++)
    if (text->values[i] == value)
      tag = *text->tags[i] != '\0' ? text->tags[i] : ent_dossier_language (table->request->dossier);
  return (EntGridText){ g_strdup (value),
                        tag == NULL || g_str_equal (tag, table->lang) ? NULL
                                                                      : g_intern_string (tag) };
}

/* What follows it goes on with the sentence. */
static char *
without_stop (char *citation)
{
  if (g_str_has_suffix (citation, "."))
    citation[strlen (citation) - 1] = '\0';
  else if (g_str_has_suffix (citation, "。"))
    citation[strlen (citation) - strlen ("。")] = '\0';
  return citation;
}

static void
cite (const EntTable *table, EntTableNote *note)
{
  const EntDocument *document = note->evidence->passage->document;
  EntCitationOptions options = { .style = table->options->style, .lang = table->lang };

  for (guint i = 0; i < table->notes->len && note->same_as == 0; i++)
    if (ent_table_note (table, i)->same_as == 0
        && ent_table_note (table, i)->evidence->passage->document == document)
      note->same_as = ent_table_note (table, i)->number;
  if (note->same_as != 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", note->same_as);
      note->citation = ent_word_format ("table as note", table->lang, number, NULL);
      return;
    }
  note->citation = without_stop (ent_citation_document (document, &options));
  options.html = TRUE;
  note->citation_html = without_stop (ent_citation_document (document, &options));
  note->citation_lang = g_intern_string (ent_citation_language (document));
  if (g_str_equal (note->citation_lang, table->lang))
    note->citation_lang = NULL;
}

static void
describe (const EntTable *table, EntTableNote *note)
{
  const EntPassage *passage = note->evidence->passage;
  const EntLibrary *library = table->options->library;
  const EntResolution *found = library != NULL ? ent_library_resolution (library, passage) : NULL;

  note->state = found != NULL ? found->state : ENT_ANCHOR_UNATTACHED;
  note->facts = ent_passage_facts (passage, note->evidence->grade, library, table->lang);
  note->digest = read_text (table, &passage->thing.name);
  note->said = read_text (table, &note->evidence->note);
}

/* ---- numbering ---- */

static void
number_entry (EntTable *table, const EntGridEntry *entry)
{
  for (guint i = 0; i < entry->evidence->len; i++)
    {
      const EntEvidence *evidence = &g_array_index (entry->evidence, EntEvidence, i);
      const guint known = ent_table_number (table, evidence);
      EntTableNote *note
          = known > 0 ? g_ptr_array_index (table->notes, known - 1) : g_new0 (EntTableNote, 1);

      note->n_marks++;
      if (known > 0)
        continue;
      note->evidence = evidence;
      note->number = table->notes->len + 1;
      cite (table, note);
      describe (table, note);
      g_ptr_array_add (table->notes, note);
      g_hash_table_insert (table->numbers, (gpointer)evidence, GUINT_TO_POINTER (note->number));
    }
}

/**
 * ent_table_number:
 * @table: a table
 * @evidence: what an entry of it rests on
 *
 * Returns: the number of its note, from 1; 0 when it has none
 */
guint
ent_table_number (const EntTable *table, const EntEvidence *evidence)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table->numbers, evidence));
}

/* ---- what is to be known of the whole table ---- */

static gboolean
is_disputed (const EntGridEntry *entry)
{
  gboolean disputed = entry->modality == ENT_MODALITY_DISPUTED;

  for (guint i = 0; !disputed && i < entry->evidence->len; i++)
    disputed = g_array_index (entry->evidence, EntEvidence, i).disputes;
  return disputed;
}

typedef struct
{
  guint uncited, disputed;
} Counts;

static void
add_count (EntTable *table, const char *key, guint n)
{
  if (n > 0)
    g_ptr_array_add (table->remarks, ent_word_count (key, n, table->lang));
}

/* "Moved passages: notes 3, 7" */
static void
add_states (EntTable *table, const char *key, gboolean moved)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < table->notes->len; i++)
    {
      const EntTableNote *note = ent_table_note (table, i);
      if (moved ? note->state == ENT_ANCHOR_MOVED
                : note->state == ENT_ANCHOR_AMBIGUOUS || note->state == ENT_ANCHOR_LOST)
        g_string_append_printf (list,
                                "%s%u",
                                list->len > 0 ? ent_word ("list separator", table->lang) : "",
                                note->number);
    }
  if (list->len > 0)
    g_ptr_array_add (table->remarks, ent_word_format (key, table->lang, list->str, NULL));
}

static void
add_time (EntTable *table, const EntFilter *filter)
{
  if (filter == NULL || filter->time == NULL || table->request->kind != ENT_VIEW_MATRIX)
    return;
  g_autofree char *date = ent_date_format (filter->time, ENT_DATE_LONG, table->lang);
  g_ptr_array_add (table->remarks, ent_word_format ("table at", table->lang, date, NULL));
}

static void
remark (EntTable *table, const Counts *counts)
{
  const EntViewRequest *request = table->request;

  add_count (table, "table uncited", counts->uncited);
  add_count (table, "table disputed", counts->disputed);
  if (table->notes->len > 0)
    {
      add_states (table, "table moved", TRUE);
      add_states (table, "table unsure", FALSE);
    }
  add_count (table, "table hidden", table->grid->n_hidden);
  add_time (table, request->view != NULL ? request->view->filter : NULL);
  add_time (table, request->filter);
  for (guint i = 0; i < table->grid->notes->len; i++)
    g_ptr_array_add (table->remarks, g_strdup (g_ptr_array_index (table->grid->notes, i)));
  if (table->notes->len > 0)
    g_ptr_array_add (table->remarks, g_strdup (ent_word ("table digests", table->lang)));
}

static void
number_all (EntTable *table)
{
  Counts counts = { 0 };

  for (guint i = 0; i < table->grid->rows->len; i++)
    for (guint k = 0; k < table->grid->columns->len; k++)
      {
        const GPtrArray *cell = ent_grid_row (table->grid, i)->cells[k];
        for (guint j = 0; cell != NULL && j < cell->len; j++)
          {
            const EntGridEntry *entry = g_ptr_array_index (cell, j);
            counts.uncited += entry->evidence->len == 0;
            counts.disputed += is_disputed (entry);
            if (table->options->show_notes)
              number_entry (table, entry);
          }
      }
  remark (table, &counts);
}

static void
write_titles (EntTable *table)
{
  const EntViewRequest *request = table->request;
  const char *dossier = ent_text_get (ent_dossier_title (request->dossier), table->lang);
  const char *caption
      = request->view != NULL ? ent_text_get (&request->view->caption, table->lang) : "";

  if (table->options->show_title)
    {
      table->title = ent_figure_title (request);
      if (g_strcmp0 (table->title, dossier) != 0)
        table->subtitle = g_strdup (dossier);
    }
  if (table->options->show_caption && *caption != '\0')
    table->caption = g_strdup (caption);
}

/**
 * ent_table_new:
 * @request: what is looked at
 * @options: what goes into the table
 * @error: return location
 *
 * Reads a table and numbers its notes in the order of reading.  Both arguments must live as long.
 * Errors: as ent_table_write()
 *
 * Returns: (transfer full): the table, or %NULL
 */
EntTable *
ent_table_new (const EntViewRequest *request, const EntTableOptions *options, GError **error)
{
  EntGrid *grid = ent_grid_new (request, error);

  if (grid == NULL)
    return NULL;
  g_autoptr (EntTable) table = g_new0 (EntTable, 1);
  table->request = request;
  table->options = options;
  table->lang = request->lang;
  table->grid = grid;
  table->notes = g_ptr_array_new_with_free_func (free_note);
  table->numbers = g_hash_table_new (hash_use, is_same_use);
  table->remarks = g_ptr_array_new_with_free_func (g_free);
  if (grid->rows->len == 0)
    {
      g_set_error_literal (error,
                           ENT_FIGURE_ERROR,
                           ENT_FIGURE_ERROR_EMPTY,
                           grid->n_hidden > 0 ? _ ("The filter hides everything in this table")
                                              : _ ("There is nothing in this table"));
      return NULL;
    }
  write_titles (table);
  number_all (table);
  return g_steal_pointer (&table);
}

/* ---- words for the formats ---- */

/**
 * ent_table_status:
 * @table: a table
 * @entry: an entry of it
 *
 * Returns: (transfer full) (nullable): how sure it is, "hedged; no passage", or %NULL for what is
 *          simply reported
 */
char *
ent_table_status (const EntTable *table, const EntGridEntry *entry)
{
  g_autofree char *key = g_strconcat ("modality:", ent_modality_name (entry->modality), NULL);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (entry->modality != ENT_MODALITY_REPORTED)
    parts[n++] = ent_word (key, table->lang);
  /* What is only planned may be disputed too. */
  if (entry->modality != ENT_MODALITY_DISPUTED && is_disputed (entry))
    parts[n++] = ent_word ("modality:disputed", table->lang);
  if (entry->evidence->len == 0)
    parts[n++] = ent_word ("no passage", table->lang);
  return n > 0 ? g_strjoinv (ent_word ("citation separator", table->lang), (char **)parts) : NULL;
}

/**
 * ent_table_heading:
 * @table: a table
 * @column: index of a column
 *
 * Returns: (transfer full): its name, with the line under it in brackets
 */
char *
ent_table_heading (const EntTable *table, guint column)
{
  const EntGridColumn *head = ent_grid_column (table->grid, column);

  if (head->note.text == NULL || *head->note.text == '\0')
    return g_strdup (head->name.text);
  return g_strdup_printf (
      ent_word_is_chinese (table->lang) ? "%s（%s）" : "%s (%s)", head->name.text, head->note.text);
}

/**
 * ent_table_begins_group:
 * @table: a table
 * @row: index of a row
 *
 * Returns: whether the row is the first of a group that has a name
 */
gboolean
ent_table_begins_group (const EntTable *table, guint row)
{
  const char *group = ent_grid_row (table->grid, row)->group.text;

  return *group != '\0'
         && (row == 0 || !g_str_equal (group, ent_grid_row (table->grid, row - 1)->group.text));
}

/**
 * ent_table_find_url:
 * @text: plain text
 * @length: (out): of the address, bytes
 *
 * Returns: (transfer none) (nullable): where the first address of the web begins, without the
 *          punctuation after it
 */
const char *
ent_table_find_url (const char *text, gsize *length)
{
  const char *secure = strstr (text, "https://"), *plain = strstr (text, "http://");
  const char *url = secure == NULL || (plain != NULL && plain < secure) ? plain : secure;

  if (url == NULL)
    return NULL;
  const char *end = url;
  /* Only what an address may consist of as it stands: neither blanks nor Chinese punctuation. */
  while (g_ascii_isalnum (*end) || (*end != '\0' && strchr ("-._~:/?#[]@!$&'()*+,;=%", *end)))
    end++;
  while (end > url && strchr (".,;:!?)'", end[-1]) != NULL)
    end--;
  *length = (gsize)(end - url);
  return url;
}

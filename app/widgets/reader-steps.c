/* Going to passages. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "widgets/reader-private.h"

/* How long it is told that a step went round the end, ms. */
#define NOTICE_MS 2500

/**
 * ent_reader_update_position:
 * @self: a reader
 *
 * Says which passage of how many one is at.
 */
void
ent_reader_update_position (EntReader *self)
{
  guint n = self->passages->len, at = 0;
  g_autofree char *text = NULL;

  if (self->current
      && g_ptr_array_find_with_equal_func (self->passages, self->current, g_str_equal, &at))
    text = g_strdup_printf (_ ("Passage %u of %u"), at + 1, n);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
  gtk_label_set_label (self->position, text);
}

/**
 * ent_reader_set_current:
 * @self: a reader
 * @passage_id: bare id of the passage one is at
 */
void
ent_reader_set_current (EntReader *self, const char *passage_id)
{
  char *id = g_strdup (passage_id);

  g_free (self->current);
  self->current = id;
  ent_reader_update_position (self);
}

static void
go_to_passage (EntReader *self, const char *passage_id)
{
  ent_reader_set_current (self, passage_id);
  if (self->has_text)
    ent_reader_text_reveal (self->text, passage_id);
  else
    ent_reader_cards_reveal (self->cards, passage_id);
}

/* "document:id#char=120,140": a place in a document, the fragment as in RFC 5147. */
static void
reveal_place (EntReader *self, const char *place)
{
  const char *fragment = strstr (place, "#char=");
  g_autofree char *id = fragment ? g_strndup (place, (gsize)(fragment - place)) : g_strdup (place);
  const EntThing *thing = ent_dossier_find (ent_session_dossier (self->session), id);
  guint start = 0, end = 0;

  if (!thing || thing->kind != ENT_THING_DOCUMENT)
    return;
  ent_reader_choose_document (self, (const EntDocument *)thing);
  if (fragment && self->has_text && sscanf (fragment, "#char=%u,%u", &start, &end) == 2)
    ent_reader_text_find (self->text, start, end);
  gtk_widget_grab_focus (GTK_WIDGET (self)); /* one goes on from there with the keyboard */
}

/**
 * ent_reader_reveal:
 * @self: a reader
 * @id: bare id of a passage, or a place as for ent_session_reveal()
 *
 * Goes there, to another document if need be.
 */
void
ent_reader_reveal (EntReader *self, const char *id)
{
  const EntPassage *passage = ent_reader_find_passage (self, id);

  if (passage)
    {
      ent_reader_choose_document (self, passage->document);
      go_to_passage (self, passage->thing.id);
      gtk_widget_grab_focus (GTK_WIDGET (self));
    }
  else if (ent_session_dossier (self->session))
    reveal_place (self, id);
}

static gboolean
hide_notice (gpointer data)
{
  EntReader *self = data;

  self->notice_id = 0;
  gtk_revealer_set_reveal_child (self->notice, FALSE);
  return G_SOURCE_REMOVE;
}

static void
show_notice (EntReader *self, const char *text)
{
  g_clear_handle_id (&self->notice_id, g_source_remove);
  gtk_label_set_label (self->notice_label, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->notice_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
  self->notice_id = g_timeout_add (NOTICE_MS, hide_notice, self);
}

/* The next of n, round the end; says so when it was. */
static guint
step_round (EntReader *self, guint at, guint n, int by)
{
  if (by > 0 && at + 1 == n)
    show_notice (self, _ ("Went on from the beginning"));
  else if (by < 0 && at == 0)
    show_notice (self, _ ("Went on from the end"));
  return (guint)((int)(at + n) + by) % n;
}

/**
 * ent_reader_step:
 * @self: a reader
 * @by: 1 or -1
 *
 * Selects the next or the previous passage of the document and goes there; from the last to the
 * first.
 */
void
ent_reader_step (EntReader *self, int by)
{
  const char *ids[2] = { NULL, NULL };
  guint at = 0, n = self->passages->len, next = by > 0 ? 0 : n - 1;

  if (n == 0)
    return;
  if (self->current
      && g_ptr_array_find_with_equal_func (self->passages, self->current, g_str_equal, &at))
    next = step_round (self, at, n, by);
  ids[0] = g_ptr_array_index (self->passages, next);
  self->own_click = TRUE;
  ent_session_select_passages (self->session, ids, ENT_SELECT_ONLY);
  self->own_click = FALSE;
  go_to_passage (self, ids[0]);
  ent_reader_update_foot (self);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const EntPassage *x = *(const EntPassage *const *)a, *y = *(const EntPassage *const *)b;

  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/**
 * ent_reader_selected:
 * @self: a reader
 * @at: (out): which of them one is at, from 1; 0 for none
 * @passages: (element-type EntPassage): is filled with the passages that are selected or that what
 *   is selected rests on, of all documents, by document and place
 *
 * Returns: how many there are
 */
guint
ent_reader_selected (EntReader *self, guint *at, GPtrArray *passages)
{
  GHashTableIter iter;
  gpointer id;

  g_ptr_array_set_size (passages, 0);
  *at = 0;
  g_hash_table_iter_init (&iter, ent_session_selected_passages (self->session));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const EntPassage *passage = ent_reader_find_passage (self, id);
      if (passage)
        g_ptr_array_add (passages, (gpointer)passage);
    }
  g_ptr_array_sort (passages, compare_places);
  for (guint i = 0; i < passages->len; i++)
    if (g_strcmp0 (((const EntPassage *)g_ptr_array_index (passages, i))->thing.id, self->current)
        == 0)
      *at = i + 1;
  return passages->len;
}

/**
 * ent_reader_step_selected:
 * @self: a reader
 * @by: 1 or -1
 *
 * Goes to the next or the previous passage that what is selected rests on, in another document if
 * need be; the selection stays.
 */
void
ent_reader_step_selected (EntReader *self, int by)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  guint at, n = ent_reader_selected (self, &at, passages);

  if (n == 0)
    return;
  guint next = at > 0 ? step_round (self, at - 1, n, by) : by > 0 ? 0 : n - 1;
  const EntPassage *passage = g_ptr_array_index (passages, next);
  ent_reader_choose_document (self, passage->document);
  go_to_passage (self, passage->thing.id);
  ent_reader_update_foot (self);
}

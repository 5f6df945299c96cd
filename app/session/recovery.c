#include "session/recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json-patch.h"
#include "session/journal-private.h"

/* A journal that was never complete is swept away when it is older; seconds. */
#define OLD 3600

/* Hexadecimal digits of SHA-256. */
#define SUM_LENGTH 64

typedef struct
{
  char kind;
  const char *body;
  gsize length;
} Record;

static void
free_edit (EntRecoveryEdit *edit)
{
  g_free (edit->label);
  g_free (edit);
}

static EntRecoveryEdit *
new_edit (const char *label, gint64 time, gboolean undone)
{
  EntRecoveryEdit *edit = g_new0 (EntRecoveryEdit, 1);

  *edit = (EntRecoveryEdit){ g_strdup (label), time, undone };
  return edit;
}

/**
 * ent_recovery_free:
 * @recovery: (nullable) (transfer full): a recovery
 *
 * Lets go of it; the journal stays, unless it was discarded, and can be found again.
 */
void
ent_recovery_free (EntRecovery *recovery)
{
  if (recovery == NULL)
    return;
  if (recovery->lock >= 0)
    close (recovery->lock);
  g_clear_object (&recovery->file);
  g_clear_pointer (&recovery->in_file, ent_dossier_unref);
  ent_json_unref (recovery->base_root);
  g_free (recovery->sum);
  g_free (recovery->title);
  g_free (recovery->path);
  g_ptr_array_unref (recovery->edits);
  g_ptr_array_unref (recovery->roots);
  g_ptr_array_unref (recovery->dropped);
  g_ptr_array_unref (recovery->steps);
  g_ptr_array_unref (recovery->built);
  g_free (recovery);
}

static EntRecovery *
new_recovery (const char *path, int lock)
{
  EntRecovery *recovery = g_new0 (EntRecovery, 1);

  recovery->path = g_strdup (path);
  recovery->lock = lock;
  recovery->saved = -1;
  recovery->edits = g_ptr_array_new_with_free_func ((GDestroyNotify)free_edit);
  recovery->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)free_edit);
  recovery->roots = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_json_unref);
  recovery->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_json_unref);
  recovery->built = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_dossier_unref);
  return recovery;
}

/**
 * ent_recovery_discard:
 * @recovery: a recovery
 *
 * Removes the journal for good.
 */
void
ent_recovery_discard (EntRecovery *recovery)
{
  g_unlink (recovery->path);
}

/* The record at *at, which moves behind it; FALSE when none is whole there. */
static gboolean
next_record (const char *text, gsize length, gsize *at, Record *record)
{
  const char *head = text + *at;
  const char *end = memchr (head, '\n', length - *at);
  char *rest;

  if (end == NULL || end - head < 4 || head[1] != ' ' || !g_ascii_isdigit (head[2]))
    return FALSE;
  const guint64 n = g_ascii_strtoull (head + 2, &rest, 10);
  const gsize left = (gsize)(text + length - (end + 1));
  if (*rest != ' ' || end - (rest + 1) != SUM_LENGTH || n >= left || end[1 + n] != '\n')
    return FALSE;

  *record = (Record){ head[0], end + 1, n };
  g_autofree char *sum = ent_journal_sum (record->kind, record->body, record->length);
  if (memcmp (sum, rest + 1, SUM_LENGTH) != 0)
    return FALSE;
  *at += (gsize)(end + 1 - head) + n + 1;
  return TRUE;
}

/* Of a later version of the program, or of another one: not to be touched. */
typedef enum
{
  READABLE,
  BROKEN,
  FOREIGN,
} HeadKind;

static HeadKind
read_head (EntRecovery *recovery, const Record *record)
{
  g_autoptr (EntJson) head = ent_json_parse (record->body, record->length, NULL);
  const char *format, *uri, *title;
  gint64 version;

  if (record->kind != 'H' || head == NULL
      || !ent_json_get_string (ent_json_member (head, "format"), &format)
      || !ent_json_get_int (ent_json_member (head, "version"), &version))
    return BROKEN;
  if (!g_str_equal (format, ENT_JOURNAL_FORMAT) || version > ENT_JOURNAL_VERSION)
    return FOREIGN;
  if (ent_json_get_string (ent_json_member (head, "file"), &uri))
    recovery->file = g_file_new_for_uri (uri);
  if (ent_json_get_string (ent_json_member (head, "title"), &title))
    recovery->title = g_strdup (title);
  return READABLE;
}

/* The tree of a state: told whole, or as a change of the one before. */
static EntJson *
read_root (const EntRecovery *recovery, const Record *record, const char *payload, guint keep)
{
  const gsize length = record->length - (gsize)(payload - record->body);
  g_autoptr (EntJson) json = ent_json_parse (payload, length, NULL);

  if (json == NULL)
    return NULL;
  if (record->kind == 'S')
    return g_steal_pointer (&json);
  return keep > 0 ? ent_json_patch (g_ptr_array_index (recovery->roots, keep - 1), json, NULL)
                  : NULL;
}

static gboolean
read_state (EntRecovery *recovery, const Record *record)
{
  const char *line = memchr (record->body, '\n', record->length);
  const char *label = NULL;
  gint64 keep, time;

  if (line == NULL)
    return FALSE;
  g_autoptr (EntJson) meta = ent_json_parse (record->body, (gsize)(line - record->body), NULL);
  if (meta == NULL || !ent_json_get_int (ent_json_member (meta, "keep"), &keep) || keep < 0
      || keep > recovery->roots->len || !ent_json_get_int (ent_json_member (meta, "time"), &time))
    return FALSE;
  ent_json_get_string (ent_json_member (meta, "label"), &label);
  EntJson *root = read_root (recovery, record, line + 1, (guint)keep);
  if (root == NULL)
    return FALSE;

  while (recovery->roots->len > keep)
    g_ptr_array_add (recovery->dropped,
                     g_ptr_array_steal_index (recovery->roots, recovery->roots->len - 1));
  g_ptr_array_set_size (recovery->steps, (gint)keep);
  g_ptr_array_add (recovery->roots, root);
  g_ptr_array_add (recovery->steps, new_edit (label, time, FALSE));
  recovery->at = (guint)keep;
  if (recovery->saved >= keep)
    recovery->saved = -1;
  if (recovery->since >= keep)
    recovery->since = keep > 0 ? (guint)keep - 1 : 0;
  return TRUE;
}

static gboolean
read_place (EntRecovery *recovery, const Record *record)
{
  g_autoptr (EntJson) place = ent_json_parse (record->body, record->length, NULL);
  const char *sum;
  gint64 at, saved;

  if (place == NULL || !ent_json_get_int (ent_json_member (place, "at"), &at) || at < 0
      || at >= recovery->roots->len || !ent_json_get_int (ent_json_member (place, "saved"), &saved)
      || saved < -1 || saved >= recovery->roots->len)
    return FALSE;
  recovery->at = (guint)at;
  recovery->saved = (int)saved;
  if (saved >= 0)
    recovery->since = (guint)saved;
  g_clear_pointer (&recovery->sum, g_free);
  if (ent_json_get_string (ent_json_member (place, "file"), &sum))
    recovery->sum = g_strdup (sum);
  return TRUE;
}

/* As far as the records are whole. */
static HeadKind
read_records (EntRecovery *recovery, const char *text, gsize length)
{
  gsize at = 0;
  Record record;
  gboolean fits = TRUE;

  if (!next_record (text, length, &at, &record))
    return BROKEN;
  const HeadKind kind = read_head (recovery, &record);
  if (kind != READABLE)
    return kind;
  while (fits && next_record (text, length, &at, &record))
    fits = record.kind == 'A' ? read_place (recovery, &record) : read_state (recovery, &record);
  return recovery->roots->len > 0 ? READABLE : BROKEN;
}

static gboolean
is_equal (EntJson *a, EntJson *b)
{
  g_autoptr (EntJson) patch = ent_json_diff (a, b);

  return ent_json_length (patch) == 0;
}

/* The state that the tree is; -1: none.  The one that was told is the likeliest. */
static int
find_state (const EntRecovery *recovery, EntJson *root)
{
  if (recovery->saved >= 0
      && is_equal (root, g_ptr_array_index (recovery->roots, (guint)recovery->saved)))
    return recovery->saved;
  for (int i = (int)recovery->roots->len - 1; i >= 0; i--)
    if (is_equal (root, g_ptr_array_index (recovery->roots, (guint)i)))
      return i;
  return -1;
}

/* Whether it was written or read by the program, though it is no state any more. */
static gboolean
is_known (const EntRecovery *recovery, EntJson *root)
{
  g_autofree char *sum = ent_journal_sum_root (root);
  gboolean known = g_strcmp0 (sum, recovery->sum) == 0;

  for (guint i = 0; i < recovery->dropped->len && !known; i++)
    known = is_equal (root, g_ptr_array_index (recovery->dropped, i));
  return known;
}

/* What the file holds: the journal may not have been told of the last saving. */
static void
look_at_base (EntRecovery *recovery)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_clear_pointer (&recovery->base_root, ent_json_unref);
  recovery->base = recovery->file != NULL ? ENT_RECOVERY_CHANGED : ENT_RECOVERY_NONE;
  if (recovery->file == NULL
      || !g_file_load_contents (recovery->file, NULL, &text, &length, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        recovery->base = ENT_RECOVERY_GONE;
      recovery->saved = -1;
      return;
    }
  g_autoptr (EntJson) root = ent_json_parse (text, length, NULL);
  recovery->saved = root != NULL ? find_state (recovery, root) : -1;
  if (root == NULL || (recovery->saved < 0 && !is_known (recovery, root)))
    return;
  recovery->base = ENT_RECOVERY_SAME;
  recovery->base_root = g_steal_pointer (&root);
  if (recovery->saved >= 0)
    recovery->since = (guint)recovery->saved;
}

/* What the user loses who does not restore. */
static void
list_edits (EntRecovery *recovery)
{
  const guint at = recovery->at;
  const guint from = recovery->base == ENT_RECOVERY_SAME ? recovery->since : 0;

  for (guint i = MIN (from, at) + 1; i <= MAX (from, at); i++)
    {
      const EntRecoveryEdit *step = g_ptr_array_index (recovery->steps, i);

      g_ptr_array_add (recovery->edits, new_edit (step->label, step->time, at < from));
    }
}

/* Nothing is unsaved: the program stopped between the saving and the removal of the journal. */
static gboolean
is_stale (const EntRecovery *recovery)
{
  return recovery->base == ENT_RECOVERY_SAME
         && is_equal (recovery->base_root, g_ptr_array_index (recovery->roots, recovery->at));
}

/* A journal nobody holds; -1 when somebody does, or it has gone. */
static int
open_left (const char *path)
{
  struct stat info;
  const int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &info) == 0 && info.st_nlink > 0)
    return fd;
  close (fd);
  return -1;
}

static EntRecovery *
read_journal (const char *path)
{
  const int lock = open_left (path);
  g_autoptr (EntRecovery) recovery = lock >= 0 ? new_recovery (path, lock) : NULL;
  g_autofree char *text = NULL;
  gsize length;
  struct stat info;

  if (recovery == NULL || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  const HeadKind kind = read_records (recovery, text, length);
  if (kind == FOREIGN)
    return NULL;
  if (kind == READABLE)
    look_at_base (recovery);
  if (kind == BROKEN || is_stale (recovery))
    {
      ent_recovery_discard (recovery);
      return NULL;
    }
  list_edits (recovery);
  if (fstat (lock, &info) == 0)
    recovery->time = info.st_mtime;
  return g_steal_pointer (&recovery);
}

/* One that was being made when the program stopped: the session's journal before it is still there.
 */
static void
sweep (const char *path)
{
  const int fd = open_left (path);
  struct stat info;

  if (fd < 0)
    return;
  if (fstat (fd, &info) == 0 && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - OLD)
    g_unlink (path);
  close (fd);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const EntRecovery *x = *(EntRecovery *const *)a, *y = *(EntRecovery *const *)b;

  return (x->time < y->time) - (x->time > y->time);
}

/**
 * ent_recovery_find:
 * @folder: (nullable): where journals are; %NULL for that of the user
 * @file: (nullable): the dossier's file; %NULL for all there are
 * @cancellable: (nullable): to stop it
 *
 * Looks for journals that no program holds any more.  Those that say nothing are removed.  What is
 * found is locked: nobody else finds it until it is freed.  Reads files: call it on a worker.
 *
 * Returns: (transfer full) (element-type EntRecovery): what is unsaved, the latest first
 */
GPtrArray *
ent_recovery_find (const char *folder, GFile *file, GCancellable *cancellable)
{
  g_autofree char *journals = ent_journal_folder (folder);
  g_autoptr (GDir) dir = g_dir_open (journals, 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_recovery_free);
  const char *name;

  while (dir != NULL && !g_cancellable_is_cancelled (cancellable)
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (journals, name, NULL);
      g_autoptr (EntRecovery) recovery = NULL;

      if (g_str_has_prefix (name, ENT_JOURNAL_NEW))
        sweep (path);
      else if (g_str_has_suffix (name, ENT_JOURNAL_ENDING))
        recovery = read_journal (path);
      if (recovery != NULL
          && (file == NULL || (recovery->file != NULL && g_file_equal (file, recovery->file))))
        g_ptr_array_add (found, g_steal_pointer (&recovery));
    }
  g_ptr_array_sort (found, compare_times);
  return found;
}

static EntDossier *
build (const EntRecovery *recovery, guint i, GError **error)
{
  return ent_dossier_from_json (
      g_ptr_array_index (recovery->roots, i), recovery->title, NULL, error);
}

/* What the file holds, the snapshot of a state if it is one. */
static void
find_in_file (EntRecovery *recovery)
{
  const guint i = (guint)(recovery->saved - (int)recovery->first);

  g_clear_pointer (&recovery->in_file, ent_dossier_unref);
  if (recovery->saved >= (int)recovery->first && i < recovery->built->len)
    recovery->in_file = ent_dossier_ref (g_ptr_array_index (recovery->built, i));
  else if (recovery->base_root != NULL)
    recovery->in_file = ent_dossier_from_json (recovery->base_root, recovery->title, NULL, NULL);
}

/**
 * ent_recovery_build:
 * @recovery: a recovery
 * @error: as of ent_dossier_from_json()
 *
 * Looks at the file again and makes the snapshots, as many before and after the open one as there
 * can be.  Takes time: call it on a worker.
 *
 * Returns: %FALSE with @error set if not even the open one can be made
 */
gboolean
ent_recovery_build (EntRecovery *recovery, GError **error)
{
  EntDossier *dossier;

  look_at_base (recovery); /* again: it may be long since the journal was found */
  dossier = build (recovery, recovery->at, error);

  if (dossier == NULL)
    return FALSE;
  g_ptr_array_set_size (recovery->built, 0);
  g_ptr_array_add (recovery->built, dossier);
  recovery->first = recovery->at;
  while (recovery->first > 0 && recovery->built->len < ENT_SESSION_MAX_STATES
         && (dossier = build (recovery, recovery->first - 1, NULL)) != NULL)
    {
      g_ptr_array_insert (recovery->built, 0, dossier);
      recovery->first--;
    }
  for (guint i = recovery->at + 1;
       i < recovery->roots->len && recovery->built->len < ENT_SESSION_MAX_STATES
       && (dossier = build (recovery, i, NULL)) != NULL;
       i++)
    g_ptr_array_add (recovery->built, dossier);
  find_in_file (recovery);
  return TRUE;
}

/**
 * ent_recovery_apply:
 * @recovery: a recovery whose snapshots are made
 * @session: a session with nothing unsaved
 *
 * Opens the dossier in the session as it was left.
 */
void
ent_recovery_apply (EntRecovery *recovery, EntSession *session)
{
  const guint n = recovery->built->len;
  g_autofree EntSessionEdit *edits = g_new (EntSessionEdit, n);

  for (guint i = 0; i < n; i++)
    {
      const EntRecoveryEdit *step = g_ptr_array_index (recovery->steps, recovery->first + i);

      edits[i]
          = (EntSessionEdit){ g_ptr_array_index (recovery->built, i), step->label, step->time };
    }
  ent_session_restore (
      session, edits, n, recovery->at - recovery->first, recovery->in_file, recovery->file);
}

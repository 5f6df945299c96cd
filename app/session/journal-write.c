/* Writing a journal: whole and under another name at first, so that nobody ever sees one without a
 * beginning; then record after record, each brought to the disk. */
#include "session/journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data-dir.h"
#include "base/disk.h"
#include "base/json-patch.h"

/* A journal that tells of so many more states than the session has is begun anew. */
#define MAX_OLD_STATES 500

/**
 * ent_journal_folder:
 * @folder: (nullable): a folder; %NULL for that of the user
 *
 * Returns: (transfer full): where journals are
 */
char *
ent_journal_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder) : ent_state_path ("journal");
}

/**
 * ent_journal_history_free:
 * @history: (nullable) (transfer full): a history
 *
 * Frees it.
 */
void
ent_journal_history_free (EntJournalHistory *history)
{
  if (history == NULL)
    return;
  g_ptr_array_unref (history->states);
  g_clear_pointer (&history->in_file, ent_dossier_unref);
  g_free (history->uri);
  g_free (history->title);
  g_free (history);
}

/**
 * ent_journal_writer_new:
 * @folder: (nullable): where journals are; %NULL for that of the user
 *
 * Returns: (transfer full): a writer; there is no journal yet
 */
EntJournalWriter *
ent_journal_writer_new (const char *folder)
{
  EntJournalWriter *writer = g_new0 (EntJournalWriter, 1);

  writer->folder = ent_journal_folder (folder);
  writer->fd = -1;
  writer->serials = g_array_new (FALSE, FALSE, sizeof (guint64));
  return writer;
}

/**
 * ent_journal_writer_drop:
 * @writer: a writer
 *
 * Removes the journal, if there is one.
 */
void
ent_journal_writer_drop (EntJournalWriter *writer)
{
  if (writer->path == NULL)
    return;
  g_unlink (writer->path);
  close (writer->fd);
  writer->fd = -1;
  g_clear_pointer (&writer->path, g_free);
  g_clear_pointer (&writer->uri, g_free);
  g_array_set_size (writer->serials, 0);
}

/**
 * ent_journal_writer_free:
 * @writer: (nullable) (transfer full): a writer
 *
 * Removes the journal, if there is one.
 */
void
ent_journal_writer_free (EntJournalWriter *writer)
{
  if (writer == NULL)
    return;
  ent_journal_writer_drop (writer);
  g_array_unref (writer->serials);
  g_clear_pointer (&writer->in_file, ent_dossier_unref);
  g_free (writer->sum);
  g_free (writer->folder);
  g_free (writer);
}

/**
 * ent_journal_sum_root:
 * @root: a dossier's tree
 *
 * Returns: (transfer full): the SHA-256 of its canonical form
 */
char *
ent_journal_sum_root (const EntJson *root)
{
  gsize length;
  g_autofree char *text = ent_json_write (root, &length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, length);
}

/**
 * ent_journal_sum:
 * @kind: of a record
 * @body: @length bytes
 * @length: how many
 *
 * Returns: (transfer full): the checksum in the head of the record
 */
char *
ent_journal_sum (char kind, const char *body, gsize length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf ("%c %" G_GSIZE_FORMAT "\n", kind, length);

  g_checksum_update (sum, (const guchar *)head, -1);
  g_checksum_update (sum, (const guchar *)body, (gssize)length);
  return g_strdup (g_checksum_get_string (sum));
}

static void
append_record (GString *out, char kind, const char *body, gsize length)
{
  g_autofree char *sum = ent_journal_sum (kind, body, length);

  g_string_append_printf (out, "%c %" G_GSIZE_FORMAT " %s\n", kind, length, sum);
  g_string_append_len (out, body, (gssize)length);
  g_string_append_c (out, '\n');
}

static void
append_json (GString *out, char kind, EntJson *json)
{
  g_autofree char *body = ent_json_write_compact (json);

  append_record (out, kind, body, strlen (body));
  ent_json_unref (json);
}

static EntJson *
string_or_null (const char *text)
{
  return text != NULL ? ent_json_new_string (text) : ent_json_new_null ();
}

static void
append_head (GString *out, const EntJournalHistory *history)
{
  EntJson *head = ent_json_new_object ();

  head = ent_json_with_member (head, "format", ent_json_new_string (ENT_JOURNAL_FORMAT));
  head = ent_json_with_member (head, "version", ent_json_new_int (ENT_JOURNAL_VERSION));
  head = ent_json_with_member (head, "file", string_or_null (history->uri));
  head = ent_json_with_member (head, "title", string_or_null (history->title));
  append_json (out, 'H', head);
}

static char *
write_patch (const EntState *before, const EntState *state)
{
  g_autoptr (EntJson) patch
      = ent_json_diff (ent_dossier_json (before->dossier), ent_dossier_json (state->dossier));
  g_autofree char *text = ent_json_write_compact (patch);
  /* what is nested as deep as a dossier may be is deeper still in a patch */
  g_autoptr (EntJson) again = ent_json_parse (text, strlen (text), NULL);

  return again != NULL ? g_steal_pointer (&text) : NULL;
}

/* @before: NULL for a state that is told whole. */
static void
append_state (GString *out, const EntState *before, const EntState *state, guint keep)
{
  g_autofree char *patch = before != NULL ? write_patch (before, state) : NULL;
  g_autofree char *whole = patch == NULL ? ent_dossier_write (state->dossier, NULL) : NULL;
  EntJson *meta = ent_json_new_object ();

  meta = ent_json_with_member (meta, "keep", ent_json_new_int (keep));
  meta = ent_json_with_member (meta, "label", string_or_null (state->label));
  meta = ent_json_with_member (meta, "time", ent_json_new_int (state->time));
  g_autofree char *line = ent_json_write_compact (meta);
  ent_json_unref (meta);
  g_autofree char *body = g_strconcat (line, "\n", patch != NULL ? patch : whole, NULL);
  append_record (out, patch != NULL ? 'E' : 'S', body, strlen (body));
}

/* Of what the file holds; made once for each saving. */
static const char *
sum_of_file (EntJournalWriter *writer, EntDossier *in_file)
{
  if (writer->in_file != in_file)
    {
      g_clear_pointer (&writer->in_file, ent_dossier_unref);
      g_clear_pointer (&writer->sum, g_free);
      writer->in_file = in_file != NULL ? ent_dossier_ref (in_file) : NULL;
      writer->sum = in_file != NULL ? ent_journal_sum_root (ent_dossier_json (in_file)) : NULL;
    }
  return writer->sum;
}

static void
append_place (GString *out, guint at, int saved, const char *sum)
{
  EntJson *place = ent_json_new_object ();

  place = ent_json_with_member (place, "at", ent_json_new_int (at));
  place = ent_json_with_member (place, "saved", ent_json_new_int (saved));
  append_json (out, 'A', ent_json_with_member (place, "file", string_or_null (sum)));
}

static gboolean
fail (GError **error, const char *path)
{
  const int reason = errno;

  g_set_error (error,
               G_FILE_ERROR,
               (gint)g_file_error_from_errno (reason),
               "%s: %s",
               path,
               g_strerror (reason));
  return FALSE;
}

static const EntState *
state_at (const EntJournalHistory *history, guint i)
{
  return g_ptr_array_index (history->states, i);
}

static guint64
serial_at (const EntJournalWriter *writer, guint i)
{
  return g_array_index (writer->serials, guint64, i);
}

/* A file of all records, locked, under its final name; -1 with error set. */
static int
create (const char *folder, const GString *records, char **path, GError **error)
{
  g_autofree char *temporary = g_strconcat (folder, "/" ENT_JOURNAL_NEW "XXXXXX", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *final = g_strconcat (folder, "/", id, ENT_JOURNAL_ENDING, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, folder);
      return -1;
    }
  const int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fail (error, folder);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 || !ent_disk_write (fd, records->str, records->len, NULL)
      || fsync (fd) != 0 || g_rename (temporary, final) != 0 || !ent_disk_sync_folder (folder))
    {
      fail (error, final);
      close (fd);
      g_unlink (temporary);
      g_unlink (final);
      return -1;
    }
  *path = g_steal_pointer (&final);
  return fd;
}

static gboolean
begin (EntJournalWriter *writer, const EntJournalHistory *history, GError **error)
{
  g_autoptr (GString) records = g_string_new (NULL);
  g_autofree char *path = NULL;

  append_head (records, history);
  for (guint i = 0; i < history->states->len; i++)
    append_state (records, i > 0 ? state_at (history, i - 1) : NULL, state_at (history, i), i);
  append_place (records, history->at, history->saved, sum_of_file (writer, history->in_file));

  const int fd = create (writer->folder, records, &path, error);
  if (fd < 0)
    return FALSE;
  ent_journal_writer_drop (writer); /* the one before */
  writer->path = g_steal_pointer (&path);
  writer->fd = fd;
  writer->end = (goffset)records->len;
  writer->uri = g_strdup (history->uri);
  for (guint i = 0; i < history->states->len; i++)
    g_array_append_val (writer->serials, state_at (history, i)->serial);
  writer->at = history->at;
  writer->saved = history->saved;
  return TRUE;
}

/* The number that the first state of the history has in the journal; -1 if the journal cannot go
 * on with it. */
static int
find_start (const EntJournalWriter *writer, const EntJournalHistory *history)
{
  struct stat info;

  if (writer->path == NULL || g_strcmp0 (writer->uri, history->uri) != 0
      || writer->serials->len > history->states->len + MAX_OLD_STATES
      || fstat (writer->fd, &info) != 0 || info.st_nlink == 0)
    return -1;
  for (guint i = 0; i < writer->serials->len; i++)
    if (serial_at (writer, i) == state_at (history, 0)->serial)
      return (int)i;
  return -1;
}

/* Where nothing more can be written, what is there stays as it was. */
static gboolean
append (EntJournalWriter *writer, const GString *records, GError **error)
{
  if (lseek (writer->fd, writer->end, SEEK_SET) >= 0
      && ent_disk_write (writer->fd, records->str, records->len, NULL)
      && fdatasync (writer->fd) == 0)
    {
      writer->end += (goffset)records->len;
      return TRUE;
    }
  fail (error, writer->path);
  /* else the checksum of what is not whole tells */
  if (ftruncate (writer->fd, writer->end) != 0)
    g_debug ("%s: cannot be cut", writer->path);
  return FALSE;
}

static gboolean
go_on (EntJournalWriter *writer, const EntJournalHistory *history, guint start, GError **error)
{
  g_autoptr (GString) records = g_string_new (NULL);
  const guint at = start + history->at;
  const int saved = history->saved >= 0 ? (int)start + history->saved : -1;
  guint known = 0; /* states of the history that the journal tells of */

  while (known < history->states->len && start + known < writer->serials->len
         && serial_at (writer, start + known) == state_at (history, known)->serial)
    known++;
  for (guint i = known; i < history->states->len; i++)
    append_state (records, state_at (history, i - 1), state_at (history, i), start + i);
  if (records->len == 0 && at == writer->at && saved == writer->saved
      && history->in_file == writer->in_file)
    return TRUE;
  append_place (records, at, saved, sum_of_file (writer, history->in_file));
  if (!append (writer, records, error))
    return FALSE;

  if (known < history->states->len)
    g_array_set_size (writer->serials, start + known);
  for (guint i = known; i < history->states->len; i++)
    g_array_append_val (writer->serials, state_at (history, i)->serial);
  writer->at = at;
  writer->saved = saved;
  return TRUE;
}

/**
 * ent_journal_writer_write:
 * @writer: a writer
 * @history: what is to be on the disk
 * @error: a #GFileError
 *
 * Writes what the journal does not tell yet, and brings it to the disk; removes the journal when
 * nothing is unsaved.
 *
 * Returns: %FALSE with @error set if it could not be written; the journal then is as it was
 */
gboolean
ent_journal_writer_write (EntJournalWriter *writer,
                          const EntJournalHistory *history,
                          GError **error)
{
  if (!history->dirty)
    {
      ent_journal_writer_drop (writer);
      return TRUE;
    }
  const int start = find_start (writer, history);
  return start >= 0 ? go_on (writer, history, (guint)start, error) : begin (writer, history, error);
}

#include "dossier/decode-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "dossier/dossier-file.h"

/* How much of a text is looked at to tell its encoding. */
#define SAMPLE_CHARACTERS 20000
/* Least share of frequent characters.  Chinese text in its own encoding has .3 to .5, in another
 * one under .05. */
#define MIN_SCORE 0.12

/* The most frequent ideographs of modern Chinese in both scripts, and its punctuation. */
static const char frequent[] = "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出"
                               "道也时時年得就那要下以生会會自着著"
                               "去之过過家学學对對可里裡后後小么麼心多天而能好都然没沒日于於起还還"
                               "发發成事只作当當想看文无無开開手用"
                               "主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長与與将將政"
                               "美军軍战戰关關，。、；：？“”《》（）「」";

static gint
compare_characters (gconstpointer a, gconstpointer b)
{
  gunichar x = *(const gunichar *)a, y = *(const gunichar *)b;

  return x < y ? -1 : x > y;
}

/* Share of frequent characters in a text that was decoded somehow; ASCII is left out, or counts as
 * frequent where it had its chance to come out as something else. */
static double
score (const char *text, gboolean count_ascii)
{
  glong n_frequent;
  g_autofree gunichar *table = g_utf8_to_ucs4_fast (frequent, -1, &n_frequent);
  guint n = 0, n_common = 0;

  qsort (table, (gsize)n_frequent, sizeof *table, compare_characters);
  for (const char *p = text; *p != '\0' && n < SAMPLE_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && !count_ascii)
        continue;
      n++;
      if (c < 0x80 || bsearch (&c, table, (gsize)n_frequent, sizeof c, compare_characters) != NULL)
        n_common++;
    }
  return n > 0 ? (double)n_common / n : 0;
}

/* What a text may be in: the names told, and what iconv calls them. */
static const struct
{
  const char *name, *converter;
  gboolean is_detected, is_wide;
} encodings[] = {
  { "UTF-8", "UTF-8", FALSE, FALSE },      { "GB18030", "GB18030", TRUE, FALSE },
  { "BIG5", "BIG5-HKSCS", TRUE, FALSE },   { "UTF-16LE", "UTF-16LE", TRUE, TRUE },
  { "UTF-16BE", "UTF-16BE", TRUE, TRUE },  { "UTF-32LE", "UTF-32LE", FALSE, TRUE },
  { "UTF-32BE", "UTF-32BE", FALSE, TRUE },
};

static const char *const names[]
    = { "UTF-8", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (encodings) + 1);

/* At most n_read bytes could be made sense of. */
static char *
convert (const char *bytes, gsize length, const char *encoding, gsize *n_utf8, gsize *n_read)
{
  char *text = g_convert (bytes, (gssize)length, "UTF-8", encoding, n_read, n_utf8, NULL);

  if (text != NULL && (*n_read != length || memchr (text, 0, *n_utf8) != NULL))
    g_clear_pointer (&text, g_free);
  return text;
}

/* The bytes in the encoding that makes most sense of them; NULL when they look like no text. */
static char *
detect (const char *bytes, gsize length, gsize *n_utf8, const char **encoding)
{
  double best = MIN_SCORE;
  char *result = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize n = 0, n_read;
      g_autofree char *text = encodings[i].is_detected
                                  ? convert (bytes, length, encodings[i].converter, &n, &n_read)
                                  : NULL;
      double found = text != NULL ? score (text, encodings[i].is_wide) : 0;

      if (found <= best)
        continue;
      best = found;
      *encoding = encodings[i].name;
      *n_utf8 = n;
      g_free (result);
      result = g_steal_pointer (&text);
    }
  return result;
}

/* The encoding a byte order mark names, and how long the mark is. */
static const char *
read_mark (const char *bytes, gsize length, gsize *n_mark)
{
  static const struct
  {
    const char *encoding, *mark;
    gsize n;
  } marks[] = {
    { "UTF-8", "\xef\xbb\xbf", 3 },    { "UTF-32LE", "\xff\xfe\0\0", 4 },
    { "UTF-32BE", "\0\0\xfe\xff", 4 }, { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].n && memcmp (bytes, marks[i].mark, marks[i].n) == 0)
      {
        *n_mark = marks[i].n;
        return marks[i].encoding;
      }
  *n_mark = 0;
  return NULL;
}

/**
 * ent_decode:
 * @bytes: a file's content
 * @length: its bytes
 * @name: its name, for messages
 * @n_utf8: (out): bytes of the result
 * @encoding: (out) (transfer none): the encoding it was taken for
 * @error: return location
 *
 * Decodes a text: by its byte order mark; else as UTF-8 if it is valid; else as GB18030, Big5 or
 * UTF-16, whichever gives most frequent characters.  A mark is removed.  Errors:
 * %ENT_DOSSIER_ERROR_SOURCE for what is no text or in no encoding known.
 *
 * Returns: (transfer full): UTF-8 without NUL characters, NUL-terminated, or %NULL
 */
char *
ent_decode (const char *bytes,
            gsize length,
            const char *name,
            gsize *n_utf8,
            const char **encoding,
            GError **error)
{
  gsize n_mark;
  const char *marked = read_mark (bytes, length, &n_mark);
  const char *invalid = NULL;
  char *text = NULL;
  gsize n_read;

  bytes += n_mark;
  length -= n_mark;
  *encoding = marked != NULL ? marked : "UTF-8";
  if (!g_str_equal (*encoding, "UTF-8"))
    text = convert (bytes, length, *encoding, n_utf8, &n_read);
  else if (g_utf8_validate_len (bytes, length, &invalid))
    {
      *n_utf8 = length;
      return g_strndup (bytes, length);
    }
  else if (marked == NULL)
    text = detect (bytes, length, n_utf8, encoding);
  if (text != NULL)
    return text;

  if (invalid != NULL && memchr (bytes, 0, length) == NULL)
    g_set_error (error,
                 ENT_DOSSIER_ERROR,
                 ENT_DOSSIER_ERROR_SOURCE,
                 _ ("%s: the text is in no known encoding: byte %lu is 0x%02x; expected UTF-8, "
                    "UTF-16, GB18030 or Big5"),
                 name,
                 (gulong)(invalid - bytes) + n_mark + 1,
                 (guint)(guchar)*invalid);
  else
    g_set_error (error,
                 ENT_DOSSIER_ERROR,
                 ENT_DOSSIER_ERROR_SOURCE,
                 _ ("%s: this is no text but binary data"),
                 name);
  return NULL;
}

/**
 * ent_decode_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): the encodings known, likeliest first
 */
const char *const *
ent_decode_list (void)
{
  return names;
}

/**
 * ent_decode_find:
 * @encoding: a name in any case
 *
 * Returns: (transfer none) (nullable): it as ent_decode_list() spells it, if known
 */
const char *
ent_decode_find (const char *encoding)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], encoding) == 0)
      return names[i];
  return NULL;
}

/**
 * ent_decode_as:
 * @bytes: a file's content
 * @length: its bytes
 * @name: its name, for messages
 * @encoding: one of ent_decode_list()
 * @n_utf8: (out): bytes of the result
 * @error: return location
 *
 * Decodes a text from the encoding given, whatever it looks like.  A byte order mark of that
 * encoding is removed.  Errors: %ENT_DOSSIER_ERROR_SOURCE for an encoding not known and for bytes
 * that are none in it.
 *
 * Returns: (transfer full): UTF-8 without NUL characters, NUL-terminated, or %NULL
 */
char *
ent_decode_as (const char *bytes,
               gsize length,
               const char *name,
               const char *encoding,
               gsize *n_utf8,
               GError **error)
{
  gsize n_mark, n_read = 0, known = 0;
  const char *marked = read_mark (bytes, length, &n_mark);
  char *text;

  while (known < G_N_ELEMENTS (encodings) && !g_str_equal (names[known], encoding))
    known++;
  if (known == G_N_ELEMENTS (encodings))
    {
      g_autofree char *list = g_strjoinv (", ", (char **)names);

      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: “%s” is no encoding known; expected one of %s"),
                   name,
                   encoding,
                   list);
      return NULL;
    }
  if (g_strcmp0 (marked, names[known]) != 0)
    n_mark = 0;
  text = convert (bytes + n_mark, length - n_mark, encodings[known].converter, n_utf8, &n_read);
  if (text != NULL)
    return text;
  if (n_mark + n_read < length)
    g_set_error (error,
                 ENT_DOSSIER_ERROR,
                 ENT_DOSSIER_ERROR_SOURCE,
                 _ ("%s: the text is not in %s: byte %lu is 0x%02x"),
                 name,
                 names[known],
                 (gulong)(n_mark + n_read) + 1,
                 (guint)(guchar)bytes[n_mark + n_read]);
  else
    g_set_error (error,
                 ENT_DOSSIER_ERROR,
                 ENT_DOSSIER_ERROR_SOURCE,
                 _ ("%s: read as %s, this is no text but binary data"),
                 name,
                 names[known]);
  return NULL;
}

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "dossier/dossier-file.h"
#include "dossier/source.h"

/* Enough everyday Chinese to tell the encodings by; written for this test. */
static const char simplified[]
    = "两国的代表在海边的城市见面，谈了三天，最后没有签字就回家了。\n"
      "第二年他们又见了一次，这一次大家都说谈得很好，可是问题还在那里。\n";
static const char traditional[]
    = "兩國的代表在海邊的城市見面，談了三天，最後沒有簽字就回家了。\n"
      "第二年他們又見了一次，這一次大家都說談得很好，可是問題還在那裡。\n";

static char *
encode (const char *text, const char *encoding, gsize *n)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, n, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *text, *encoding, *mark, *expected;
  } rows[] = {
    { simplified, "UTF-8", "", "UTF-8" },
    { simplified, "UTF-8", "\xef\xbb\xbf", "UTF-8" },
    { simplified, "GB18030", "", "GB18030" },
    { traditional, "BIG5", "", "BIG5" },
    { traditional, "GB18030", "", "GB18030" },
    { simplified, "UTF-16LE", "\xff\xfe", "UTF-16LE" },
    { simplified, "UTF-16BE", "\xfe\xff", "UTF-16BE" },
    { simplified, "UTF-16LE", "", "UTF-16LE" },
    { traditional, "UTF-16BE", "", "UTF-16BE" },
    { "Plain words, in English.\nTwo lines.", "UTF-16LE", "", "UTF-16LE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n;
      g_autofree char *bytes = encode (rows[i].text, rows[i].encoding, &n);
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSource) source = NULL;

      g_byte_array_append (file, (const guint8 *)rows[i].mark, strlen (rows[i].mark));
      g_byte_array_append (file, (const guint8 *)bytes, n);
      source = ent_source_new ((const char *)file->data, file->len, "x.txt", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ent_source_encoding (source), ==, rows[i].expected);
      g_assert_cmpstr (ent_source_text (source), ==, rows[i].text);
    }
}

/* An encoding that a person chose holds, whatever the text looks like. */
static void
test_chosen_encoding (void)
{
  static const struct
  {
    const char *text, *encoding, *as, *says;
  } rows[] = {
    { simplified, "GB18030", "GB18030", NULL },
    { simplified, "UTF-8", "utf-8", NULL },
    { traditional, "BIG5", "BIG5", NULL },
    { simplified, "UTF-16LE", "UTF-16LE", NULL },
    { simplified, "UTF-16BE", "UTF-16BE", NULL },
    { simplified, "UTF-32LE", "UTF-32LE", NULL },
    { "\xef\xbb\xbfmarked", "UTF-16LE", "UTF-16LE", NULL },
    { "\xef\xbb\xbfmarked", "UTF-8", "UTF-8", NULL },
    { simplified, "GB18030", "UTF-8", "x.txt: the text is not in UTF-8: byte 1 is 0xc1" },
    { "a", "UTF-8", "UTF-16LE", "x.txt: the text is not in UTF-16LE: byte 1 is 0x61" },
    { "words", "UTF-16LE", "UTF-8", "x.txt: read as UTF-8, this is no text but binary data" },
    { "a", "UTF-8", "EBCDIC", "x.txt: “EBCDIC” is no encoding known; expected one of UTF-8, *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n;
      g_autofree char *bytes = encode (rows[i].text, rows[i].encoding, &n);
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSource) source = ent_source_new_as (bytes, n, "x.txt", rows[i].as, &error);

      if (rows[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (ent_source_text (source),
                           ==,
                           rows[i].text + (g_str_has_suffix (rows[i].text, "marked") ? 3 : 0));
          g_assert_true (g_strv_contains (ent_source_encodings (), ent_source_encoding (source)));
        }
      else
        {
          g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
          if (!g_pattern_match_simple (rows[i].says, error->message))
            g_error ("row %u says: %s", i, error->message);
        }
    }
}

static void
test_normalised (void)
{
  static const char file[] = "\xef\xbb\xbf"
                             "a\r\nb\rc\n\r\n\r\rd";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = ent_source_new (file, sizeof file - 1, "x.txt", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ent_source_text (source), ==, "a\nb\nc\n\n\n\nd");
  g_assert_cmpuint (ent_source_n_bytes (source), ==, 10);
  g_assert_cmpuint (ent_source_length (source), ==, 10);
  /* printf 'a\nb\nc\n\n\n\nd' | sha256sum */
  g_assert_cmpstr (ent_source_sha256 (source),
                   ==,
                   "920cedc5979a8154fc702a186b050a19795febdb679c413c88f4ed79b465310e");
}

static void
test_offsets (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = NULL;
  guint n = 0;

  /* one, two, three and four bytes a code point, over many strides */
  for (guint i = 0; i < 1000; i++, n += 4)
    g_string_append (text, "aé中👍");
  source = ent_source_new (text->str, text->len, "x.txt", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_source_length (source), ==, n);
  for (guint i = 0; i <= n; i++)
    {
      gsize byte = ent_source_byte_offset (source, i);

      g_assert_true (text->str + byte == g_utf8_offset_to_pointer (text->str, i));
      g_assert_cmpuint (ent_source_code_point (source, byte), ==, i);
    }
  g_assert_cmpuint (ent_source_code_point (source, 4), ==, 2); /* inside 中 */
  g_assert_cmpuint (ent_source_byte_offset (source, n + 99), ==, text->len);
}

static void
test_paragraphs (void)
{
  static const char text[] = "\n  \none\n\xe3\x80\x80\ntwo 二\nthree";
  static const struct
  {
    guint at, number, start, end;
  } rows[] = {
    { 0, 1, 4, 7 },    { 4, 1, 4, 7 },    { 6, 1, 4, 7 },    { 7, 1, 4, 7 },    { 8, 1, 4, 7 },
    { 10, 2, 10, 15 }, { 14, 2, 10, 15 }, { 16, 3, 16, 21 }, { 99, 3, 16, 21 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = ent_source_new (text, sizeof text - 1, "x.txt", &error);
  g_autoptr (EntSource) blank = ent_source_new (" \n\n ", 4, "x.txt", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ent_source_n_paragraphs (source), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint start, end;

      g_assert_cmpuint (
          ent_source_paragraph_of (source, rows[i].at, &start, &end), ==, rows[i].number);
      g_assert_cmpuint (start, ==, rows[i].start);
      g_assert_cmpuint (end, ==, rows[i].end);
    }
  g_assert_cmpuint (ent_source_paragraph_of (blank, 1, NULL, NULL), ==, 0);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize n;
    const char *says;
  } rows[] = {
    { "", 0, "x.txt: the text is empty" },
    { "\xef\xbb\xbf", 3, "x.txt: the text is empty" },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "x.txt: this is no text but binary data" },
    { "abcdefgh\0ij", 11, "x.txt: this is no text but binary data" },
    { "\xff\xfe\x00\xd8\x41\x00", 6, "x.txt: this is no text but binary data" },
    { "d\xe9j\xe0 vu, na\xefve caf\xe9",
      18,
      "x.txt: the text is in no known encoding: byte 2*0xe9*" },
    { "x", (gsize)ENT_SOURCE_MAX_BYTES + 1, "x.txt: the text has 536870913 bytes; at most 5*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      EntSource *source = ent_source_new (rows[i].bytes, rows[i].n, "x.txt", &error);

      g_assert_null (source);
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
      if (!g_pattern_match_simple (rows[i].says, error->message))
        g_error ("row %u says: %s", i, error->message);
    }
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("entente-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) no_file = g_file_new_for_path (folder);
  EntSource *source = ent_source_load (file, NULL, &error);

  g_assert_null (source);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ent_source_load (no_file, NULL, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, simplified, -1, &error));
  source = ent_source_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_source_name (source), ==, "a.txt");
  g_assert_cmpuint (ent_folded_origin (ent_source_folded (source), ent_source_folded (source)->n),
                    ==,
                    ent_source_length (source));
  ent_source_unref (source);
  g_assert_cmpint (g_remove (path), ==, 0);

  /* sparse: a size that must be refused without being read */
  g_assert_true (g_file_set_contents (path, "x", -1, &error));
  g_assert_cmpint (truncate (path, (goffset)ENT_SOURCE_MAX_BYTES * 2), ==, 0);
  g_assert_null (ent_source_load (file, NULL, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
  g_assert_cmpstr (
      error->message, ==, "a.txt: the text has 1073741824 bytes; at most 536870912 are read");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/source/encodings", test_encodings);
  g_test_add_func ("/dossier/source/chosen-encoding", test_chosen_encoding);
  g_test_add_func ("/dossier/source/normalised", test_normalised);
  g_test_add_func ("/dossier/source/offsets", test_offsets);
  g_test_add_func ("/dossier/source/paragraphs", test_paragraphs);
  g_test_add_func ("/dossier/source/refused", test_refused);
  g_test_add_func ("/dossier/source/files", test_files);
  return g_test_run ();
}

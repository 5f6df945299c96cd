/* Typed values of a dossier file; whatever is not as it should be becomes a problem, and a value
 * that can be used all the same. */
#include "dossier/dossier-read-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Code points of a value that a message shows. */
#define SHOWN 80

/**
 * ent_node_member:
 * @object: a place; what is there need not be an object
 * @key: borrowed
 *
 * Returns: the place of a member, empty if there is none
 */
EntNode
ent_node_member (const EntNode *object, const char *key)
{
  return (EntNode){ object, key, 0, ent_json_member (object->json, key) };
}

/**
 * ent_node_element:
 * @array: a place
 * @index: number of an element
 *
 * Returns: the place of the element
 */
EntNode
ent_node_element (const EntNode *array, guint index)
{
  return (EntNode){ array, NULL, index, ent_json_element (array->json, index) };
}

/* RFC 6901. */
static void
append_pointer (GString *out, const EntNode *at)
{
  if (at->parent == NULL)
    return;
  append_pointer (out, at->parent);
  g_string_append_c (out, '/');
  if (at->key == NULL)
    g_string_append_printf (out, "%u", at->index);
  else
    for (const char *c = at->key; *c != '\0'; c++)
      if (*c == '~')
        g_string_append (out, "~0");
      else if (*c == '/')
        g_string_append (out, "~1");
      else
        g_string_append_c (out, *c);
}

static char *
describe (const EntJson *json)
{
  const char *text = ent_json_number_text (json);

  if (json == NULL)
    return g_strdup (_ ("nothing"));
  if (text != NULL)
    return g_strdup (text);
  if (!ent_json_get_string (json, &text))
    return g_strdup (ent_json_type_name (ent_json_type (json)));
  if (g_utf8_strlen (text, -1) <= SHOWN)
    return g_strdup_printf (_ ("“%s”"), text);

  g_autofree char *start = g_utf8_substring (text, 0, SHOWN);
  return g_strdup_printf (_ ("“%s…”"), start);
}

/**
 * ent_reader_expect:
 * @reader: the reader
 * @at: where the problem is
 * @format: what was expected there, as of printf()
 * @...: its arguments
 *
 * Notes a problem: what was found at the place, and what was expected.
 */
void
ent_reader_expect (EntReader *reader, const EntNode *at, const char *format, ...)
{
  va_list args;
  guint line = 0, column = 0;

  if (reader->n_problems++ >= ENT_MAX_PROBLEMS)
    return;

  va_start (args, format);
  g_autofree char *expected = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *found = describe (at->json);
  GString *pointer = g_string_new (NULL);
  append_pointer (pointer, at);
  for (const EntNode *node = at; node != NULL && line == 0; node = node->parent)
    ent_json_position (node->json, &line, &column);

  EntProblem *problem = g_new (EntProblem, 1);
  *problem
      = (EntProblem){ .pointer = g_string_free (pointer, FALSE),
                      .line = line,
                      .column = column,
                      .message = g_strdup_printf (_ ("found %s, expected %s"), found, expected) };
  g_ptr_array_add (reader->problems, problem);
}

/**
 * ent_reader_check:
 * @reader: the reader
 * @at: a place
 * @type: what should be there; %ENT_JSON_TRUE stands for true and false
 * @required: whether it must be there at all
 *
 * Notes a problem if something else is there, or nothing that must be.
 *
 * Returns: %TRUE if a value of that type is there
 */
gboolean
ent_reader_check (EntReader *reader, const EntNode *at, EntJsonType type, gboolean required)
{
  const EntJsonType found = ent_json_type (at->json);

  if (at->json == NULL && !required)
    return FALSE;
  if (at->json != NULL && (found == type || (type == ENT_JSON_TRUE && found == ENT_JSON_FALSE)))
    return TRUE;
  ent_reader_expect (
      reader, at, "%s", type == ENT_JSON_TRUE ? _ ("true or false") : ent_json_type_name (type));
  return FALSE;
}

/**
 * ent_read_string:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @required: whether it must be there
 *
 * Returns: (transfer none) (nullable): the string
 */
const char *
ent_read_string (EntReader *reader, const EntNode *object, const char *key, gboolean required)
{
  const EntNode at = ent_node_member (object, key);
  const char *value = NULL;

  if (ent_reader_check (reader, &at, ENT_JSON_STRING, required))
    ent_json_get_string (at.json, &value);
  return value;
}

/* Letters, then parts of letters and digits, each of 1–8 (BCP 47, roughly). */
static gboolean
is_tag (const char *tag)
{
  guint run = 0;
  gboolean first = TRUE;

  for (const char *c = tag;; c++)
    if (first ? g_ascii_isalpha (*c) : g_ascii_isalnum (*c))
      run++;
    else if ((*c == '-' || *c == '\0') && run >= (first ? 2 : 1) && run <= 8)
      {
        if (*c == '\0')
          return TRUE;
        first = FALSE;
        run = 0;
      }
    else
      return FALSE;
}

static EntText
read_text_at (EntReader *reader, const EntNode *at)
{
  const EntJsonType type = ent_json_type (at->json);
  EntText text = { 0 };

  if (type != ENT_JSON_STRING && type != ENT_JSON_OBJECT)
    {
      ent_reader_expect (reader, at, _ ("a text: a string, or an object of languages"));
      return text;
    }

  const guint n = type == ENT_JSON_STRING ? 1 : ent_json_length (at->json);
  text.tags = ent_dossier_alloc (reader->dossier, n * sizeof (char *));
  text.values = ent_dossier_alloc (reader->dossier, n * sizeof (char *));
  if (type == ENT_JSON_STRING)
    {
      text.n = 1;
      text.tags[0] = "";
      ent_json_get_string (at->json, &text.values[0]);
      return text;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *tag = ent_json_key (at->json, i);
      const EntNode words = ent_node_member (at, tag);
      if (!is_tag (tag))
        ent_reader_expect (reader, &words, _ ("a language tag such as “zh-Hans”, not “%s”"), tag);
      else if (ent_reader_check (reader, &words, ENT_JSON_STRING, TRUE))
        {
          text.tags[text.n] = tag;
          ent_json_get_string (words.json, &text.values[text.n++]);
        }
    }
  return text;
}

/**
 * ent_read_text:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @required: whether it must be there
 *
 * Returns: the text, a string or one a language; empty if there is none
 */
EntText
ent_read_text (EntReader *reader, const EntNode *object, const char *key, gboolean required)
{
  const EntNode at = ent_node_member (object, key);

  return at.json == NULL && !required ? (EntText){ 0 } : read_text_at (reader, &at);
}

/**
 * ent_read_texts:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the texts of a list; none if it is missing
 */
const EntText *
ent_read_texts (EntReader *reader, const EntNode *object, const char *key, guint *n)
{
  const EntNode at = ent_node_member (object, key);
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;
  EntText *texts = ent_dossier_alloc (reader->dossier, (length + 1) * sizeof (EntText));

  *n = 0;
  for (guint i = 0; i < length; i++)
    {
      const EntNode element = ent_node_element (&at, i);
      const EntText text = read_text_at (reader, &element);
      if (!ent_text_is_empty (&text))
        texts[(*n)++] = text;
    }
  return texts;
}

/**
 * ent_read_strings:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 *
 * Returns: (transfer none) (array zero-terminated=1): the strings of a list; none if it is missing
 */
const char **
ent_read_strings (EntReader *reader, const EntNode *object, const char *key)
{
  const EntNode at = ent_node_member (object, key);
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;
  const char **strings = ent_dossier_alloc (reader->dossier, (length + 1) * sizeof (char *));
  guint n = 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode element = ent_node_element (&at, i);
      if (ent_reader_check (reader, &element, ENT_JSON_STRING, TRUE))
        ent_json_get_string (element.json, &strings[n++]);
    }
  return strings;
}

/**
 * ent_read_number:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @min: least value
 * @max: greatest value
 * @value: (inout): left alone unless there is a number between @min and @max
 *
 * Returns: %TRUE if there is such a number
 */
gboolean
ent_read_number (EntReader *reader,
                 const EntNode *object,
                 const char *key,
                 double min,
                 double max,
                 double *value)
{
  const EntNode at = ent_node_member (object, key);
  double number;

  if (!ent_reader_check (reader, &at, ENT_JSON_NUMBER, FALSE))
    return FALSE;
  ent_json_get_double (at.json, &number);
  if (number < min || number > max)
    {
      if (max == G_MAXDOUBLE)
        ent_reader_expect (reader, &at, _ ("a number of at least %g"), min);
      else
        ent_reader_expect (reader, &at, _ ("a number from %g to %g"), min, max);
      return FALSE;
    }
  *value = number;
  return TRUE;
}

static gboolean
integer_at (EntReader *reader, const EntNode *at, gint64 min, gint64 max, gint64 *value)
{
  gint64 number;

  if (ent_json_get_int (at->json, &number) && number >= min && number <= max)
    {
      *value = number;
      return TRUE;
    }
  if (max == G_MAXUINT32)
    ent_reader_expect (reader, at, _ ("a whole number of at least %" PRId64 " (32 bits)"), min);
  else
    ent_reader_expect (reader, at, _ ("a whole number from %" PRId64 " to %" PRId64), min, max);
  return FALSE;
}

/**
 * ent_read_integer:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @min: least value
 * @max: greatest value
 * @value: (inout): left alone unless there is a whole number between @min and @max
 *
 * Returns: %TRUE if there is such a number
 */
gboolean
ent_read_integer (EntReader *reader,
                  const EntNode *object,
                  const char *key,
                  gint64 min,
                  gint64 max,
                  gint64 *value)
{
  const EntNode at = ent_node_member (object, key);
  return at.json != NULL && integer_at (reader, &at, min, max, value);
}

/**
 * ent_read_boolean:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 *
 * Returns: the truth value, %FALSE if there is none
 */
gboolean
ent_read_boolean (EntReader *reader, const EntNode *object, const char *key)
{
  const EntNode at = ent_node_member (object, key);
  gboolean value = FALSE;

  if (ent_reader_check (reader, &at, ENT_JSON_TRUE, FALSE))
    ent_json_get_boolean (at.json, &value);
  return value;
}

static char *
list_words (const char *const *words)
{
  GString *list = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append (list, i > 0 ? C_ ("list", ", ") : "");
      g_string_append_printf (list, _ ("“%s”"), words[i]);
    }
  return g_string_free (list, FALSE);
}

/**
 * ent_read_word:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @words: (array zero-terminated=1): the words it may be
 * @absent: what a missing member means; %G_MAXUINT if it must be there
 *
 * Returns: the number of the word among @words; @absent after a problem
 */
guint
ent_read_word (EntReader *reader,
               const EntNode *object,
               const char *key,
               const char *const *words,
               guint absent)
{
  const EntNode at = ent_node_member (object, key);
  const char *word = NULL;

  if (at.json == NULL && absent != G_MAXUINT)
    return absent;
  if (ent_json_get_string (at.json, &word))
    for (guint i = 0; words[i] != NULL; i++)
      if (g_str_equal (words[i], word))
        return i;

  g_autofree char *list = list_words (words);
  ent_reader_expect (reader, &at, _ ("one of %s"), list);
  return absent;
}

/**
 * ent_read_when:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 *
 * Returns: the date; its text is %NULL if there is none
 */
EntWhen
ent_read_when (EntReader *reader, const EntNode *object, const char *key)
{
  const EntNode at = ent_node_member (object, key);
  EntWhen when = { 0 };
  g_autoptr (GError) error = NULL;

  if (!ent_reader_check (reader, &at, ENT_JSON_STRING, FALSE))
    return when;
  ent_json_get_string (at.json, &when.edtf);
  if (ent_date_parse (when.edtf, &when.date, &error))
    return when;
  ent_reader_expect (reader, &at, _ ("a date; %s"), error->message);
  return (EntWhen){ 0 };
}

/**
 * ent_read_hex:
 * @reader: the reader
 * @object: where the member is
 * @key: its key
 * @digits: how many there must be
 *
 * Returns: (transfer none) (nullable): the hexadecimal digits, lower case
 */
const char *
ent_read_hex (EntReader *reader, const EntNode *object, const char *key, guint digits)
{
  const EntNode at = ent_node_member (object, key);
  const char *value = ent_read_string (reader, object, key, FALSE);

  if (value == NULL || (strlen (value) == digits && strspn (value, "0123456789abcdef") == digits))
    return value;
  ent_reader_expect (reader, &at, _ ("%u hexadecimal digits in lower case"), digits);
  return NULL;
}

/**
 * ent_read_location:
 * @reader: the reader
 * @at: where it is
 * @lon_deg: (out): east of Greenwich, −180–180
 * @lat_deg: (out): north of the equator, −90–90
 *
 * Returns: %FALSE after a problem
 */
gboolean
ent_read_location (EntReader *reader, const EntNode *at, double *lon_deg, double *lat_deg)
{
  double parts[2];

  if (ent_json_type (at->json) != ENT_JSON_ARRAY || ent_json_length (at->json) != 2)
    {
      ent_reader_expect (reader, at, _ ("a list of longitude and latitude"));
      return FALSE;
    }
  for (guint i = 0; i < 2; i++)
    {
      const EntNode part = ent_node_element (at, i);
      const double limit = i == 0 ? 180 : 90;
      if (!ent_reader_check (reader, &part, ENT_JSON_NUMBER, TRUE))
        return FALSE;
      ent_json_get_double (part.json, &parts[i]);
      if (parts[i] < -limit || parts[i] > limit)
        {
          ent_reader_expect (reader,
                             &part,
                             i == 0 ? _ ("a longitude on the globe, from -180 to 180 degrees")
                                    : _ ("a latitude on the globe, from -90 to 90 degrees"));
          return FALSE;
        }
    }
  *lon_deg = parts[0];
  *lat_deg = parts[1];
  return TRUE;
}

/* Strings and numbers of a JSON text: what they may look like, and their copies in the arena. */
#include "base/json-parse-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A number of so many bytes without an exponent fits 64 bits and a double. */
#define SURELY_FITS 15

/* The code point of \uXXXX at the backslash, or of two such; what follows it in *end. */
static gboolean
read_unicode (EntJsonParser *parser, const char *at, gunichar *c, const char **end)
{
  guint units[2] = { 0, 0 };
  const char *p = at;

  for (guint i = 0; i < 2; i++)
    {
      if (i == 1 && (units[0] < 0xd800 || units[0] > 0xdbff))
        break;
      if (parser->end - p < 6 || p[0] != '\\' || p[1] != 'u')
        {
          if (i == 1)
            break;
          return ent_json_fail (
              parser, at, ENT_BASE_ERROR_SYNTAX, _ ("expected four hexadecimal digits after \\u"));
        }
      for (guint k = 2; k < 6; k++)
        {
          if (!g_ascii_isxdigit (p[k]))
            return ent_json_fail (parser,
                                  at,
                                  ENT_BASE_ERROR_SYNTAX,
                                  _ ("expected four hexadecimal digits after \\u"));
          units[i] = units[i] << 4 | (guint)g_ascii_xdigit_value (p[k]);
        }
      p += 6;
    }

  *end = p;
  *c = units[0];
  if (units[0] == 0)
    return ent_json_fail (parser,
                          at,
                          ENT_BASE_ERROR_SYNTAX,
                          _ ("found \\u0000, expected no NUL character in a string"));
  if (units[0] >= 0xd800 && units[0] <= 0xdfff)
    {
      if (units[1] < 0xdc00 || units[1] > 0xdfff)
        return ent_json_fail (parser,
                              at,
                              ENT_BASE_ERROR_SYNTAX,
                              _ ("found %.6s, half of a surrogate pair, expected both halves"),
                              at);
      *c = 0x10000 + ((units[0] - 0xd800) << 10) + (units[1] - 0xdc00);
    }
  return TRUE;
}

/* The character of an escape of two characters, 0 if there is no such escape. */
static char
unescape (char c)
{
  switch (c)
    {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
    }
}

/**
 * ent_json_scan_string:
 * @parser: at an opening quote
 * @close: (out): the closing quote
 * @escapes: (out): whether there is any escape in between
 *
 * Checks a string and every escape in it.
 *
 * Returns: %FALSE with an error if it is not sound
 */
gboolean
ent_json_scan_string (EntJsonParser *parser, const char **close, gboolean *escapes)
{
  const char *at = parser->at + 1;

  *escapes = FALSE;
  while (TRUE)
    {
      while (at < parser->end && (guint8)*at >= 0x20 && *at != '"' && *at != '\\')
        at++;
      if (at >= parser->end)
        return ent_json_fail (parser,
                              parser->at,
                              ENT_BASE_ERROR_SYNTAX,
                              _ ("found a string that does not end, expected a closing quote"));
      if (*at == '"')
        break;
      if (*at != '\\')
        return ent_json_fail (
            parser,
            at,
            ENT_BASE_ERROR_SYNTAX,
            _ ("found the control character U+%04X in a string, expected it as an escape"),
            (guint)(guint8)*at);

      *escapes = TRUE;
      const char next = at + 1 < parser->end ? at[1] : '\0';
      gunichar c;
      if (next == 'u')
        {
          if (!read_unicode (parser, at, &c, &at))
            return FALSE;
        }
      else if (unescape (next) != 0)
        at += 2;
      else
        {
          g_autofree char *found = ent_json_describe (parser, at + 1);
          return ent_json_fail (
              parser,
              at,
              ENT_BASE_ERROR_SYNTAX,
              _ ("found %s after a backslash, expected one of \" \\ / b f n r t u"),
              found);
        }
    }
  *close = at;
  return TRUE;
}

/**
 * ent_json_copy_string:
 * @parser: the parser
 * @at: first byte, after the quote
 * @close: the closing quote
 * @escapes: whether there are escapes to undo
 *
 * Returns: (transfer none): a copy of the checked string, in the arena
 */
char *
ent_json_copy_string (EntJsonParser *parser, const char *at, const char *close, gboolean escapes)
{
  char *text = ent_json_arena_text (parser->arena, (gsize)(close - at) + 1);
  char *out = text;

  if (!escapes)
    {
      memcpy (text, at, (gsize)(close - at));
      text[close - at] = '\0';
      return text;
    }
  while (at < close)
    {
      if (*at != '\\')
        *out++ = *at++;
      else if (at[1] == 'u')
        {
          gunichar c = 0;
          read_unicode (parser, at, &c, &at);
          out += g_unichar_to_utf8 (c, out);
        }
      else
        {
          *out++ = unescape (at[1]);
          at += 2;
        }
    }
  *out = '\0';
  return text;
}

static const char *
skip_digits (const EntJsonParser *parser, const char *at)
{
  while (at < parser->end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* Whether 64 bits hold a whole number, a double any other one (neither infinite nor lost to 0). */
static gboolean
number_fits (const char *text, gboolean whole)
{
  if (whole)
    {
      errno = 0;
      g_ascii_strtoll (text, NULL, 10);
      return errno != ERANGE;
    }
  const double value = g_ascii_strtod (text, NULL);
  const gsize mantissa = strcspn (text, "eE");
  return isfinite (value) && (value != 0 || strcspn (text, "123456789") >= mantissa);
}

/**
 * ent_json_scan_number:
 * @parser: at a minus sign or digit
 * @end: (out): what follows the number
 * @text: (out) (transfer none): a copy of it, in the arena
 *
 * Returns: %FALSE with an error if it is no number of JSON, or does not fit
 */
gboolean
ent_json_scan_number (EntJsonParser *parser, const char **end, const char **text)
{
  const char *at = parser->at, *digits;
  gboolean whole = TRUE, exponent = FALSE;

  if (*at == '-')
    at++;
  digits = at;
  at = skip_digits (parser, at);
  if (at == digits || (*digits == '0' && at > digits + 1))
    {
      parser->at = digits;
      return ent_json_unexpected (parser,
                                  at == digits ? _ ("a digit after the minus sign")
                                               : _ ("a number without leading zeros"));
    }
  if (at < parser->end && *at == '.')
    {
      whole = FALSE;
      digits = at + 1;
      at = skip_digits (parser, digits);
      if (at == digits)
        {
          parser->at = at;
          return ent_json_unexpected (parser, _ ("a digit after the decimal point"));
        }
    }
  if (at < parser->end && (*at == 'e' || *at == 'E'))
    {
      whole = FALSE;
      exponent = TRUE;
      digits = at + 1;
      if (digits < parser->end && (*digits == '+' || *digits == '-'))
        digits++;
      at = skip_digits (parser, digits);
      if (at == digits)
        {
          parser->at = at;
          return ent_json_unexpected (parser, _ ("a digit of the exponent"));
        }
    }

  *text = ent_json_copy_string (parser, parser->at, at, FALSE);
  if ((exponent || at - parser->at > SURELY_FITS) && !number_fits (*text, whole))
    return ent_json_fail (parser,
                          parser->at,
                          ENT_BASE_ERROR_SYNTAX,
                          _ ("found the number %.40s, expected one that fits 64 bits"),
                          *text);
  *end = at;
  return TRUE;
}

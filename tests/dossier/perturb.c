#include "perturb.h"

#include <opencc/opencc.h>
#include <string.h>

/* A changed text as it grows. */
typedef struct
{
  gunichar *chars; /* the original */
  glong n;
  GString *text;
  guint32 length; /* code points of text */
  Perturbed *perturbed;
} Writer;

static Writer
begin (EntSource *source)
{
  Writer writer = { 0 };

  writer.chars = g_utf8_to_ucs4_fast (
      ent_source_text (source), (glong)ent_source_n_bytes (source), &writer.n);
  writer.text = g_string_new (NULL);
  writer.perturbed = g_new0 (Perturbed, 1);
  writer.perturbed->n = (guint)writer.n;
  writer.perturbed->to = g_new (gint32, writer.n);
  for (glong i = 0; i < writer.n; i++)
    writer.perturbed->to[i] = -1;
  return writer;
}

static void
put (Writer *writer, gunichar c)
{
  g_string_append_unichar (writer->text, c);
  writer->length++;
}

/* A code point that stands for the original's. */
static void
keep (Writer *writer, glong i, gunichar c)
{
  writer->perturbed->to[i] = (gint32)writer->length;
  put (writer, c);
}

static Perturbed *
end (Writer *writer)
{
  g_autoptr (GError) error = NULL;

  writer->perturbed->source
      = ent_source_new (writer->text->str, writer->text->len, "changed.txt", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_source_length (writer->perturbed->source), ==, writer->length);
  g_string_free (writer->text, TRUE);
  g_free (writer->chars);
  return writer->perturbed;
}

void
perturbed_free (Perturbed *perturbed)
{
  ent_source_unref (perturbed->source);
  g_free (perturbed->to);
  g_free (perturbed);
}

void
perturbed_span (const Perturbed *perturbed, guint start, guint span_end, guint *to, guint *to_end)
{
  *to = G_MAXUINT;
  *to_end = 0;
  for (guint i = start; i < span_end; i++)
    if (perturbed->to[i] >= 0)
      {
        *to = MIN (*to, (guint)perturbed->to[i]);
        *to_end = MAX (*to_end, (guint)perturbed->to[i] + 1);
      }
}

static gboolean
chance (GRand *random, double share)
{
  return g_rand_double (random) < share;
}

Perturbed *
perturb_layout (EntSource *source, GRand *random)
{
  static const gunichar marks[] = { ',', '.', ';', ':', 0x3002, 0xff0c, 0x201c, 0x300d, 0x2014 };
  static const gunichar spaces[] = { ' ', '\n', 0x3000, 0xa0, '\t' };
  Writer writer = begin (source);

  for (glong i = 0; i < writer.n; i++)
    {
      gunichar c = writer.chars[i];

      if (g_unichar_isspace (c) && chance (random, 0.5))
        keep (&writer, i, spaces[g_rand_int_range (random, 0, G_N_ELEMENTS (spaces))]);
      else if (g_unichar_ispunct (c) && chance (random, 0.5))
        keep (&writer, i, marks[g_rand_int_range (random, 0, G_N_ELEMENTS (marks))]);
      else if (!(g_unichar_ispunct (c) || g_unichar_isspace (c)) || chance (random, 0.7))
        keep (&writer, i, c);
      if (chance (random, 0.05) && i + 1 < writer.n && !ent_fold_continues (writer.chars[i + 1]))
        put (&writer,
             chance (random, 0.5) ? spaces[g_rand_int_range (random, 0, G_N_ELEMENTS (spaces))]
                                  : marks[g_rand_int_range (random, 0, G_N_ELEMENTS (marks))]);
    }
  return end (&writer);
}

Perturbed *
perturb_script (EntSource *source, const char *config)
{
  Writer writer = begin (source);
  opencc_t converter = opencc_open (config);
  char *converted;
  const char *p;

  g_assert_true (converter != (opencc_t)-1);
  converted
      = opencc_convert_utf8 (converter, ent_source_text (source), ent_source_n_bytes (source));
  /* Word by word, but each word has as many characters as before. */
  g_assert_cmpint (g_utf8_strlen (converted, -1), ==, writer.n);
  p = converted;
  for (glong i = 0; i < writer.n; i++, p = g_utf8_next_char (p))
    keep (&writer, i, g_utf8_get_char (p));
  opencc_convert_utf8_free (converted);
  opencc_close (converter);
  return end (&writer);
}

Perturbed *
perturb_edit (EntSource *source, guint from, guint to, gboolean inside, double share, GRand *random)
{
  Writer writer = begin (source);
  g_autofree guint *places = g_new (guint, writer.n);
  g_autofree gboolean *edited = g_new0 (gboolean, writer.n);
  guint n = 0, n_edits;

  for (guint i = 0; i < writer.n; i++)
    if (g_unichar_isalnum (writer.chars[i]) && (i >= from && i < to) == inside)
      places[n++] = i;
  g_assert_cmpuint (n, >, 0);
  n_edits = MAX (1, (guint)(n * share + 0.5));
  for (guint i = 0; i < n_edits; i++)
    {
      guint other = (guint)g_rand_int_range (random, (gint32)i, (gint32)n);
      guint place = places[other];

      places[other] = places[i];
      edited[place] = TRUE;
    }
  for (glong i = 0; i < writer.n; i++)
    {
      /* of the same text, so that it looks like one */
      gunichar other = writer.chars[g_rand_int_range (random, 0, (gint32)writer.n)];
      guint kind = edited[i] ? (guint)g_rand_int_range (random, 0, 3) : 3;

      while (!g_unichar_isalnum (other) || other == writer.chars[i])
        other = writer.chars[g_rand_int_range (random, 0, (gint32)writer.n)];
      if (kind == 0)
        keep (&writer, i, other);
      else if (kind >= 2)
        keep (&writer, i, writer.chars[i]);
      if (kind == 2)
        put (&writer, other);
    }
  return end (&writer);
}

Perturbed *
perturb_order (EntSource *source, GRand *random)
{
  Writer writer = begin (source);
  guint n = ent_source_n_paragraphs (source);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i + 1;
  for (guint i = 0; i < n; i++)
    {
      guint other = (guint)g_rand_int_range (random, (gint32)i, (gint32)n);
      guint number = order[other], first, last;

      order[other] = order[i];
      ent_source_paragraph (source, number, &first, &last);
      for (guint at = first; at < last; at++)
        keep (&writer, at, writer.chars[at]);
      put (&writer, '\n');
    }
  return end (&writer);
}

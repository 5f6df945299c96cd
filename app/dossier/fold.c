#include "dossier/fold.h"

#include <opencc/opencc.h>
#include <stdatomic.h>
#include <string.h>

/* What a code point folds to, found out once and kept: 0 not looked at yet, DROPPED, SEVERAL (it
 * folds to more than one), else the one code point.  CONTINUES marks what joins the character
 * before it, so that the two must be folded together. */
enum
{
  DROPPED = 1,
  SEVERAL = 2,
  CONTINUES = 1u << 31,
};

/* Planes 0–2 hold every script there is a dossier in; the table is touched page by page only. */
#define TABLE_SIZE 0x30000
static _Atomic guint32 table[TABLE_SIZE];

/* Characters that OpenCC tells apart by the words around them or keeps as regional variants, each
 * before what the other script writes.  Without these a converted text would fold differently from
 * the original. */
static const char variants[] = "藉借覆复著着锺钟衞卫敍叙枱台粧妆糭粽衹只痺痹簷檐幺么擡抬馀余"
                               "钜巨谘咨讬托麺面缐线暱昵镟旋";

static opencc_t
get_converter (void)
{
  static gsize once = 0;
  static opencc_t converter;

  if (g_once_init_enter (&once))
    {
      converter = opencc_open (OPENCC_DEFAULT_CONFIG_TRAD_TO_SIMP);
      if (converter == (opencc_t)-1)
        {
          g_warning ("OpenCC's t2s.json cannot be read; the two Chinese scripts stay apart");
          converter = NULL;
        }
      g_once_init_leave (&once, 1);
    }
  return converter;
}

/* Traditional → simplified for one character, so that the result is the same in every context. */
static gunichar
simplify (gunichar c)
{
  char in[8], out[64];
  opencc_t converter;

  if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN)
    return c;
  converter = get_converter ();
  if (converter != NULL)
    {
      int length = g_unichar_to_utf8 (c, in);
      gsize n = opencc_convert_utf8_to_buffer (converter, in, length, out);

      if (n != (gsize)-1 && n > 0 && n < sizeof out && g_utf8_next_char (out) == out + n)
        c = g_utf8_get_char (out);
    }
  for (const char *p = variants; *p != '\0';)
    {
      gunichar variant = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (variant == c)
        return g_utf8_get_char (p);
      p = g_utf8_next_char (p);
    }
  return c;
}

/* The whole procedure for a character with what continues it; slow, and exact. */
static gunichar *
fold_sequence (const char *text, gsize length, glong *n)
{
  g_autofree char *composed = g_utf8_normalize (text, (gssize)length, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_casefold (composed, -1);
  g_autofree char *folded = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKC);
  gunichar *chars = g_utf8_to_ucs4_fast (folded, -1, n);
  glong kept = 0;

  for (glong i = 0; i < *n; i++)
    if (g_unichar_isalnum (chars[i]))
      chars[kept++] = simplify (chars[i]);
  *n = kept;
  return chars;
}

/**
 * ent_fold_continues:
 * @c: a code point
 *
 * Whether @c belongs to the character before it: a cut between the two would split a grapheme.
 * Combining marks (variation selectors among them), conjoining jamo, half-width voicing marks,
 * emoji modifiers and the zero-width joiner.
 *
 * Returns: whether it continues what stands before it
 */
gboolean
ent_fold_continues (gunichar c)
{
  if (c < 0x300)
    return FALSE;
  return g_unichar_ismark (c) || (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff)
         || c == 0xff9e || c == 0xff9f || (c >= 0xffa0 && c <= 0xffdc) || c == 0x200d
         || (c >= 0x1f3fb && c <= 0x1f3ff);
}

static gboolean
is_flag_letter (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/**
 * ent_fold_splits:
 * @text: the text
 * @p: where it would be cut, at the start of a code point or the end of @text
 *
 * Whether the cut goes through a character as a reader sees it: a letter and its accent, a syllable
 * and its jamo, the parts of a joined emoji, the two letters of a flag.
 *
 * Source: Unicode Standard Annex #29, without the rules for prepended marks.
 *
 * Returns: whether @p is inside a grapheme
 */
gboolean
ent_fold_splits (const char *text, const char *p)
{
  gunichar before, after;
  guint n_flags = 0;

  if (p == text || *p == '\0')
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (p));
  after = g_utf8_get_char (p);
  if (ent_fold_continues (after))
    return before >= ' ';
  if (before == 0x200d)
    return after >= 0x2190 && !g_unichar_isalnum (after);
  if (before >= 0x1100 && before <= 0x115f)
    return (after >= 0x1100 && after <= 0x115f) || (after >= 0xac00 && after <= 0xd7a3);
  for (; is_flag_letter (after) && p > text && is_flag_letter (before); n_flags++)
    {
      p = g_utf8_prev_char (p);
      before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
    }
  return n_flags % 2 == 1;
}

static guint32
look_at (gunichar c)
{
  char utf8[8];
  int length = g_unichar_to_utf8 (c, utf8);
  glong n;
  g_autofree gunichar *chars = fold_sequence (utf8, length, &n);
  guint32 entry = n == 0 ? DROPPED : n == 1 ? chars[0] : SEVERAL;

  return ent_fold_continues (c) ? entry | CONTINUES : entry;
}

static inline guint32
look_up (gunichar c)
{
  guint32 entry;

  if (G_UNLIKELY (c >= TABLE_SIZE))
    return look_at (c);
  entry = atomic_load_explicit (&table[c], memory_order_relaxed);
  if (G_UNLIKELY (entry == 0))
    {
      /* Two threads may find out the same thing at once; they store the same. */
      entry = look_at (c);
      atomic_store_explicit (&table[c], entry, memory_order_relaxed);
    }
  return entry;
}

/* A folded text that grows. */
typedef struct
{
  EntFolded *folded;
  gsize size;    /* bytes there is room for */
  gsize n_words; /* words of bits there is room for */
  guint32 n_original;
  gsize n_continues; /* words of continues there are */
} Output;

static inline void
append (Output *out, gunichar c)
{
  EntFolded *folded = out->folded;

  if (G_UNLIKELY (folded->n + 8 > out->size))
    folded->text = g_realloc (folded->text, out->size = out->size * 2 + 16);
  if (c < 0x80)
    folded->text[folded->n++] = (char)c;
  else
    folded->n += (gsize)g_unichar_to_utf8 (c, folded->text + folded->n);
}

/* Notes that the code point at n_original gave the bytes from first on, and that n_more after it
 * belong to it. */
static inline void
note (Output *out, gsize first, guint32 n_more)
{
  EntFolded *folded = out->folded;
  gsize n_ones = folded->n - first;
  gsize at = folded->n_bits + 1;

  folded->n_bits = at + n_ones + n_more;
  while (G_UNLIKELY (folded->n_bits / 64 >= out->n_words))
    {
      folded->bits = g_renew (guint64, folded->bits, out->n_words * 2);
      memset (folded->bits + out->n_words, 0, out->n_words * sizeof (guint64));
      out->n_words *= 2;
    }
  for (gsize left = n_ones; left > 0;)
    {
      gsize n = MIN (left, 64 - at % 64);

      folded->bits[at / 64] |= (n == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n) - 1)
                               << at % 64;
      at += n;
      left -= n;
    }
  for (guint32 i = out->n_original + 1; i <= out->n_original + n_more; i++)
    {
      gsize n_words = i / 64 + 1;

      if (n_words > out->n_continues)
        {
          folded->continues = g_renew (guint64, folded->continues, n_words + n_words / 2);
          memset (folded->continues + out->n_continues,
                  0,
                  (n_words + n_words / 2 - out->n_continues) * sizeof (guint64));
          out->n_continues = n_words + n_words / 2;
        }
      folded->continues[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
    }
  out->n_original += 1 + n_more;
}

static void
finish (Output *out)
{
  EntFolded *folded = out->folded;
  gsize n_words = folded->n_bits / 64 + 1;
  gsize words_a_block = ENT_FOLD_BLOCK / 64;
  guint32 n_ones = 0;

  folded->text[folded->n] = '\0';
  folded->text = g_realloc (folded->text, folded->n + 1);
  folded->bits = g_renew (guint64, folded->bits, n_words);
  folded->ranks = g_new (guint32, n_words / words_a_block + 1);
  for (gsize i = 0; i < n_words; i++)
    {
      if (i % words_a_block == 0)
        folded->ranks[i / words_a_block] = n_ones;
      n_ones += (guint32)__builtin_popcountll (folded->bits[i]);
    }
  if (folded->continues != NULL)
    {
      /* Look-ups go up to the end of the original. */
      n_words = out->n_original / 64 + 1;
      folded->continues = g_renew (guint64, folded->continues, n_words);
      if (n_words > out->n_continues)
        memset (folded->continues + out->n_continues,
                0,
                (n_words - out->n_continues) * sizeof (guint64));
    }
}

/**
 * ent_fold:
 * @text: valid UTF-8
 * @length: bytes of @text, or -1 when NUL-terminated
 *
 * Folds a text: NFKC, case folding, traditional to simplified Chinese, letters and numbers only.
 * Every place of the result knows the code point of @text it comes from; what a composed character
 * gives comes from its first.  Linear; may be called from any thread.
 *
 * Source: Unicode Standard Annex #15 (NFKC); OpenCC t2s.
 *
 * Returns: (transfer full): the folded text
 */
EntFolded *
ent_fold (const char *text, gssize length)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize)length;
  const char *end = text + n_bytes;
  Output out = { g_new0 (EntFolded, 1), n_bytes + 16, n_bytes / 32 + 1, 0, 0 };

  out.folded->text = g_malloc (out.size);
  out.folded->bits = g_new0 (guint64, out.n_words);
  for (const char *p = text; p < end;)
    {
      const char *start = p;
      gsize first = out.folded->n;
      guint32 entry = look_up (ent_fold_read (&p)) & ~CONTINUES;
      guint32 n_more = 0;

      while (p < end && (guchar)*p >= 0xcc && (look_up (g_utf8_get_char (p)) & CONTINUES))
        {
          p = g_utf8_next_char (p);
          n_more++;
        }
      if (n_more > 0 || entry == SEVERAL)
        {
          glong n;
          g_autofree gunichar *chars = fold_sequence (start, p - start, &n);

          for (glong i = 0; i < n; i++)
            append (&out, chars[i]);
        }
      else if (entry != DROPPED)
        append (&out, entry);
      note (&out, first, n_more);
    }
  finish (&out);
  return out.folded;
}

/**
 * ent_folded_free:
 * @folded: (transfer full) (nullable): a folded text
 *
 * Frees it.
 */
void
ent_folded_free (EntFolded *folded)
{
  if (folded == NULL)
    return;
  g_free (folded->text);
  g_free (folded->bits);
  g_free (folded->ranks);
  g_free (folded->continues);
  g_free (folded);
}

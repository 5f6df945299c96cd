#include "dossier/fold.h"

#include <opencc/opencc.h>
#include <stdatomic.h>
#include <string.h>
#include <wchar.h>

G_STATIC_ASSERT (sizeof (wchar_t) == sizeof (gunichar));

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

typedef struct
{
  EntFolded *folded;
  gsize size;
} Output;

static void
append (Output *out, gunichar c, guint32 origin)
{
  EntFolded *folded = out->folded;

  /* One more than the characters: the origin has an end mark. */
  if (folded->n + 1 >= out->size)
    {
      out->size = out->size * 2 + 16;
      folded->chars = g_renew (gunichar, folded->chars, out->size);
      folded->origin = g_renew (guint32, folded->origin, out->size);
    }
  folded->chars[folded->n] = c;
  folded->origin[folded->n++] = origin;
}

/**
 * ent_fold:
 * @text: valid UTF-8
 * @length: bytes of @text, or -1 when NUL-terminated
 *
 * Folds a text: NFKC, case folding, traditional to simplified Chinese, letters and numbers only.
 * Every folded code point knows the code point of @text it comes from; those of a composed
 * character all come from its first.  Linear; may be called from any thread.
 *
 * Source: Unicode Standard Annex #15 (NFKC); OpenCC t2s.
 *
 * Returns: (transfer full): the folded text
 */
EntFolded *
ent_fold (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize)length);
  Output out = { g_new0 (EntFolded, 1), 0 };
  guint32 offset = 0;

  /* Most texts fold to about as many characters as a third of their bytes (Chinese) or four fifths
   * (Latin): start in between. */
  out.size = (gsize)(end - text) / 2 + 16;
  out.folded->chars = g_new (gunichar, out.size);
  out.folded->origin = g_new (guint32, out.size);

  for (const char *p = text; p < end;)
    {
      const char *start = p;
      guint32 entry = look_up (g_utf8_get_char (p)) & ~CONTINUES;
      guint32 n_original = 1;

      p = g_utf8_next_char (p);
      while (p < end && (guchar)*p >= 0xcc && (look_up (g_utf8_get_char (p)) & CONTINUES))
        {
          p = g_utf8_next_char (p);
          n_original++;
        }
      if (n_original > 1 || entry == SEVERAL)
        {
          glong n;
          g_autofree gunichar *chars = fold_sequence (start, p - start, &n);

          for (glong i = 0; i < n; i++)
            append (&out, chars[i], offset);
        }
      else if (entry != DROPPED)
        append (&out, entry, offset);
      offset += n_original;
    }

  out.folded->chars = g_renew (gunichar, out.folded->chars, out.folded->n + 1);
  out.folded->origin = g_renew (guint32, out.folded->origin, out.folded->n + 1);
  out.folded->chars[out.folded->n] = 0;
  out.folded->origin[out.folded->n] = offset;
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
  g_free (folded->chars);
  g_free (folded->origin);
  g_free (folded);
}

/**
 * ent_folded_to_utf8:
 * @folded: a folded text
 * @first: its first code point wanted
 * @end: one past the last wanted, at most @folded->n
 *
 * Returns: (transfer full): the folded characters [first, end)
 */
char *
ent_folded_to_utf8 (const EntFolded *folded, gsize first, gsize end)
{
  g_return_val_if_fail (first <= end && end <= folded->n, NULL);
  return g_ucs4_to_utf8 (folded->chars + first, (glong)(end - first), NULL, NULL, NULL);
}

/**
 * ent_folded_find:
 * @hay: where to look
 * @needle: what to look for; nothing is found of an empty one
 * @from: the first place that counts, in folded code points of @hay
 *
 * Searches by the vectorised wmemchr for the needle's first character; linear for real text.
 *
 * Returns: the place in folded code points of @hay, or -1
 */
gssize
ent_folded_find (const EntFolded *hay, const EntFolded *needle, gsize from)
{
  gsize n = needle->n;
  const gunichar *p, *last;

  if (n == 0 || hay->n < n || from > hay->n - n)
    return -1;
  last = hay->chars + (hay->n - n);
  for (p = hay->chars + from; p <= last; p++)
    {
      p = (const gunichar *)wmemchr (
          (const wchar_t *)p, (wchar_t)needle->chars[0], (gsize)(last - p) + 1);
      if (p == NULL)
        return -1;
      if (p[n - 1] == needle->chars[n - 1] && memcmp (p, needle->chars, n * sizeof (gunichar)) == 0)
        return p - hay->chars;
    }
  return -1;
}

/**
 * ent_folded_index:
 * @folded: a folded text
 * @origin: a code point offset in the original
 *
 * Returns: the first folded code point that comes from @origin or later; @folded->n if none does
 */
gsize
ent_folded_index (const EntFolded *folded, guint32 origin)
{
  gsize low = 0, high = folded->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (folded->origin[middle] < origin)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

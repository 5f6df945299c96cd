/* The few words that views write into a picture themselves, in the languages of the content: a
 * figure in Chinese has a Chinese legend whatever the language of the window.  So these are no
 * gettext strings, whose language is the process's, but a table. */
#pragma once

#include "dossier/dossier.h"

G_BEGIN_DECLS

const char *ent_word (const char *key, const char *lang);
char *ent_word_count (const char *key, guint n, const char *lang);
char *ent_word_format (const char *key, const char *lang, ...) G_GNUC_NULL_TERMINATED;
gboolean ent_word_is_chinese (const char *lang);

G_END_DECLS

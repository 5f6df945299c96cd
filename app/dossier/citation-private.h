/* Shared by the styles of citation. */
#pragma once

#include "dossier/citation.h"

G_BEGIN_DECLS

/* A citation in the making. */
typedef struct
{
  GString *text;
  gboolean html;
} EntCiteText;

/* A date as far as citations can say it: 0 for what is not known. */
typedef struct
{
  gboolean known, guessed, approximate;
  int year, last_year, month, day;
} EntCiteDate;

const char *ent_cite_word (const char *key, const char *lang);
gboolean ent_cite_is_chinese (const char *lang);
gboolean ent_cite_is_traditional (const char *lang);
EntCiteDate ent_cite_date (const EntWhen *when);
char *ent_cite_year (const EntCiteDate *date);
char *ent_cite_straight_name (const char *name);

void ent_cite_put (EntCiteText *out, const char *text);
void ent_cite_put_link (EntCiteText *out, const char *url);
void ent_cite_gbt7714 (EntCiteText *out,
                       const EntDocument *document,
                       const char *lang,
                       const char *accessed);
void ent_cite_chicago (EntCiteText *out,
                       const EntDocument *document,
                       const char *lang,
                       const char *accessed);

G_END_DECLS

#include "widgets/export-settings.h"

#include <string.h>

#include "widgets/settings.h"

#define KEY "export-choices"
/* Dossiers that choices are remembered of, the latest first. */
#define MAX_DOSSIERS 50

static gboolean
read_json (EntFigureChoices *choices, const char *text)
{
  g_autoptr (EntJson) json = ent_json_parse (text, strlen (text), NULL);

  return json != NULL && ent_figure_choices_read (choices, json, NULL);
}

/**
 * ent_export_settings_read:
 * @dossier: a dossier
 * @choices: (out): what was chosen for it last; for one without any, what was chosen last at all
 *
 * Choices that another version of the program wrote, and this one cannot read, are forgotten.
 */
void
ent_export_settings_read (const EntDossier *dossier, EntFigureChoices *choices)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), KEY);
  const char *id, *text, *latest = NULL;
  GVariantIter iter;

  *choices = ENT_FIGURE_CHOICES_DEFAULT;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&s&s)", &id, &text))
    {
      latest = latest != NULL ? latest : text;
      if (g_strcmp0 (id, ent_dossier_id (dossier)) == 0)
        {
          read_json (choices, text);
          return;
        }
    }
  if (latest != NULL)
    read_json (choices, latest);
}

/**
 * ent_export_settings_write:
 * @dossier: a dossier
 * @choices: what was chosen for it
 */
void
ent_export_settings_write (const EntDossier *dossier, const EntFigureChoices *choices)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), KEY);
  g_autoptr (EntJson) json = ent_figure_choices_to_json (choices);
  g_autofree char *written = ent_json_write_compact (json);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id, *text;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&builder, "(ss)", ent_dossier_id (dossier), written);
  g_variant_iter_init (&iter, all);
  for (guint n = 1; n < MAX_DOSSIERS && g_variant_iter_next (&iter, "(&s&s)", &id, &text);)
    if (g_strcmp0 (id, ent_dossier_id (dossier)) != 0)
      {
        g_variant_builder_add (&builder, "(ss)", id, text);
        n++;
      }
  g_settings_set_value (ent_settings (), KEY, g_variant_builder_end (&builder));
  g_settings_set_string (ent_settings (), "export-style", ent_citation_style_name (choices->style));
}

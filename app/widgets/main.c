#include "widgets/application.h"
#include "widgets/language.h"

int
main (int argc, char **argv)
{
  ent_language_init ();
  g_set_prgname ("entente");

  g_autoptr (EntApplication) app = ent_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}

/* Threads that share a loop: who does which part never changes what comes out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EntTeam EntTeam;
/* Does part @part of a loop; parts write to places of their own. */
typedef void (*EntTeamFunc) (guint part, gpointer data);

EntTeam *ent_team_new (guint n_threads);
void ent_team_run (EntTeam *team, guint n_parts, EntTeamFunc func, gpointer data);
void ent_team_free (EntTeam *team);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTeam, ent_team_free)

G_END_DECLS

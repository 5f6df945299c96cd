/* What the parts of the window share: window.c (its parts and their state), window-sides.c
 * (the views), window-actions.c (menu
 * and keys), window-open.c (files, texts, drops). */
#pragma once

#include "base/worker.h"
#include "widgets/view-pane.h"
#include "widgets/window.h"

G_BEGIN_DECLS

struct _EntWindow
{
  AdwApplicationWindow parent;
  EntSession *session;
  EntWorker *views[2]; /* make the pictures of the two sides */
  EntWorker *files;    /* reads and writes */
  EntViewPane *sides[2];
  guint active; /* the side that the view switcher means */
  GtkWidget *filter_panel, *inspector, *time_strip, *search, *welcome;
  gboolean placed;    /* the panels have got their widths */
  gboolean read_only; /* the dossier has problems: a copy would lose what could not be read */
  GSimpleAction *view_action;
  guint spinner_delay, panel_maker;

  /* template */
  GtkWidget *switcher, *filters_button, *title_box, *dossier_buttons;
  GtkLabel *title_label, *subtitle_label;
  GtkMenuButton *menu_button, *search_button;
  AdwToastOverlay *toasts;
  AdwToast *looking; /* weak: says that texts are looked for */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkPaned *filters_paned, *inspector_paned, *panes;
  AdwBin *filters_bin, *inspector_bin, *time_bin;
};

EntViewPane *ent_window_active_side (EntWindow *window);
EntViewPane *ent_window_new_side (EntWindow *window, guint i);
void ent_window_follow_active (EntWindow *window);
void ent_window_focus_view (EntWindow *window);
void ent_window_reveal (EntSession *session, const char *passage_id, EntWindow *window);
void ent_window_set_split (EntWindow *window, gboolean split);
void ent_window_show_loading (EntWindow *window);
void ent_window_show_dossier (EntWindow *window);

void ent_window_add_actions (EntWindow *window);
void ent_window_update_actions (EntWindow *window);

void ent_window_add_drop_target (EntWindow *window);
void ent_window_load_texts (EntWindow *window, gboolean tell);

G_END_DECLS

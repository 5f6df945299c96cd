/* What the parts of the window share: window.c (its parts and their state), window-sides.c
 * (the views), window-actions.c (menu and keys), window-open.c (reading), window-texts.c and
 * window-drop.c (texts),
 * window-views.c (saved views, story), window-save.c (saving, what is unsaved), window-disk.c (the
 * file as others change it),
 * window-recover.c (what a crash left unsaved), window-versions.c (what the file held before). */
#pragma once

#include "base/worker.h"
#include "session/journal.h"
#include "widgets/story-strip.h"
#include "widgets/view-pane.h"
#include "widgets/window.h"

G_BEGIN_DECLS

typedef struct _EntWindowTexts EntWindowTexts;

/* What comes once nothing unsaved is left. */
typedef void (*EntThenFunc) (EntWindow *window, gpointer data);

struct _EntWindow
{
  AdwApplicationWindow parent;
  EntSession *session;
  EntWorker *views[2]; /* make the pictures of the two sides */
  EntWorker *files;    /* reads and searches */
  EntWorker *disk;     /* saves, and looks at the dossier's file; never waits for a search */
  EntViewPane *sides[2];
  guint active; /* the side that the view switcher means */
  GtkWidget *filter_panel, *inspector, *time_strip, *search, *welcome;
  gboolean placed;    /* the panels have got their widths */
  gboolean read_only; /* the dossier has problems: a copy would lose what could not be read */
  GSimpleAction *view_action;
  gboolean is_gone;      /* disposed of, once */
  EntWindowTexts *texts; /* how its texts are looked for */
  char *stamp;           /* of the dossier's file as it was read or saved */
  char *disk_stamp;      /* of the file as another program left it */
  GFileMonitor *monitor; /* of the file */
  guint disk_delay;
  EntJournal *journal; /* of what is unsaved */
  gboolean journal_failed;
  gboolean saving;
  EntThenFunc then; /* waits for an answer about what is unsaved, or for the saving */
  gpointer then_data;
  GDestroyNotify then_free;
  GtkWidget *review;      /* in the place of the inspector; NULL when not shown */
  AdwToast *review_toast; /* weak: tells of them */
  char *told_review;      /* what was last told of passages to review */
  guint spinner_delay, panel_maker;
  GtkStack *sidebar;                    /* filters, or views in their place */
  GtkWidget *views_panel, *story_strip; /* made when first shown */
  EntViewEdits *view_edits;
  EntThumbnails *thumbnails;
  char *saved_view; /* id of a view that is being saved, and then shown */
  guint step;       /* of the story, that is shown; G_MAXUINT: none */

  /* template */
  GtkWidget *switcher, *switcher_squeezer, *filters_button, *title_box, *dossier_buttons;
  GtkMenuButton *switcher_button; /* in the place of the switcher when that has no room */
  GMenu *switcher_menu;
  GtkLabel *title_label, *subtitle_label;
  GtkButton *gaps_button; /* how many marks have no evidence, if any */
  GtkMenuButton *menu_button, *search_button;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkPaned *filters_paned, *inspector_paned, *panes;
  AdwBin *filters_bin, *inspector_bin, *time_bin, *story_bin;
  GMenu *edit_section;
  GtkRevealer *disk_banner;
  GtkLabel *disk_label;
  GtkWidget *review_button;
};

/* export-page.c */
void ent_export_page_present (EntWindow *window);
EntViewPane *ent_window_active_side (EntWindow *window);
EntViewPane *ent_window_new_side (EntWindow *window, guint i);
void ent_window_follow_active (EntWindow *window);
void ent_window_focus_view (EntWindow *window);
void ent_window_reveal (EntSession *session, const char *passage_id, EntWindow *window);
void ent_window_set_split (EntWindow *window, gboolean split);
void ent_window_show_loading (EntWindow *window);
void ent_window_show_dossier (EntWindow *window);

void ent_window_add_actions (EntWindow *window);
void ent_window_forget_actions (EntWindow *window);
void ent_window_update_actions (EntWindow *window);

void
ent_window_settle (EntWindow *window, EntThenFunc then, gpointer data, GDestroyNotify free_data);
void ent_window_save (EntWindow *window);
void ent_window_save_as (EntWindow *window);

char *ent_file_stamp (GFile *file, GCancellable *cancellable);
gboolean ent_file_is_other (GFile *file,
                            const char *stamp,
                            const char *now,
                            const EntDossier *saved,
                            GCancellable *cancellable);
void ent_window_watch_file (EntWindow *window, const char *stamp);
void ent_window_unwatch_file (EntWindow *window);
void ent_window_keep_mine (EntWindow *window, gboolean differs);
void ent_window_check_file (EntWindow *window);

void ent_window_keep_journal (EntWindow *window, EntJournal *journal);
void ent_window_show_versions (EntWindow *window);
char *ent_window_date (gint64 seconds);

void ent_window_set_review (EntWindow *window, gboolean shown);
void ent_window_follow_review (EntWindow *window, gboolean tell);

void ent_window_make_sidebar (EntWindow *window);
void ent_window_save_view (EntWindow *window);
void ent_window_update_view (EntWindow *window);
void ent_window_show_view (EntWindow *window, const char *page, const char *view_id);
void ent_window_show_step (EntWindow *window, guint step);
void ent_window_add_step (EntWindow *window);
void ent_window_follow_shown (EntWindow *window);
void ent_window_forget_views (EntWindow *window);

void ent_window_read (EntWindow *window, GFile *file);
void ent_window_add_drop_target (EntWindow *window);
void ent_window_load_texts (EntWindow *window, gboolean tell);
void ent_window_follow_texts (EntWindow *window);
void ent_window_forget_texts (EntWindow *window);

G_END_DECLS

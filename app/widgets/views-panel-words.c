#include "widgets/views-panel-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *title, *text; /* as they were */
  GtkEditable *entry;
  GtkTextBuffer *buffer;
  EntWordsDone done;
  GWeakRef owner, focus; /* focus: where it was */
  gboolean cancelled;
} Words;

static void
free_words (gpointer data)
{
  Words *words = data;

  g_free (words->title);
  g_free (words->text);
  g_weak_ref_clear (&words->owner);
  g_weak_ref_clear (&words->focus);
  g_free (words);
}

/* As languages call themselves. */
static const char *
language_name (const char *lang)
{
  if (g_str_equal (lang, "zh-Hans"))
    return "简体中文";
  return g_str_equal (lang, "zh-Hant") ? "繁體中文" : "English";
}

static void
on_closed (GtkWidget *popover, Words *words)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&words->owner);
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&words->focus);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (words->buffer, &start, &end);
  g_autofree char *text
      = g_strstrip (gtk_text_buffer_get_text (words->buffer, &start, &end, FALSE));
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (words->entry)));
  const gboolean has_title = !g_str_equal (title, words->title);
  const gboolean has_text = !g_str_equal (text, words->text);

  if (!words->cancelled && owner != NULL && (has_title || has_text))
    words->done (owner, has_title ? title : NULL, has_text ? text : NULL);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  g_idle_add_once ((GSourceOnceFunc)gtk_widget_unparent, popover);
}

static gboolean
on_key (GtkEventControllerKey *keys,
        guint keyval,
        guint code,
        GdkModifierType state,
        GtkWidget *popover)
{
  Words *words = g_object_get_data (G_OBJECT (popover), "ent-words");

  if (keyval == GDK_KEY_Escape)
    words->cancelled = TRUE;
  else if (!(state & GDK_CONTROL_MASK) || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (popover));
  return GDK_EVENT_STOP;
}

static GtkWidget *
add_label (GtkBox *box, const char *text, GtkWidget *of)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "words-label");
  gtk_box_append (box, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (of), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return label;
}

static GtkWidget *
new_text_view (Words *words)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  words->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (words->buffer, words->text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "words-text");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 110);
  gtk_widget_add_css_class (scroll, "words-frame");
  return scroll;
}

/* The last row: in which language, and the button that is done. */
static GtkWidget *
new_foot (const char *lang, GtkWidget *popover)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *language = gtk_label_new (language_name (lang));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Done"));

  gtk_widget_add_css_class (language, "dim-label");
  gtk_widget_add_css_class (language, "caption");
  gtk_widget_set_tooltip_text (language,
                               _ ("The words in this language change, not in the others"));
  gtk_widget_set_hexpand (language, TRUE);
  gtk_label_set_xalign (GTK_LABEL (language), 0);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_box_append (GTK_BOX (foot), language);
  gtk_box_append (GTK_BOX (foot), button);
  return foot;
}

/**
 * ent_words_popup:
 * @parent: a widget
 * @at: what has the words, in @parent
 * @side: where beside it the popover opens
 * @spec: the words, and what becomes of them
 *
 * Lets the user edit words.  Escape leaves them as they were; closing the popover in any other way
 * keeps what was typed.
 *
 * Returns: (transfer none): the popover
 */
GtkWidget *
ent_words_popup (GtkWidget *parent,
                 const GdkRectangle *at,
                 GtkPositionType side,
                 const EntWords *spec)
{
  Words *words = g_new0 (Words, 1);
  GtkWidget *popover = gtk_popover_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry = gtk_entry_new ();

  words->title = g_strdup (spec->title);
  words->text = g_strdup (spec->text);
  words->done = spec->done;
  g_weak_ref_init (&words->owner, spec->owner);
  g_weak_ref_init (&words->focus, gtk_root_get_focus (gtk_widget_get_root (parent)));
  words->entry = GTK_EDITABLE (entry);
  gtk_editable_set_text (words->entry, spec->title);
  gtk_widget_set_size_request (entry, 300, -1);
  GtkWidget *text = new_text_view (words);
  add_label (box, _ ("Title"), entry);
  gtk_box_append (box, entry);
  add_label (box, spec->text_label, gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (text)));
  gtk_box_append (box, text);
  gtk_box_append (box, new_foot (spec->lang, popover));
  gtk_widget_add_css_class (GTK_WIDGET (box), "words-popover");

  g_object_set_data_full (G_OBJECT (popover), "ent-words", words, free_words);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), popover);
  gtk_widget_add_controller (popover, keys);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (gtk_popover_popdown), popover);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), words);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (box));
  gtk_popover_set_position (GTK_POPOVER (popover), side);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
  return popover;
}

"""Screenshots of every screen, in both widths, themes and languages, each looked at by axe."""

"""The output formats, one file each: `export(view, lang, width)` returns the whole text of a result."""

"""One file for each kind of source; a file that is dropped here, with `page(content, path)`, is a kind by its name."""

"""One file for each kind of source: `page(content, path)` returns its grids of cells and its lines of prose."""

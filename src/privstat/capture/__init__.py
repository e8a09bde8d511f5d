"""From the grids of a page to a draft dataset: what is certain is taken, what is not is told with its place."""

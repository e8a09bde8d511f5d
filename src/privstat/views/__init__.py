"""Results as objects, records and sheets, one file per kind of result."""

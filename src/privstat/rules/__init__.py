"""The rules, one file each; see `privstat.validate` for what a rule is."""

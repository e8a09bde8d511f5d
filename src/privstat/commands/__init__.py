"""The commands, one file each: load, compute, render."""

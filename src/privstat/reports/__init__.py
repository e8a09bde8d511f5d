"""The forms of findings that other programs read, one file each: `report(inspections, lang)` returns the whole text."""

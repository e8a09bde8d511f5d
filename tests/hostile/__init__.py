"""Bad input, made by code: what a stranger may send, and what must not come of it."""

"""One module a slash command: ask, answer, reply."""

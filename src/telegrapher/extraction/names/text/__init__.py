"""A release as words: tokens, their forms, and which of them may belong to a name."""

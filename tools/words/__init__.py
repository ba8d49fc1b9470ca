"""The word lists of return phrases, and the rules they keep."""

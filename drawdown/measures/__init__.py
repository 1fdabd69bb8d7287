"""Measures: a chapter's rows in, numbers and frames out. Pure; nothing here reads, draws or prints."""

"""Figures: a chapter's rows become a description, and the description becomes a static and an interactive figure."""

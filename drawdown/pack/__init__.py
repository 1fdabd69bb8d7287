"""A data pack: the evidence, checked, and seen as of a day."""

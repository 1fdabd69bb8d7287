"""Reads the files of others into a pack: event datasets, personnel reports, an analyst's sheet."""

"""Measurements of the book; `make bench` takes them and prints the tables."""

"""Evidence in, executed chapters and a published book out."""

__version__ = "0.1.0"

"""How the book and its parts are cited."""

"""The book: chapters run through Papermill, pages made by Jupyter Book, the site published whole."""

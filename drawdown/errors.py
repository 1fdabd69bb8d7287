"""The errors a user can cause, and the exit code of each."""


class DrawdownError(Exception):
    """An error that is explained to the user in its own words, without a traceback."""

    exit_code = 1


class DataError(DrawdownError):
    """The data pack is at fault."""


class ChapterError(DrawdownError):
    """A chapter stopped while it ran."""


class UndeclaredRead(ChapterError, PermissionError):
    """A chapter reads what it does not declare, so that a change of it would go unnoticed."""


class BookError(DrawdownError):
    """Jupyter Book could not make the site, or made it with warnings."""


class PackEdited(BookError):
    """The pack was edited between the plan of a build and its duplicate of the pack: a new plan mends it."""


class ParameterError(DrawdownError):
    """A parameter is unknown, malformed or asks for what the pack does not hold."""

    exit_code = 2

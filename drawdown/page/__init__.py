"""What a chapter puts on its page. The only code that talks to IPython and myst-nb."""

from drawdown.page.chapter import Chapter

__all__ = ["Chapter"]

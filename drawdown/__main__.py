"""``python -m drawdown`` is the command ``drawdown``."""

from drawdown.cli import main

if __name__ == "__main__":
    main()

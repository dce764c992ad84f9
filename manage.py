"""Django's own door; officers and scripts use the command `gongkai`."""

from gongkai.cli import main

if __name__ == "__main__":
    main()

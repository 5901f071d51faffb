"""A piece of the copy: its page, its texts, versions and threads."""

"""The client's link: the copy of a run shown, and decided on, without an account."""

"""A language model as reader of notes: what it proposes stands only by its quotation."""

"""The writer: a language model puts facts into words, and every span of its answer says what it rests on."""

"""The writer: a language model puts a campaign's facts into words, and every span of its answer says what it rests on."""

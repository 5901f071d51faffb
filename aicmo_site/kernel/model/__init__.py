"""Asking a language model: prompts, questions with a schema, and the client of an OpenAI-compatible server."""

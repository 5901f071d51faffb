"""Folding, words, sentences and terms of a text in any script."""

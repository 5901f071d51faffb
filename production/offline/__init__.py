"""Copy made without a language model: frames with fixed words, filled with the brief's facts and nothing else."""

"""What staff see in the admin beyond rows: the front page, a run's story, the campaign, starting a run."""

"""question -> checked answer: the core of Briefwijzer."""

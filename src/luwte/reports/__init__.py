"""Statistics, signals, the annual report, advice and its answer."""

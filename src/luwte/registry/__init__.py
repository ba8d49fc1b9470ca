"""Anonymous registrations. Never imports the vault, nor the vault it."""

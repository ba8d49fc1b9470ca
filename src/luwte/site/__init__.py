"""Settings, addresses, headers, the demo and the luwte command."""

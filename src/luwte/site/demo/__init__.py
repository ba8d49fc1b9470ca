"""The demo: invented organisations, people and conversations, with real keys."""

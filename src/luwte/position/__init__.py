"""The counsellor's position: written arrangements, independence, terms."""

"""Pages for counsellors and coordinators, about work that isn't confidential."""

"""What a published report is given out as: page, PDF, Word and data, all from its content alone.

Every function here is pure: the same content gives the same bytes, on any day, so that nothing
but what was published can be read from them.
"""

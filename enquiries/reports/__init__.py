"""Reports of enquiries and barriers: frozen numbers in which no group smaller than five can be found."""

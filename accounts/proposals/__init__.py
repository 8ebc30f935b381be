"""Changes that a partner organisation proposes to its own services, and an officer accepts or declines."""

"""Records as HSDS objects, one module an object. Empty fields are left out: HSDS knows no null."""

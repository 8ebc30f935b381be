"""The directory as Open Referral HSDS 3.1 serves it: the read API below /hsds/ (docs/hsds.md is its profile).

`feed` says which records are in it, `selection` how they are listed, `serialise` how each object looks.
"""

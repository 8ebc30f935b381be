"""The staff's pages at /staff/: the inbox, one enquiry, and what both poll (docs/staff.md). One module a page."""

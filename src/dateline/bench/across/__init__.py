"""`dateline bench across`: what is found of stories and happenings over many reports, against a written key."""

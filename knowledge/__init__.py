"""What has been reported, by whom, and how it is kept fresh: the article's road."""

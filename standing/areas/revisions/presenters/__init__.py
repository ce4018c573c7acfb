"""What pages, commands and files of revisions show."""

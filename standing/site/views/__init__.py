"""The site's own pages: home, the account, errors."""

"""Documents that come of role profiles: job descriptions, issued and compared with what their profiles say now."""
